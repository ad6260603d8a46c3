package org.stackdeck.platform.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnknownPropertyDetectorTests {

    @ParameterizedTest
    @CsvSource({
        "stackdeck.sesion.idle, stackdeck.session.idle",
        "stackdeck.limits.pages.peruser2, stackdeck.limits.pages.per-user",
        "stackdeck.secret-key, stackdeck.secrets-key",
    })
    void unknownPropertyIsReportedWithTheNearestNameAndWithoutItsValue(String unknown, String known) {
        assertThat(inFile(unknown))
                .containsExactly(
                        "The property " + unknown + " is unknown and has no effect. Did you mean " + known + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stackdeck.session.per-user",
                "stackdeck.session.perUser",
                "stackdeck.console.origins[1]",
                "stackdecks.session",
                "other.property"
            })
    void knownAndForeignPropertiesAreNotReported(String name) {
        assertThat(inFile(name)).isEmpty();
    }

    @Test
    void environmentVariableWithATypingErrorIsReported() {
        assertThat(inEnvironment("STACKDECK_SESION_IDLE"))
                .containsExactly("The environment variable STACKDECK_SESION_IDLE is unknown and has no effect."
                        + " Did you mean STACKDECK_SESSION_IDLE?");
        assertThat(inEnvironment("STACKDECK_SESSION_PERUSERS"))
                .singleElement()
                .asString()
                .endsWith("Did you mean STACKDECK_SESSION_PER_USER?");
    }

    /** Kubernetes sets such variables for a service named stackdeck. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "STACKDECK_PORT",
                "STACKDECK_SERVICE_HOST",
                "STACKDECK_PORT_8080_TCP_ADDR",
                "STACKDECK_LAB_CLOUDS",
                "STACKDECK_SIMULATOR_PORT",
                "STACKDECK_CONSOLE_ORIGINS_0"
            })
    void otherEnvironmentVariablesAreNotReported(String name) {
        assertThat(inEnvironment(name)).isEmpty();
    }

    private static List<String> inFile(String name) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("file", Map.of(name, "hidden-value")));
        return UnknownPropertyDetector.findWarnings(environment);
    }

    private static List<String> inEnvironment(String name) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(new SystemEnvironmentPropertySource("environment", Map.of(name, "hidden-value")));
        return UnknownPropertyDetector.findWarnings(environment);
    }
}
