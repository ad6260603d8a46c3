package org.stackdeck.ui.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.history.QuotaTrend;
import org.stackdeck.ui.chart.Sparkline;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.projects.ProjectRoutes;
import org.stackdeck.ui.projects.QuotaBar;
import org.stackdeck.ui.projects.QuotaFormatter;

/** Row with a quota of a project and its trend. If the viewer can see recorded values, a button opens the history. */
final class QuotaTrendRow extends Div {

    private final QuotaBar bar;
    private final Sparkline line = new Sparkline();
    private final Span change = StyledElements.span("muted");
    private final Span forecast = StyledElements.span("forecast");
    private final NativeButton history;
    private final transient QuotaTrendFormatter formatter;
    private @Nullable Values shown;

    /** @param trend null if no values are recorded or the viewer may not see them */
    record Values(Project project, Quota quota, @Nullable QuotaTrend trend) {}

    QuotaTrendRow(Values values, Messages messages, Runnable showHistory) {
        formatter = new QuotaTrendFormatter(messages);
        QuotaFormatter quotas = new QuotaFormatter(messages);
        bar = new QuotaBar(values.quota(), quotas);
        history = NativeButtons.icon(
                "pulse",
                messages.text(
                        "overview.quotas.history",
                        values.project().name(),
                        quotas.name(values.quota().resource())),
                showHistory);
        addClassName("near-quota");
        add(
                OverviewLinks.link(
                        ProjectRoutes.projectPath(values.project()),
                        values.project().name(),
                        "n muted"),
                bar,
                StyledElements.div("trend", line, change, forecast, history));
        update(values);
    }

    /** @param values new values of the same project and resource */
    void update(Values values) {
        if (values.equals(shown)) {
            return;
        }
        shown = values;
        Quota quota = values.quota();
        QuotaTrend trend = values.trend();
        bar.update(quota);
        line.setVisible(trend != null);
        history.setVisible(trend != null);
        if (trend != null) {
            line.show(points(trend));
        }
        change.setText(formatter.change(trend, quota));
        forecast.setText(formatter.forecast(trend, quota));
    }

    private static List<Sparkline.Point> points(QuotaTrend trend) {
        double whole = QuotaTrend.LENGTH.toHours();
        return trend.entries().stream()
                .map(entry -> new Sparkline.Point(
                        Duration.between(trend.start(), entry.hour()).toHours() / whole,
                        entry.quota().used()))
                .toList();
    }
}
