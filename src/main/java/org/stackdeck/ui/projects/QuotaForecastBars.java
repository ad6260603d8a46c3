package org.stackdeck.ui.projects;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.stackdeck.cloud.resource.Quota.Resource;

/** Bars that show the usage of quotas after a creation. */
public final class QuotaForecastBars {

    private final Div container;
    private final QuotaFormatter formatter;
    private final Map<Resource, QuotaBar> bars = new EnumMap<>(Resource.class);

    /** @param container contains nothing but the bars */
    public QuotaForecastBars(Div container, QuotaFormatter formatter) {
        this.container = container;
        this.formatter = formatter;
    }

    /**
     * Shows one bar for each quota in the demand that is known, and removes all other bars.
     *
     * @param demand amounts by which the usage increases, in display order
     */
    public void update(ProjectQuotaUsage usage, SequencedMap<Resource, Long> demand) {
        List<Component> shown = new ArrayList<>();
        demand.forEach((resource, added) -> usage.findQuota(resource).ifPresent(quota -> {
            QuotaBar bar = bars.computeIfAbsent(resource, _ -> new QuotaBar(quota, formatter));
            bar.showForecast(quota, added);
            shown.add(bar);
        }));
        bars.values().retainAll(shown);
        if (!container.getChildren().toList().equals(shown)) {
            container.removeAll();
            container.add(shown);
        }
    }
}
