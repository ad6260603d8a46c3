package org.stackdeck.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;
import org.yaml.snakeyaml.Yaml;

class CloudsYamlWriterTests {

    @TempDir
    private Path directory;

    @Test
    void fileStartsWithTheDefaultEntryAndMarksAllAsSimulated() throws IOException {
        Path file = directory.resolve("deep/down/clouds.yaml");
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults())) {
            simulator.writeCloudsYaml(file);

            Map<String, Map<String, Object>> clouds = read(file);
            assertThat(clouds.keySet())
                    .containsExactly(
                            "simulator",
                            "simulator-reader",
                            "admin",
                            "staff",
                            "staff-reader",
                            "staff-app",
                            "research",
                            "research-reader",
                            "research-app");
            assertThat(clouds.values())
                    .allSatisfy(entry -> assertThat(entry)
                            .containsEntry("x-stackdeck-simulated", true)
                            .extracting("auth")
                            .asInstanceOf(InstanceOfAssertFactories.MAP)
                            .containsEntry("auth_url", simulator.keystone().toString()));
        }
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void demoModeConfiguresItsCloudAndStopsItAtShutdown() throws IOException {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("stackdeck.demo", "true")
                .withProperty("stackdeck.data-dir", directory.toString());
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(environment);

        new DemoCloudInitializer().initialize(context);

        Path file = Path.of(environment.getRequiredProperty("stackdeck.clouds-file"));
        assertThat(file).isEqualTo(directory.resolve("simulator/clouds.yaml"));
        assertThat(read(file).keySet()).containsExactly("simulator");
        SimulatorShutdownListener listener = context.getApplicationListeners().stream()
                .filter(SimulatorShutdownListener.class::isInstance)
                .map(SimulatorShutdownListener.class::cast)
                .findFirst()
                .orElseThrow();
        listener.onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
    }

    @Test
    void noSimulatorIsStartedWithoutDemoMode() {
        MockEnvironment environment = new MockEnvironment().withProperty("stackdeck.data-dir", directory.toString());
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(environment);

        new DemoCloudInitializer().initialize(context);

        assertThat(environment.containsProperty("stackdeck.clouds-file")).isFalse();
        assertThat(directory).isEmptyDirectory();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> read(Path file) throws IOException {
        Map<String, Object> document = new Yaml().load(Files.readString(file));
        return (Map<String, Map<String, Object>>) Objects.requireNonNull(document.get("clouds"));
    }
}
