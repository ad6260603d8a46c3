package org.stackdeck.ui.servers;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Project;
import org.stackdeck.ui.component.HeldMenu;
import org.stackdeck.ui.component.Inscription;
import org.stackdeck.ui.component.Words;

/** Shows and changes the selected cloud and project. */
public final class ScopeMenu extends HeldMenu {

    private static final String ALL = "all";

    private final Words words;
    private final Div face;
    private transient ScopeChoices choices = ScopeChoices.NONE;
    private @Nullable String cloud;
    private @Nullable String project;

    public ScopeMenu(Words words) {
        this(words, new Div());
    }

    private ScopeMenu(Words words, Div face) {
        super(face, words.say("app.scope"));
        this.words = words;
        this.face = face;
        addClassName("scope");
        face.addClassName("face");
    }

    /** Sets the options. Does nothing if they did not change, because the menu may be open. */
    public void offer(Clouds clouds, Rights rights) {
        ScopeChoices now = ScopeChoices.of(clouds.names(), clouds.projects(), rights);
        if (now.equals(choices)) {
            return;
        }
        choices = now;
        List<Line> lines = new ArrayList<>();
        lines.add(Line.choice(ALL, new Inscription().text(words.say("app.scope.all"))));
        now.byCloud().forEach((of, projects) -> {
            lines.add(Line.rule());
            lines.add(Line.choice(value(of, null), new Inscription().text(words.say("app.scope.cloud", of.value()))));
            projects.forEach(each ->
                    lines.add(Line.choice(value(of, each), new Inscription().text(each.name(), "project"))));
        });
        offer(lines);
        paint();
    }

    @Override
    protected void choose(String value) {
        if (value.equals(ALL)) {
            ServersNavigation.toGrid(UI.getCurrentOrThrow(), null, null);
            return;
        }
        choices.byCloud().forEach((of, projects) -> {
            if (value.equals(value(of, null))) {
                ServersNavigation.toGrid(UI.getCurrentOrThrow(), of, null);
            }
            projects.stream()
                    .filter(each -> value.equals(value(of, each)))
                    .forEach(each -> ServersNavigation.toGrid(UI.getCurrentOrThrow(), of, each));
        });
    }

    private static String value(CloudName of, @Nullable Project project) {
        return project == null
                ? "cloud " + of.value()
                : "project " + project.id().value() + " of " + of.value();
    }

    /** Shows the selection in the URL. */
    public void show(Location location) {
        GridQuery query = location.getPath().equals(ServersNavigation.PATH)
                ? GridQuery.from(location.getQueryParameters().getParameters())
                : GridQuery.ALL;
        cloud = query.cloud();
        project = query.project();
        paint();
    }

    private void paint() {
        Optional<CloudName> only = choices.onlyCloud();
        String cloudWord = Optional.ofNullable(cloud)
                .or(() -> only.map(CloudName::value))
                .orElseGet(() -> words.say("app.scope.all-clouds"));
        String projectWord =
                choices.project(project).map(Project::name).orElseGet(() -> words.say("app.scope.all-projects"));
        new Inscription()
                .icon("cloud")
                .text(cloudWord, "clip")
                .text("/", "sep")
                .text(projectWord, "clip")
                .on(face);
    }
}
