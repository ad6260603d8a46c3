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
    private final Span cloudWord = new Span();
    private final Span projectWord = new Span();
    private final MenuItem root;
    private transient ScopeChoices choices = ScopeChoices.NONE;
    private @Nullable String cloud;
    private @Nullable String project;

    public ScopeMenu(Words words) {
        this.words = words;
        addClassName("scope");
        addThemeVariants(MenuBarVariant.TERTIARY);
        Span separator = new Span("/");
        separator.addClassName("sep");
        cloudWord.addClassName("clip");
        projectWord.addClassName("clip");
        Div face = new Div(new Icon("cloud"), cloudWord, separator, projectWord);
        face.addClassName("face");
        root = addItem(face);
        root.setAriaLabel(words.say("app.scope"));
    }

    /** Offers what there is to choose now. What did not change is left alone, since the menu may be open. */
    public void offer(Clouds clouds, Rights rights) {
        ScopeChoices now = ScopeChoices.of(clouds.names(), clouds.projects(), rights);
        if (now.equals(choices)) {
            return;
        }
        choices = now;
        root.getSubMenu().removeAll();
        root.getSubMenu().addItem(words.say("app.scope.all"), _ -> go(null, null));
        now.byCloud().forEach(this::offer);
        paint();
    }

    private void offer(CloudName of, List<Project> projects) {
        root.getSubMenu().addComponent(new Hr());
        root.getSubMenu().addItem(words.say("app.scope.cloud", of.value()), _ -> go(of, null));
        projects.forEach(each -> {
            Span name = new Span(each.name());
            name.addClassName("project");
            root.getSubMenu().addItem(name, _ -> go(of, each));
        });
    }

    /** Shows what the address asks for. */
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
        cloudWord.setText(Optional.ofNullable(cloud)
                .or(() -> only.map(CloudName::value))
                .orElseGet(() -> words.say("app.scope.all-clouds")));
        projectWord.setText(
                choices.project(project).map(Project::name).orElseGet(() -> words.say("app.scope.all-projects")));
    }

    private static void go(@Nullable CloudName wantedCloud, @Nullable Project wantedProject) {
        ServersNavigation.toGrid(UI.getCurrentOrThrow(), wantedCloud, wantedProject);
    }
}
