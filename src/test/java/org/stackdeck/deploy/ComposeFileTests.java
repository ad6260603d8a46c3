package org.stackdeck.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.platform.configuration.PropertyCatalog;
import org.yaml.snakeyaml.Yaml;

/** Checks that compose.yaml is consistent with the Dockerfile, the documentation and Stackdeck's properties. */
class ComposeFileTests {

    private static final Path DIRECTORY = Path.of("deploy");
    private static final String SECRETS = "/run/secrets/";

    private Map<String, Map<String, Map<String, Object>>> file;

    @BeforeEach
    void read() throws IOException {
        file = new Yaml()
                .load(Files.readString(DIRECTORY.resolve("compose.yaml")).replace("name: stackdeck\n", ""));
    }

    @Test
    void filesExistOrAreCreatedByTheDocumentedCommands() throws IOException {
        String documentation = Files.readString(Path.of("docs/production.md"));

        assertThat(section("configs").values())
                .isNotEmpty()
                .allSatisfy(config -> assertThat(DIRECTORY.resolve((String) config.get("file")))
                        .isRegularFile());
        assertThat(section("secrets").values()).isNotEmpty().allSatisfy(secret -> {
            Path path = Path.of((String) secret.get("file"));
            assertThat(documentation).contains("install -d -m 0700 secrets tls");
            assertThat(documentation).containsAnyOf("secrets/" + path.getFileName(), "…/" + path.getFileName());
        });
    }

    @Test
    void secretsAreReadFromMountedFiles() {
        List<String> mounted = strings(stackdeck().get("secrets"));

        assertThat(mounted).isSubsetOf(section("secrets").keySet());
        assertThat(environment().values().stream()
                        .filter(value -> value.startsWith(SECRETS))
                        .map(value -> value.substring(SECRETS.length())))
                .containsExactlyInAnyOrderElementsOf(mounted);
        assertThat(environment().keySet()).noneMatch(name -> name.endsWith("PASSWORD") || name.endsWith("KEY"));
    }

    @Test
    void propertiesOfStackdeckExist() {
        List<String> known = PropertyCatalog.definitions().stream()
                .map(property -> letters(property.name()))
                .toList();

        assertThat(environment().keySet().stream()
                        .filter(name -> name.startsWith("STACKDECK_"))
                        .map(name -> letters(name.replaceAll("_FILE$", ""))))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    /** Returns the name of a property or of its environment variable without separators, which differ. */
    private static String letters(String name) {
        return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }

    @Test
    void containerIsRestrictedAndHasTheVolumeOfTheImage() throws IOException {
        String image = Files.readString(Path.of("Dockerfile"));

        assertThat(stackdeck()).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
        assertThat(strings(stackdeck().get("volumes")))
                .singleElement()
                .satisfies(volume -> assertThat(image).contains("VOLUME " + volume.substring(volume.indexOf(':') + 1)));
    }

    /** A container that shares the network of Stackdeck reaches its port, so only the proxy may do so. */
    @Test
    void onlyTheProxyReachesStackdeckDirectly() {
        assertThat(section("services").entrySet())
                .filteredOn(
                        service -> "service:stackdeck".equals(service.getValue().get("network_mode")))
                .extracting(Map.Entry::getKey)
                .containsExactly("nginx");
        assertThat(environment()).containsEntry("SERVER_ADDRESS", "127.0.0.1");
    }

    private static List<String> strings(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list))
                .stream().map(Object::toString).toList();
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(stackdeck().get("environment")))
                .forEach((name, value) -> variables.put(name.toString(), value.toString()));
        return variables;
    }

    private Map<String, Object> stackdeck() {
        return Objects.requireNonNull(section("services").get("stackdeck"));
    }

    private Map<String, Map<String, Object>> section(String name) {
        return Objects.requireNonNull(file.get(name));
    }
}
