package org.stackdeck.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermTests {

    private static final String PREFIX = "help.term.";

    @ParameterizedTest
    @ValueSource(strings = {"translations.properties", "translations_zh_CN.properties"})
    void everyTermHasATitleAndAnExplanation(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                Files.newBufferedReader(Path.of("src/main/resources/vaadin-i18n", file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }

        assertThat(texts.stringPropertyNames().stream().filter(key -> key.startsWith(PREFIX)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Term.values())
                        .flatMap(term -> Stream.of(PREFIX + term.code(), PREFIX + term.code() + ".text"))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void everyTermIsExplainedSomewhere(Term term) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/stackdeck/ui"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("Term.java"))
                            .map(TermTests::read)
                            .filter(source -> source.matches("(?s).*\\bTerm\\." + term.name() + "\\b.*"))
                            .collect(Collectors.toList()))
                    .isNotEmpty();
        }
    }

    /** Dialogs that do not use {@code ActionTerms} would not show the explanations of actions. */
    @Test
    void dialogsOfActionsShowTheExplanations() throws IOException {
        for (String dialog : new String[] {
            "servers/actions/ServerActionDialog.java",
            "servers/actions/ActionConfirmationDialogs.java",
            "resources/ResourceActionDialog.java",
            "resources/EditResourceDialog.java"
        }) {
            assertThat(read(Path.of("src/main/java/org/stackdeck/ui", dialog)))
                    .as(dialog)
                    .contains("ActionTerms.of(");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
