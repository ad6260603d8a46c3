package org.stackdeck.platform.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ConfigurationPrinterTests {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Map<String, Object> variables = new HashMap<>();

    @TempDir
    Path directory;

    @Test
    void eachPropertyIsPrintedWithItsOrigin() throws Exception {
        Path file = Files.writeString(directory.resolve("application.yml"), "stackdeck.session.per-user: 7\n");
        variables.put("STACKDECK_SESSION_IDLE", "45m");
        variables.put("STACKDECK_CONSOLE_ORIGINS_0", "https://console.example:6080");

        assertThat(print("--stackdeck.session.absolute=8h", "--spring.config.additional-location=" + file))
                .isZero();
        assertThat(lines())
                .contains(
                        "stackdeck.session.absolute = 8h (command line)",
                        "stackdeck.session.idle = 45m (environment variable STACKDECK_SESSION_IDLE)",
                        "stackdeck.session.per-user = 7 (file " + file + ")",
                        "stackdeck.session.step-up = 10m (default)",
                        "stackdeck.console.origins = https://console.example:6080"
                                + " (environment variable STACKDECK_CONSOLE_ORIGINS_0)",
                        "stackdeck.public-url = (not set) (default)",
                        "server.tomcat.connection-timeout = 20s (default)")
                .isSorted();
        assertThat(lines().stream().map(line -> line.split(" = ", 2)[0])).doesNotHaveDuplicates();
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void noSecretIsPrinted() throws Exception {
        Path file = Files.writeString(directory.resolve("application.yml"), """
            spring:
              mail.password: planted-mail
              ssl.bundle.pem.chat.keystore.private-key: planted-private-key
            server.ssl.key-store-password: planted-store
            logging.config: planted-other
            stackdeck.secret-key: planted-unknown
            """);
        variables.put("STACKDECK_SECRETS_KEY", "cGxhbnRlZC1zZWNyZXQtb2YtMzItYnl0ZXMtbG9uZyE=");
        variables.put("STACKDECK_SETUP_CODE", "planted-setup-code");
        variables.put("SPRING_DATASOURCE_PASSWORD", "planted-database");
        variables.put("SPRING_MAIL_PASSWROD", "planted-typo");
        variables.put("SPRING_APPLICATION_JSON", "{\"x\": \"planted-json\"}");
        variables.put("OTHER_PROGRAM_TOKEN", "planted-program");
        variables.put(
                "SPRING_DATASOURCE_URL",
                "jdbc:mariadb://root:planted-@user@db.example/stackdeck?sslMode=trust&password=planted&more;x");

        assertThat(print("--spring.config.additional-location=" + file)).isZero();
        assertThat(output + "" + errors).doesNotContain("planted", "cGxhbnRlZC", "more;x");
        assertThat(lines())
                .contains(
                        "spring.datasource.password = ****** (environment variable SPRING_DATASOURCE_PASSWORD)",
                        "spring.mail.password = ****** (file " + file + ")",
                        "stackdeck.setup-code = ****** (environment variable STACKDECK_SETUP_CODE)",
                        "stackdeck.secrets-key = ****** (environment variable STACKDECK_SECRETS_KEY)",
                        "spring.datasource.url ="
                                + " jdbc:mariadb://******@db.example/stackdeck?sslMode=trust&password=****** (environment"
                                + " variable SPRING_DATASOURCE_URL)",
                        "server.ssl.key-store-password = (set) (file " + file + ")",
                        "SPRING_MAIL_PASSWROD = (set) (environment variable)");
    }

    @Test
    void invalidConfigurationIsReportedWithoutSecrets() {
        variables.put("STACKDECK_SESSION_IDLE", "0s");
        variables.put("STACKDECK_SECRETS_KEY", "planted");

        assertThat(print()).isOne();
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("stackdeck.session.idle (STACKDECK_SESSION_IDLE) is \"0s\"", "STACKDECK_SECRETS_KEY")
                .doesNotContain("planted");
    }

    @Test
    void unknownPropertyIsReportedWithoutItsValue() {
        assertThat(print("--stackdeck.sesion.idle=planted")).isZero();
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("stackdeck.sesion.idle", "Did you mean stackdeck.session.idle?");
        assertThat(output + "" + errors).doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--spring.config.import=configtree:/no/such/directory/", "--spring.config.import=x.yml"})
    void missingConfigurationFileIsReported(String argument) {
        assertThat(print(argument)).isOne();
        assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith("The configuration cannot be read: ");
    }

    @Test
    void syntaxErrorIsReportedWithoutTheContentOfTheFile() throws Exception {
        Path file = Files.writeString(directory.resolve("application.yml"), "a: 'x\nplanted: planted: planted\n");

        assertThat(print("--spring.config.additional-location=" + file)).isOne();
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .startsWith("The configuration cannot be read: ")
                .doesNotContain("planted");
    }

    @Test
    void dataDirectoryIsNotCreated() {
        Path data = directory.resolve("data");

        assertThat(print("--stackdeck.data-dir=" + data, "--stackdeck.demo=true", ConfigurationPrinter.OPTION))
                .isZero();
        assertThat(lines()).contains("stackdeck.data-dir = " + data + " (command line)");
        assertThat(data).doesNotExist();
    }

    private int print(String... arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        return ConfigurationPrinter.run(
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                environment);
    }

    private List<String> lines() {
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
