package org.stackdeck.ui.projects;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.live.AgeLabel;

/** Card of a project: the quota nearest to its limit, a bar for each quota, and the age of the data. */
final class ProjectQuotaCard extends Div {

    private final Messages messages;
    private final QuotaFormatter quotas;
    private final Paragraph nearest = StyledElements.paragraph("nearest");
    private final Div bars = StyledElements.div("quotas");
    private final Div problems = new Div();
    private final Span cloud;
    private final AgeLabel age;
    private @Nullable ProjectQuotaUsage shown;

    ProjectQuotaCard(Project project, Messages messages, Clock clock) {
        this.messages = messages;
        this.quotas = new QuotaFormatter(messages);
        addClassNames("entry-card", "project-card");
        Anchor name = new Anchor(ProjectRoutes.projectPath(project), project.name());
        name.addClassName("n");
        cloud = StyledElements.span("muted", project.cloud().value());
        Div head = StyledElements.div("card-head", new H2(name), cloud);
        nearest.setText(messages.text("quota.reading"));
        age = new AgeLabel(messages, clock, Duration.ZERO);
        age.addClassName("read-at");
        add(head, nearest, bars, problems, age);
    }

    void showCloud(boolean visible) {
        cloud.setVisible(visible);
    }

    void update(ProjectQuotaUsage usage) {
        if (usage.equals(shown)) {
            return;
        }
        shown = usage;
        nearest.setText(nearestText(usage));
        bars.removeAll();
        usage.quotas()
                .forEach(quota -> bars.add(
                        new QuotaBar(quota, quotas, QuotaUsageRoutes.path(usage.project(), quota.resource()))));
        problems.removeAll();
        usage.failedServices().forEach(service -> problems.add(problem(service)));
        age.update(usage.readAt().orElse(null));
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
        return StyledElements.div("remark", new SpriteIcon("warn"), new Span(quotas.problem(service)));
    }
}
