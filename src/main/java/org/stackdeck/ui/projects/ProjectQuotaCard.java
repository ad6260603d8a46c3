package org.stackdeck.ui.projects;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Card of a project: the quota nearest to its limit, a bar for each quota, and the age of the data. */
final class ProjectQuotaCard extends Div {

    private final Messages messages;
    private final QuotaFormatter quotas;
    private final Clock clock;
    private final Paragraph nearest = StyledElements.paragraph("nearest");
    private final Div bars = StyledElements.div("quotas");
    private final Div problems = new Div();
    private final Element age = new Element("sd-ago");
    private final Span read;
    private @Nullable ProjectQuotaUsage shown;

    ProjectQuotaCard(Project project, boolean showCloud, Messages messages, Clock clock) {
        this.messages = messages;
        this.quotas = new QuotaFormatter(messages);
        this.clock = clock;
        addClassNames("entry-card", "project-card");
        Anchor name = new Anchor(ProjectRoutes.projectPath(project), project.name());
        name.addClassName("n");
        Div head = StyledElements.div("card-head", new H2(name));
        if (showCloud) {
            head.add(StyledElements.span("muted", project.cloud().value()));
        }
        nearest.setText(messages.text("quota.reading"));
        read = StyledElements.span("faint read-at", new Span(messages.text("quota.read") + " "));
        read.getElement().appendChild(age);
        read.setVisible(false);
        add(head, nearest, bars, problems, read);
    }

    void update(ProjectQuotaUsage usage) {
        if (usage.equals(shown)) {
            return;
        }
        shown = usage;
        nearest.setText(nearestText(usage));
        bars.removeAll();
        usage.quotas().forEach(quota -> bars.add(new QuotaBar(quota, quotas)));
        problems.removeAll();
        usage.failedServices().forEach(service -> problems.add(problem(service)));
        usage.readAt().ifPresent(this::showAge);
        read.setVisible(usage.readAt().isPresent());
    }

    private String nearestText(ProjectQuotaUsage usage) {
        if (usage.quotasByService().isEmpty()) {
            return messages.text("quota.reading");
        }
        if (usage.quotas().isEmpty()) {
            return messages.text("quota.none-read");
        }
        return usage.nearLimit().map(this::nearestQuotaText).orElseGet(() -> messages.text("quota.far"));
    }

    private String nearestQuotaText(Quota quota) {
        return messages.text(
                "quota.nearest", quotas.name(quota.resource()), quotas.used(quota), quotas.remaining(quota));
    }

    private Div problem(ServiceQuotas service) {
        String message = service.problem() == null ? "" : service.problem().message();
        return StyledElements.div(
                "remark",
                new Icon("warn"),
                new Span(messages.text(
                        service.quotas().isEmpty() ? "quota.silent" : "quota.silent-now",
                        quotas.service(service.service()),
                        message)));
    }

    /** Shows the age of the data. Stackdeck computes the age, because the clock of the browser may be wrong. */
    private void showAge(Instant at) {
        age.setAttribute("of", at.toString());
        age.setAttribute(
                "age",
                String.valueOf(Math.max(0, Duration.between(at, clock.instant()).toMillis())));
    }
}
