package org.stackdeck.ui.servers.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.NativeButton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.cloud.server.ServerUsageHistory;
import org.stackdeck.cloud.server.ServerUsageHistory.Metric;
import org.stackdeck.cloud.server.UsageHistoryPeriod;
import org.stackdeck.operations.detail.FakeServerUsageHistoryService;
import org.stackdeck.operations.detail.FakeServerUsageService;
import org.stackdeck.operations.detail.ServerUsageRates;
import org.stackdeck.ui.chart.HistoryChart;
import org.stackdeck.ui.preview.PageTestConfiguration;

class ServerUsageTabTests extends ServerDetailTestBase {

    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

    @Autowired
    private FakeServerUsageService fakeServerUsageService;

    @Autowired
    private FakeServerUsageHistoryService history;

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

        until(() -> text().contains("isn't permitted to read usage data"));
        assertThat(text()).contains("Policy doesn't allow os-server-diagnostics");
    }

    @Test
    void usageIsLoadedAgainWhenTheServerBecomesVisibleAgain() {
        fakeServerUsageService.setUsage(
                new ServerUsageRates(sample(THEN.plusSeconds(10), 6, 10_485_760), sample(THEN, 2, 0)));
        open(WEB + "/usage");
        until(() -> text().contains("vCPU 0"));

        access.revokeAll(PageTestConfiguration.JONAS);
        changed();
        assertThat(text()).doesNotContain("vCPU 0");
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.OPERATOR, null);
        changed();

        until(() -> text().contains("vCPU 0"));
    }

    @Test
    void stoppedServerHasNoUsage() {
        fakeServerUsageService.fail(new CloudException(Category.CONFLICT, "power state shutdown"));

        open(WEB + "/usage");

        until(() -> text().contains("The server is off"));
    }

    @Test
    void cloudWithoutPrometheusHasAnExplanationInsteadOfTheHistory() {
        open(WEB + "/usage");

        until(() -> text().contains("no Prometheus server is configured for this cloud"));
        assertThat(find(HistoryChart.class).exists()).isFalse();
    }

    @Test
    void historyHasAChartForEachResourceAndATableOfAll() {
        history.set(
                UsageHistoryPeriod.DAY,
                new ServerUsageHistory(
                        List.of(THEN, THEN.plusSeconds(300)),
                        Map.of(
                                Metric.CPUS, Arrays.asList(null, 1.5),
                                Metric.DISK_READ, List.of(0.0, 1_048_576.0),
                                Metric.DISK_WRITTEN, List.of(524_288.0, 0.0))));
        open(WEB + "/usage");
        until(() -> text().contains("Prometheus has no metrics for this server in this period"));

        test(find(NativeButton.class).withText("24 hours").single()).click();

        until(() -> find(HistoryChart.class).all().size() == 2);
        assertThat(text())
                .contains("CPUs in use", "Read (MB/s)", "Written (MB/s)")
                .doesNotContain("Sent (MB/s)");
        assertThat(text()).contains("1.510", "–00.5");
    }

    @Test
    void failureOfPrometheusIsExplained() {
        history.fail(new CloudException(Category.FAILED, "query processing would load too many samples"));
        open(WEB + "/usage");

        until(() -> text().contains("Couldn't load the usage from Prometheus"));
        assertThat(text()).contains("query processing would load too many samples");
    }

    @Test
    void usageLoadingPausesAfterTheLimit() {
        assertThat(ServerUsagePanel.isExpired(179)).isFalse();
        assertThat(ServerUsagePanel.isExpired(180)).isTrue();
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
