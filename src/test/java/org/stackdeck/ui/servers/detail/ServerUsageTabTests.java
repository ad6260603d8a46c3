package org.stackdeck.ui.servers.detail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.operations.detail.FakeServerUsageService;
import org.stackdeck.operations.detail.ServerUsageRates;

class ServerUsageTabTests extends ServerDetailTestBase {

    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

    @Autowired
    private FakeServerUsageService fakeServerUsageService;

    @Test
    void usageShowsTotalsAndRates() {
        fakeServerUsageService.setUsage(
                new ServerUsageRates(sample(THEN.plusSeconds(10), 6, 10_485_760), sample(THEN, 2, 0)));

        open(WEB + "/usage");

        until(() -> text().contains("vCPU 0"));
        assertThat(text())
                .contains("40%", "6 s CPU time", "Uptime", "1 h", "Memory", "50%")
                .contains("Read 10 MB (1 MB/s)", "Received 2 KB (0 B/s)", "fa:16:3e:00:00:01", "3 errors")
                .doesNotContain("dropped", "Written");
    }

    @Test
    void usageExplainsIfOnlyCloudAdministratorsMayReadIt() {
        fakeServerUsageService.fail(
                new CloudException(Category.FORBIDDEN, "Policy doesn't allow os-server-diagnostics"));

        open(WEB + "/usage");

        until(() -> text().contains("not permitted to read usage"));
        assertThat(text()).contains("Policy doesn't allow os-server-diagnostics");
    }

    @Test
    void stoppedServerHasNoUsage() {
        fakeServerUsageService.fail(new CloudException(Category.CONFLICT, "power state shutdown"));

        open(WEB + "/usage");

        until(() -> text().contains("The server is off"));
    }

    @Test
    void usageLoadingPausesAfterTheLimit() {
        LazyServerTab.RefreshPolicy refreshPolicy =
                new LazyServerTab.RefreshPolicy(Duration.ofSeconds(5), Duration.ofMinutes(15));

        assertThat(refreshPolicy.isExpired(179)).isFalse();
        assertThat(refreshPolicy.isExpired(180)).isTrue();
    }

    private static ServerUsageRates.Sample sample(Instant at, long worked, long read) {
        return new ServerUsageRates.Sample(
                new ServerUsage(
                        Duration.ofHours(1),
                        List.of(new ServerUsage.Cpu(0, Duration.ofSeconds(worked), null)),
                        new ServerUsage.Memory(2048, 1024),
                        List.of(new ServerUsage.Disk(read, 4L, null, null, 0L)),
                        List.of(new ServerUsage.Nic("fa:16:3e:00:00:01", 2048L, 3L, null, null, 3L, 0L))),
                at);
    }
}
