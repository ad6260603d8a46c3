package org.stackdeck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the tests named in documents exist, and that the descriptions of packages are those of the code. */
class DocumentsTests {

    private static final Path TESTS = Path.of("src/test/java");
    /** Matches a class with or without a method, or only a method of the most recently named class. */
    private static final Pattern NAME =
            Pattern.compile("`(?:[a-z]+\\.)?([A-Z]\\w*(?:Tests|Contract))?(?:\\.([a-z]\\w+))?`");

    /** Matches a row of a table with the name of a package and its description. */
    private static final Pattern PACKAGE_ROW = Pattern.compile("^\\| `([a-z0-9.]+)` \\| (.*?) \\|$", Pattern.MULTILINE);

    private static final Pattern PACKAGE_COMMENT = Pattern.compile(
            "/\\*\\*(.*?)\\*/.*^package org\\.stackdeck\\.([\\w.]+);", Pattern.MULTILINE | Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"docs/security.md", "docs/reliability.md"})
    void documentsNameExistingTests(String document) throws IOException {
        Map<String, String> sources = sources();
        String type = "";
        int named = 0;
        for (Matcher name = NAME.matcher(Files.readString(Path.of(document))); name.find(); ) {
            if (name.group(1) == null && name.group(2) == null) {
                continue;
            }
            type = name.group(1) == null ? type : name.group(1);
            assertThat(sources).as(document).containsKey(type);
            if (name.group(2) != null) {
                assertThat(sources.get(type)).as("%s in %s", type, document).contains("void " + name.group(2) + "(");
            }
            named++;
        }
        assertThat(named).isGreaterThan(20);
    }

    @Test
    void architectureDescribesPackagesLikeTheirComments() throws IOException {
        Map<String, String> described = PACKAGE_ROW
                .matcher(Files.readString(Path.of("docs/architecture.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2).replace("`", ""), (_, last) -> last));
        Map<String, String> commented = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/stackdeck"))) {
            for (Path file :
                    files.filter(path -> path.endsWith("package-info.java")).toList()) {
                Matcher comment = PACKAGE_COMMENT.matcher(Files.readString(file));
                if (comment.find() && !comment.group(2).startsWith("simulator")) {
                    commented.put(
                            comment.group(2),
                            comment.group(1)
                                    .replaceAll("\\s*\n \\* ?", " ")
                                    .replaceAll("\\{@\\w+ #?([^}]*)}", "$1")
                                    .strip());
                }
            }
        }

        assertThat(commented).hasSizeGreaterThan(100);
        assertThat(described).containsAllEntriesOf(commented);
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.merge(
                        file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        return sources;
    }
}
