package org.stackdeck.platform.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.stackdeck.platform.startup.StartupException;

class SecretFileLoaderTests {

    private static final String PASSWORD = "spring.datasource.password";

    private final Map<String, Object> variables = new TreeMap<>();
    private final StandardEnvironment environment = new StandardEnvironment();

    @TempDir
    Path directory;

    SecretFileLoaderTests() {
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
    }

    @ParameterizedTest
    @MethodSource("org.stackdeck.platform.configuration.SecretFileLoader#names")
    void eachSecretCanBeReadFromAFile(String name) throws IOException {
        Path file = write("hidden");
        variables.put(PropertyDefinition.environmentVariable(name + "-file"), file.toString());

        SecretFileLoader.load(environment);

        assertThat(environment.getProperty(name)).isEqualTo("hidden");
        assertThat(originOf(name)).isEqualTo("file " + file);
    }

    @Test
    void secretsOfTheDatabaseMailKeyAndSetupAreSupported() {
        assertThat(SecretFileLoader.names())
                .contains(PASSWORD, "spring.mail.password", "stackdeck.secrets-key", "stackdeck.setup-code");
    }

    @ParameterizedTest
    @ValueSource(strings = {" two words ", " two words \n", " two words \r\n", " two words \n\n"})
    void lineBreaksAtTheEndAreRemoved(String content) throws IOException {
        load(write(content));

        assertThat(environment.getProperty(PASSWORD)).isEqualTo(" two words ");
    }

    @Test
    void emptyDefaultOfTheConfigurationFileDoesNotConflict() throws IOException {
        environment.getPropertySources().addLast(new MapPropertySource("defaults", Map.of(PASSWORD, "")));

        load(write("hidden"));

        assertThat(environment.getProperty(PASSWORD)).isEqualTo("hidden");
    }

    @Test
    void missingFileIsReported() {
        assertFailure(directory.resolve("missing").toString(), "does not exist");
    }

    @Test
    void unreadableFileIsReported() {
        assertFailure(directory.toString(), "cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n"})
    void emptyFileIsReported(String content) throws IOException {
        assertFailure(write(content).toString(), "is empty");
    }

    @Test
    void largeFileIsReported() throws IOException {
        assertFailure(write("x".repeat(65_537)).toString(), "is larger than 64 KB");
    }

    /** Spring would replace the placeholder, or report the whole secret if it cannot. */
    @Test
    void placeholderIsReported() throws IOException {
        assertFailure(write("hid${HOME}den").toString(), "contains the characters ${, which are reserved");
    }

    @Test
    void secretInPlaceOfAPathIsNotShown() {
        variables.put("SPRING_DATASOURCE_PASSWORD_FILE", "hidden");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> SecretFileLoader.load(environment))
                .withMessageContaining(
                        "spring.datasource.password-file (SPRING_DATASOURCE_PASSWORD_FILE) is not an absolute")
                .withMessageNotContaining("hidden");
    }

    @Test
    void secretThatIsAlsoSetDirectlyIsReportedWithoutItsValue() throws IOException {
        variables.put("SPRING_DATASOURCE_PASSWORD", "hidden");
        Path file = write("other");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> load(file))
                .withMessage("Both spring.datasource.password-file and spring.datasource.password are set"
                        + " (environment variable SPRING_DATASOURCE_PASSWORD). Remove one of them.");
    }

    @Test
    void directoryOfFilesSetsProperties() throws IOException {
        Files.writeString(directory.resolve("spring.datasource.password"), "hidden\n");
        Files.writeString(directory.resolve("stackdeck.secrets-key"), "hidden key\n");
        variables.put("SPRING_CONFIG_IMPORT", "configtree:" + directory + "/");

        ConfigDataEnvironmentPostProcessor.applyTo(environment);

        assertThat(environment.getProperty(PASSWORD)).isEqualTo("hidden");
        assertThat(environment.getProperty("stackdeck.secrets-key")).isEqualTo("hidden key");
        assertThat(originOf(PASSWORD)).isEqualTo("file " + directory.resolve("spring.datasource.password"));
    }

    private String originOf(String name) {
        return PropertyOrigin.describe(Objects.requireNonNull(PropertyOrigin.find(environment, name)));
    }

    private void assertFailure(String path, String problem) {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> load(Path.of(path)))
                .withMessageStartingWith("The file " + path
                        + " of spring.datasource.password-file (SPRING_DATASOURCE_PASSWORD_FILE) " + problem + ".");
    }

    private void load(Path file) {
        variables.put("SPRING_DATASOURCE_PASSWORD_FILE", file.toString());
        SecretFileLoader.load(environment);
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("secret"), content);
    }
}
