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
import org.stackdeck.cloud.Quota;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** Card of a project: the quota nearest to its limit, a bar for each quota, and the age of the data. */
final class ProjectCard extends Div {

    private final Words words;
    private final QuotaWords quotas;
    private final Clock clock;
    private final Paragraph nearest = new Paragraph();
    private final Div bars = new Div();
    private final Div problems = new Div();
    private final Element age = new Element("sd-ago");
    private final Span read;
    private @Nullable ProjectUse shown;

    ProjectCard(Project project, boolean tellCloud, Words words, Clock clock) {
        this.words = words;
        this.quotas = new QuotaWords(words);
        this.clock = clock;
        addClassNames("entry-card", "project-card");
        Anchor name = new Anchor(ProjectsNavigation.projectPath(project), project.name());
        name.addClassName("n");
        H2 title = new H2(name);
        Div head = new Div(title);
        head.addClassName("card-head");
        if (tellCloud) {
            Span cloud = new Span(project.cloud().value());
            cloud.addClassName("muted");
            head.add(cloud);
        }
        nearest.addClassName("nearest");
        nearest.setText(words.say("quota.reading"));
        bars.addClassName("quotas");
        read = new Span(new Span(words.say("quota.read") + " "));
        read.addClassNames("faint", "read-at");
        read.getElement().appendChild(age);
        read.setVisible(false);
        add(head, nearest, bars, problems, read);
    }

    void show(ProjectUse use) {
        if (use.equals(shown)) {
            return;
        }
        shown = use;
        nearest.setText(nearest(use));
        bars.removeAll();
        use.quotas().forEach(quota -> bars.add(new QuotaBar(quota, quotas)));
        problems.removeAll();
        use.silent().forEach(service -> problems.add(problem(service)));
        use.readAt().ifPresent(this::showAge);
        read.setVisible(use.readAt().isPresent());
    }

    private String nearest(ProjectUse use) {
        if (use.told().isEmpty()) {
            return words.say("quota.reading");
        }
        if (use.quotas().isEmpty()) {
            return words.say("quota.none-read");
        }
        return use.near().map(this::nearest).orElseGet(() -> words.say("quota.far"));
    }

    private String nearest(Quota quota) {
        return words.say("quota.nearest", quotas.name(quota.resource()), quotas.used(quota), quotas.left(quota));
    }

    private Div problem(ServiceQuotas service) {
        String message = service.problem() == null ? "" : service.problem().message();
        Div line = new Div(
                new Icon("warn"),
                new Span(words.say(
                        service.quotas().isEmpty() ? "quota.silent" : "quota.silent-now",
                        quotas.service(service.service()),
                        message)));
        line.addClassName("remark");
        return line;
    }

    /** Sends an age instead of a time because the browser's clock may be wrong. */
    private void showAge(Instant at) {
        age.setAttribute("of", at.toString());
        age.setAttribute(
                "age",
                String.valueOf(Math.max(0, Duration.between(at, clock.instant()).toMillis())));
    }
}
