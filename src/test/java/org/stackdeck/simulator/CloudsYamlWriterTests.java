package org.stackdeck.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

    /** If the move were not atomic, the file would be deleted before the new one has its name. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void existingFileIsReplacedAtomically() throws IOException, InterruptedException {
        Path file = directory.resolve("clouds.yaml");
        CloudsYamlWriter writer = CloudsYamlWriter.single(URI.create("http://127.0.0.1:5050/v3"), "region");
        writer.write(file);
        try (WatchService watcher = directory.getFileSystem().newWatchService()) {
            directory.register(watcher, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);

            writer.write(file);

            assertThat(firstChange(watcher, file)).isEqualTo(StandardWatchEventKinds.ENTRY_CREATE);
        }
    }

    private static WatchEvent.Kind<?> firstChange(WatchService watcher, Path file) throws InterruptedException {
        for (WatchKey key = watcher.poll(30, TimeUnit.SECONDS); key != null; key = watcher.poll(30, TimeUnit.SECONDS)) {
            for (WatchEvent<?> event : key.pollEvents()) {
                if (file.getFileName().equals(event.context())) {
                    return event.kind();
                }
            }
            key.reset();
        }
        throw new AssertionError("no change of " + file);
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
