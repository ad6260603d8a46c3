package org.stackdeck.ui.launch;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchQuotaDemand;
import org.stackdeck.ui.projects.ProjectQuotaUsage;
import org.stackdeck.ui.projects.QuotaForecastBars;
import org.stackdeck.ui.projects.QuotaFormatter;
import org.stackdeck.ui.servers.live.AgeLabel;

/**
 * Shows the quota usage of the project after the launch, and the age of the data, because other users can change the
 * usage.
 */
final class LaunchQuotaForecastPanel extends Div {

    private static final List<Resource> ALWAYS =
            List.of(Resource.INSTANCES, Resource.CORES, Resource.RAM, Resource.PORTS);
    private static final List<Resource> ORDER = List.of(
            Resource.INSTANCES, Resource.CORES, Resource.RAM, Resource.VOLUMES, Resource.GIGABYTES, Resource.PORTS);

    private final Messages messages;
    private final QuotaFormatter quotas;
    private final H2 title = new H2();
    private final transient QuotaForecastBars bars;
    private final Div problems = new Div();
    private final Span reading = StyledElements.span("muted");
    private final AgeLabel age;

    LaunchQuotaForecastPanel(Messages messages, Clock clock, Runnable onRefresh) {
        this.messages = messages;
        this.quotas = new QuotaFormatter(messages);
        Div meters = StyledElements.div("quotas");
        this.bars = new QuotaForecastBars(meters, quotas);
        addClassName("forecast");
        reading.setText(messages.text("quota.reading"));
        NativeButton refresh = NativeButtons.icon("reboot", messages.text("quota.refresh"), onRefresh);
        age = new AgeLabel(messages, clock, Duration.ZERO);
        Div foot = StyledElements.div(
                "legend", legend("used", "launch.legend.used"), legend("more", "launch.legend.more"), age, refresh);
        add(title, reading, meters, problems, foot);
    }

    private Span legend(String part, String key) {
        Span mark = new Span();
        mark.addClassName("mark-" + part);
        return StyledElements.span("muted key", mark, new Span(messages.text(key)));
    }

    void update(ProjectQuotaUsage usage, LaunchQuotaDemand launchQuotaDemand) {
        title.setText(messages.text("launch.quota", usage.project().name()));
        reading.setVisible(usage.quotasByService().isEmpty());
        SequencedMap<Resource, Long> shown = new LinkedHashMap<>();
        ORDER.stream()
                .filter(resource -> ALWAYS.contains(resource) || launchQuotaDemand.get(resource) > 0)
                .forEach(resource -> shown.put(resource, launchQuotaDemand.get(resource)));
        bars.update(usage, shown);
        problems.removeAll();
        usage.failedServices().forEach(service -> problems.add(problem(service)));
        age.update(usage.readAt().orElse(null));
    }

    private Div problem(ServiceQuotas service) {
        return StyledElements.div("remark", new SpriteIcon("warn"), new Span(quotas.problem(service)));
    }
}
