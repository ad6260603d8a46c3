package org.stackdeck.ui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchQuotaDemand;
import org.stackdeck.ui.projects.ProjectQuotaUsage;

class LaunchQuotaForecastPanelTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final LaunchQuotaForecastPanel panel = new LaunchQuotaForecastPanel(
            Messages.forLocale(new DefaultI18NProvider(List.of(Locale.ENGLISH)), Locale.ENGLISH),
            Clock.fixed(NOON, ZoneOffset.UTC),
            () -> {});

    @Test
    void serviceWithOutdatedQuotasIsNotReportedAsUnavailable() {
        show(NOON.minusSeconds(60), new Quota(Resource.INSTANCES, 2, 10L));
        assertThat(text()).contains("Compute: may be out of date. no answer").doesNotContain("unavailable");

        show(null);
        assertThat(text()).contains("Compute: unavailable. no answer");
    }

    private void show(@Nullable Instant loadedAt, Quota... quotas) {
        panel.update(
                ProjectQuotaUsage.empty(ServerBuilder.STAFF)
                        .with(new ServiceQuotas(
                                Quota.Service.COMPUTE,
                                List.of(quotas),
                                loadedAt,
                                new ServiceQuotas.LoadProblem(Category.TIMEOUT, "no answer"))),
                new LaunchQuotaDemand(Map.of()));
    }

    private String text() {
        return panel.getElement().getTextRecursively();
    }
}
