package org.stackdeck.ui.resources.creation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.projects.QuotaLoader.LoadedQuotas;

class CreationQuotaForecastPanelTests {

    private final CreationQuotaForecastPanel panel = new CreationQuotaForecastPanel(
            ServerBuilder.STAFF, Messages.forLocale(new DefaultI18NProvider(List.of(Locale.ENGLISH)), Locale.ENGLISH));

    @Test
    void quotaThatIsNoLongerInTheDemandIsRemoved() {
        Map<Resource, Long> withRules = Map.of(Resource.SECURITY_GROUPS, 1L, Resource.SECURITY_GROUP_RULES, 2L);
        panel.update(withRules);
        panel.add(List.of(new LoadedQuotas(
                ServerBuilder.STAFF,
                new ServiceQuotas(
                        Quota.Service.NETWORK,
                        List.of(
                                new Quota(Resource.SECURITY_GROUPS, 2, 10L),
                                new Quota(Resource.SECURITY_GROUP_RULES, 8, 100L)),
                        Instant.EPOCH,
                        null))));
        assertThat(panel.getComponentCount()).isEqualTo(2);

        panel.update(Map.of(Resource.SECURITY_GROUPS, 1L));
        assertThat(panel.getElement().getTextRecursively()).contains("3 of 10").doesNotContain("of 100");

        panel.update(withRules);
        assertThat(panel.getElement().getTextRecursively()).containsSubsequence("3 of 10", "10 of 100");
    }
}
