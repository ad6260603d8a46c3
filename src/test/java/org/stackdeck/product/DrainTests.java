package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("jar")
class DrainTests {

    @TempDir
    Path directory;

    @Test
    void stoppingProcessIsNotReadyWhileItStillAcceptsRequests() throws Exception {
        try (StackdeckProcess stackdeck =
                        StackdeckProcess.withDemoCloud(directory, Map.of("STACKDECK_NODES_DRAIN", "8s"));
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(readiness(stackdeck)).isEqualTo(200);

            Future<Boolean> stopped = executor.submit(stackdeck::stop);

            Polling.waitUntil(
                    "readiness to be refused",
                    Duration.ofSeconds(8),
                    () -> readiness(stackdeck),
                    status -> status == 503);
            assertThat(stackdeck.rest().get("/actuator/health/liveness").status())
                    .isEqualTo(200);
            assertThat(stackdeck.rest().get("/setup").status()).isEqualTo(200);
            assertThat(stopped.get()).isTrue();
        }
    }

    private static int readiness(StackdeckProcess stackdeck) {
        return stackdeck.rest().get("/actuator/health/readiness").status();
    }
}
