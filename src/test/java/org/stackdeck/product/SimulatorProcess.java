package org.stackdeck.product;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.stackdeck.platform.FreePorts;

/** Simulated cloud in a separate process, which a restart of Stackdeck does not affect. */
public final class SimulatorProcess implements AutoCloseable {

    private final JavaProcess javaProcess;
    private final Path directory;
    private final int port;

    private SimulatorProcess(JavaProcess javaProcess, Path directory, int port) {
        this.javaProcess = javaProcess;
        this.directory = directory;
        this.port = port;
    }

    public static SimulatorProcess start(Path directory, int servers) {
        UnpackedBuild.prepare();
        int port = FreePorts.find();
        JavaProcess javaProcess = JavaProcess.start(
                "org.stackdeck.simulator.SimulatorMain",
                Map.of(
                        "STACKDECK_DATA_DIR", directory.toString(),
                        "STACKDECK_SIMULATOR_PORT", String.valueOf(port),
                        "STACKDECK_SIMULATOR_SERVERS", String.valueOf(servers)),
                directory.resolve("simulator.log"));
        return new SimulatorProcess(javaProcess, directory, port);
    }

    public Path cloudsFile() {
        Polling.waitUntil(
                "the simulator to say where its clouds.yaml is",
                Duration.ofSeconds(30),
                javaProcess::output,
                output -> output.contains("OS_CLIENT_CONFIG_FILE="));
        return directory.resolve("simulator").resolve("clouds.yaml");
    }

    /** Returns a client of the control API of the simulator. */
    public JsonHttpClient control() {
        return JsonHttpClient.forBase("http://127.0.0.1:" + port + "/simulator");
    }

    @Override
    public void close() {
        javaProcess.stop(Duration.ofSeconds(10));
    }
}
