package org.stackdeck.platform.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockEnvironment;

class ConfigurationValidatorTests {

    @Test
    void messageNamesPropertyValueOriginRangeAndRemedy() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource("--stackdeck.session.idle=30"));

        assertThat(ConfigurationValidator.findProblems(environment))
                .containsExactly("stackdeck.session.idle (STACKDECK_SESSION_IDLE) is \"30\" (command line), but must be"
                        + " a duration such as 500ms, 20s, 15m, 12h or 7d: 1s to 30d."
                        + " Correct it, or remove it to use the default 30m.");
    }

    @ParameterizedTest
    @CsvSource({
        "stackdeck.session.per-user, 0, a whole number: 1 to 1000000",
        "stackdeck.session.per-user, many, a whole number: 1 to 1000000",
        "stackdeck.openstack.read-timeout, 2h, 100ms to 1h",
        "stackdeck.inventory.calls-per-second, 0, a number: 0.01 to 1000",
        "stackdeck.images.max-upload, 0B, 1B to 100TB",
        "stackdeck.notifications.largest-message, 17MB, 1KB to 16MB",
        "stackdeck.webhooks.loopback, perhaps, true or false",
    })
    void valueOfTheWrongTypeOrOutOfRangeIsReported(String name, String value, String requirement) {
        assertThat(problems(name, value))
                .singleElement()
                .asString()
                .startsWith(name + " (")
                .contains("\"" + value + "\"", requirement);
    }

    @Test
    void emptyValueMeansTheDefaultExceptForNumbers() {
        assertThat(problems("stackdeck.session.per-user", "")).hasSize(1);
        assertThat(problems("stackdeck.session.idle", "")).isEmpty();
        assertThat(problems("stackdeck.secrets-key", "")).isEmpty();
        assertThat(problems("stackdeck.setup-code", "")).isEmpty();
    }

    @Test
    void secretIsReportedWithoutItsValue() {
        assertThat(problems("stackdeck.secrets-key", "hidden-key"))
                .singleElement()
                .asString()
                .contains("STACKDECK_SECRETS_KEY")
                .doesNotContain("hidden-key");
        assertThat(problems("stackdeck.setup-code", "hidden"))
                .singleElement()
                .asString()
                .contains("STACKDECK_SETUP_CODE", "at least 12 characters")
                .doesNotContain("\"hidden");
    }

    @Test
    void conditionsOfTheRecordsAreReported() {
        assertThat(problems("stackdeck.passkey.rp-id", "192.0.2.1"))
                .containsExactly(
                        "stackdeck.passkey.rp-id must be a domain, such as stackdeck.example.org, not an IP address");
        assertThat(problems("stackdeck.console.origins", "https://console.example/path"))
                .singleElement()
                .asString()
                .contains("stackdeck.console.origins", "https://console.example/path");
    }

    @Test
    void allProblemsAreReportedTogether() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("stackdeck.session.idle", "0s")
                .withProperty("stackdeck.session.absolute", "0s")
                .withProperty("stackdeck.operations.attempts", "0");

        assertThat(ConfigurationValidator.findProblems(environment)).hasSize(3);
    }

    private static List<String> problems(String name, String value) {
        return ConfigurationValidator.findProblems(new MockEnvironment().withProperty(name, value));
    }
}
