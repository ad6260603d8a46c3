package org.stackdeck.contract;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.SimulatorProcess;
import org.stackdeck.product.StackdeckProcess;

/**
 * Not a test: measures the time until Stackdeck's REST API shows a change made outside Stackdeck. docs/benchmarks.md
 * contains the figures.
 */
@Tag("tool")
class OutsideChangeBenchmark {

    private static final int ROUNDS = Integer.getInteger("rounds", 10);
    private static final int SERVERS = Integer.getInteger("servers", 1000);
    private static final int BURST = 20;

    @TempDir
    private Path directory;

    @TempDir
    private Path simulatorDirectory;

    @Test
    @OnLab
    void onLab() {
        measure(OpenStackLab.cloudsFile(), List.of("console-all"), "on the lab", true, 0);
    }

    @Test
    void onSimulator() {
        try (SimulatorProcess simulator = SimulatorProcess.start(simulatorDirectory, SERVERS)) {
            measure(simulator.cloudsFile(), List.of("admin"), "of " + SERVERS + " simulated servers", false, BURST);
        }
    }

    private void measure(Path clouds, List<String> entries, String where, boolean portAddresses, int burst) {
        IndependentOpenStackClient services = new IndependentOpenStackClient(clouds, "staff");
        try (StackdeckProcess process = StackdeckProcess.withClouds(directory, clouds, entries)) {
            OutsideChangeMeter meter = new OutsideChangeMeter(process.setUp("root"));
            try (OutsideChanges changes = new OutsideChanges(services, meter)) {
                changes.measure(ROUNDS, portAddresses, burst);
            } finally {
                meter.print(where);
            }
        }
    }
}
