package org.stackdeck.ui.launch;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchQuotaDemand;
import org.stackdeck.ui.projects.ProjectQuotaUsage;
import org.stackdeck.ui.projects.QuotaBar;
import org.stackdeck.ui.projects.QuotaFormatter;

/**
 * Shows the quota usage of the project after the launch, and the age of the data, because other users can change the
 * usage.
 */
final class QuotaForecastPanel extends Div {

    private static final List<Resource> ALWAYS =
            List.of(Resource.INSTANCES, Resource.CORES, Resource.RAM, Resource.PORTS);
    private static final List<Resource> ORDER = List.of(
            Resource.INSTANCES, Resource.CORES, Resource.RAM, Resource.VOLUMES, Resource.GIGABYTES, Resource.PORTS);

    private final Messages messages;
    private final QuotaFormatter quotas;
    private final Clock clock;
    private final H2 title = new H2();
    private final Div bars = StyledElements.div("quotas");
    private final Div problems = new Div();
    private final Span reading = StyledElements.span("muted");
    private final Element age = new Element("sd-ago");
    private final Span read;
    private final Map<Resource, QuotaBar> barsByResource = new EnumMap<>(Resource.class);

    QuotaForecastPanel(Messages messages, Clock clock, Runnable onRefresh) {
        this.messages = messages;
        this.quotas = new QuotaFormatter(messages);
        this.clock = clock;
        addClassName("forecast");
        reading.setText(messages.text("quota.reading"));
        NativeButton refresh = NativeButtons.icon("reboot", messages.text("quota.refresh"), onRefresh);
        read = new Span(new Span(messages.text("quota.read") + " "));
        read.getElement().appendChild(age);
        read.addClassName("faint");
        Div foot = StyledElements.div(
                "legend", legend("used", "launch.legend.used"), legend("more", "launch.legend.more"), read, refresh);
        add(title, reading, bars, problems, foot);
    }

    private Span legend(String part, String key) {
        Span mark = new Span();
        mark.addClassName("mark-" + part);
        return StyledElements.span("muted key", mark, new Span(messages.text(key)));
    }

    void update(ProjectQuotaUsage usage, LaunchQuotaDemand launchQuotaDemand) {
        title.setText(messages.text("launch.quota", usage.project().name()));
        reading.setVisible(usage.quotasByService().isEmpty());
        for (Resource resource : ORDER) {
            Quota quota = ALWAYS.contains(resource) || launchQuotaDemand.get(resource) > 0
                    ? usage.findQuota(resource).orElse(null)
                    : null;
            QuotaBar bar = barsByResource.get(resource);
            if (quota == null) {
                if (bar != null) {
                    bars.remove(bar);
                    barsByResource.remove(resource);
                }
                continue;
            }
            if (bar == null) {
                bar = new QuotaBar(quota, quotas);
                barsByResource.put(resource, bar);
                int place = (int) ORDER.stream()
                        .takeWhile(one -> one != resource)
                        .filter(barsByResource::containsKey)
                        .count();
                bars.addComponentAtIndex(place, bar);
            }
            bar.showForecast(quota, launchQuotaDemand.get(resource));
        }
        problems.removeAll();
        usage.failedServices().forEach(service -> problems.add(problem(service)));
        usage.readAt().ifPresent(at -> {
            String of = at.toString();
            if (!of.equals(age.getAttribute("of"))) {
                age.setAttribute("of", of);
                age.setAttribute(
                        "age",
                        String.valueOf(Math.max(
                                0, Duration.between(at, clock.instant()).toMillis())));
            }
        });
        read.setVisible(usage.readAt().isPresent());
    }

    private Div problem(ServiceQuotas service) {
        ServiceQuotas.LoadProblem loadProblem = service.problem();
        return StyledElements.div(
                "remark",
                new Icon("warn"),
                new Span(messages.text(
                        "quota.silent",
                        quotas.service(service.service()),
                        loadProblem == null ? "" : loadProblem.message())));
    }
}
