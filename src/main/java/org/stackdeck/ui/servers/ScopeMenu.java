package org.stackdeck.ui.servers;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Project;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** Which cloud and project the page is about, and the way to others. */
public final class ScopeMenu extends MenuBar {

    private final Words words;
    private final transient ScopeChoices choices;
    private final Span cloudWord = new Span();
    private final Span projectWord = new Span();

    public ScopeMenu(Words words, Clouds clouds, Rights rights) {
        this.words = words;
        this.choices = ScopeChoices.of(clouds.names(), clouds.projects(), rights);
        addClassName("scope");
        addThemeVariants(MenuBarVariant.TERTIARY);
        Span separator = new Span("/");
        separator.addClassName("sep");
        cloudWord.addClassName("clip");
        projectWord.addClassName("clip");
        Div face = new Div(new Icon("cloud"), cloudWord, separator, projectWord);
        face.addClassName("face");
        MenuItem root = addItem(face);
        root.setAriaLabel(words.say("app.scope"));
        root.getSubMenu().addItem(words.say("app.scope.all"), _ -> go(null, null));
        Map<CloudName, List<Project>> byCloud = choices.byCloud();
        byCloud.forEach((cloud, projects) -> {
            root.getSubMenu().addComponent(new Hr());
            root.getSubMenu().addItem(words.say("app.scope.cloud", cloud.value()), _ -> go(cloud, null));
            projects.forEach(project -> {
                Span name = new Span(project.name());
                name.addClassName("project");
                root.getSubMenu().addItem(name, _ -> go(cloud, project));
            });
        });
        show(null, null);
    }

    /** Shows what the address asks for. */
    public void show(Location location) {
        GridQuery query = location.getPath().equals(ServersNavigation.PATH)
                ? GridQuery.from(location.getQueryParameters().getParameters())
                : GridQuery.ALL;
        show(query.cloud(), query.project());
    }

    private void show(@Nullable String cloud, @Nullable String project) {
        Optional<CloudName> only = choices.onlyCloud();
        cloudWord.setText(Optional.ofNullable(cloud)
                .or(() -> only.map(CloudName::value))
                .orElseGet(() -> words.say("app.scope.all-clouds")));
        projectWord.setText(
                choices.project(project).map(Project::name).orElseGet(() -> words.say("app.scope.all-projects")));
    }

    private void go(@Nullable CloudName cloud, @Nullable Project project) {
        ServersNavigation.toGrid(UI.getCurrentOrThrow(), cloud, project);
    }
}
