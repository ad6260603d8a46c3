package org.stackdeck.contract;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.notifications.LabBroker;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.SimulatorProcess;
import org.stackdeck.product.StackdeckProcess;
import org.yaml.snakeyaml.Yaml;

/**
 * Not a test: measures the time until Stackdeck's REST API shows a change made outside Stackdeck. docs/benchmarks.md
 * contains the figures.
 */
@Tag("tool")
class OutsideChangeBenchmark {

    private static final int ROUNDS = Integer.getInteger("rounds", 10);
    private static final int SERVERS = Integer.getInteger("servers", 1000);
    private static final int BURST = 20;
    private static final int POLLED_LIMIT_MS = 3000;
    private static final int RESOURCES_LIMIT_MS = 2500;
    private static final int NOTIFIED_LIMIT_MS = 1000;
    private static final String LAB_ENTRY = "console-all";

    @TempDir
    private Path directory;

    @TempDir
    private Path simulatorDirectory;

    @Test
    @OnLab
    void onLab() {
        measureServers(OpenStackLab.cloudsFile(), LAB_ENTRY, POLLED_LIMIT_MS, "on the lab", true, 0);
    }

    @Test
    @OnLab
    void onLabWithNotifications() throws IOException, TimeoutException {
        try (LabBroker broker = new LabBroker()) {
            Path clouds = withNotifications(broker.notificationsEntryOfServices());
            measureServers(clouds, LAB_ENTRY, NOTIFIED_LIMIT_MS, "on the lab with notifications", true, 0);
        }
    }

    private Path withNotifications(Map<String, Object> broker) throws IOException {
        try (Reader reader = Files.newBufferedReader(OpenStackLab.cloudsFile())) {
            Map<String, Map<String, Map<String, Object>>> content = new Yaml().load(reader);
            content.get("clouds").get(LAB_ENTRY).put("x-stackdeck-notifications", broker);
            return Files.writeString(directory.resolve("clouds.yaml"), new Yaml().dump(content));
        }
    }

    @Test
    void onSimulator() {
        try (SimulatorProcess simulator = SimulatorProcess.start(simulatorDirectory, SERVERS)) {
            measureServers(
                    simulator.cloudsFile(),
                    "admin",
                    POLLED_LIMIT_MS,
                    "of " + SERVERS + " simulated servers",
                    false,
                    BURST);
        }
    }

    @Test
    @OnLab
    void otherResourcesOnLab() {
        measureResources(OpenStackLab.cloudsFile(), LAB_ENTRY, "on the lab", false);
    }

    @Test
    void otherResourcesOnSimulator() {
        try (SimulatorProcess simulator = SimulatorProcess.start(simulatorDirectory, SERVERS)) {
            measureResources(simulator.cloudsFile(), "admin", "in the simulator", true);
        }
    }

    private void measureServers(
            Path clouds, String entry, int limitMillis, String where, boolean portAddresses, int burst) {
        IndependentOpenStackClient administrator = new IndependentOpenStackClient(clouds, "admin");
        withMeter(clouds, entry, limitMillis, meter -> {
            try (OutsideChanges changes = new OutsideChanges(services(clouds), administrator, meter)) {
                changes.measure(ROUNDS, portAddresses, burst);
            } finally {
                meter.print(where);
            }
        });
    }

    private void measureResources(Path clouds, String entry, String where, boolean backups) {
        withMeter(clouds, entry, RESOURCES_LIMIT_MS, meter -> {
            try (OutsideResourceChanges changes = new OutsideResourceChanges(services(clouds), meter)) {
                changes.measure(ROUNDS, backups);
            } finally {
                meter.print(where);
                meter.printKinds(where);
            }
        });
    }

    private static IndependentOpenStackClient services(Path clouds) {
        return new IndependentOpenStackClient(clouds, "staff");
    }

    private void withMeter(Path clouds, String entry, int limitMillis, Consumer<OutsideChangeMeter> measurement) {
        try (StackdeckProcess process = StackdeckProcess.withClouds(directory, clouds, List.of(entry))) {
            measurement.accept(new OutsideChangeMeter(process.setUp("root"), limitMillis));
        }
    }
}
