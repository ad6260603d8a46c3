package org.stackdeck.ui.servers.navigation;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.ui.component.ClientSideMenu;
import org.stackdeck.ui.component.InnerHtmlBuilder;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/** Menu that shows and changes the selected cloud and project. */
public final class ScopeMenu extends ClientSideMenu {

    private static final String ALL = "all";

    private final Messages messages;
    private final Div face;
    private transient ProjectChoices choices = ProjectChoices.NONE;
    private @Nullable String cloud;
    private @Nullable String project;

    public ScopeMenu(Messages messages) {
        this(messages, new Div());
    }

    private ScopeMenu(Messages messages, Div face) {
        super(face, messages.text("app.scope"));
        this.messages = messages;
        this.face = face;
        addClassName("scope");
        face.addClassName("face");
    }

    /** Sets the options. Does nothing if they have not changed, because the menu may be open. */
    public void update(Clouds clouds, EffectivePermissions effectivePermissions) {
        ProjectChoices now = ProjectChoices.of(clouds.names(), clouds.projects(), effectivePermissions);
        if (now.equals(choices)) {
            return;
        }
        choices = now;
        List<MenuLine> menuLines = new ArrayList<>();
        menuLines.add(MenuLine.item(ALL, new InnerHtmlBuilder().text(messages.text("app.scope.all"))));
        now.byCloud().forEach((of, projects) -> {
            menuLines.add(MenuLine.separator());
            menuLines.add(MenuLine.item(
                    value(of, null), new InnerHtmlBuilder().text(messages.text("app.scope.cloud", of.value()))));
            projects.forEach(each ->
                    menuLines.add(MenuLine.item(value(of, each), new InnerHtmlBuilder().text(each.name(), "project"))));
        });
        setLines(menuLines);
        refresh();
    }

    @Override
    protected void onSelect(String value) {
        if (value.equals(ALL)) {
            ServerRoutes.navigateToAllServers(UI.getCurrentOrThrow());
            return;
        }
        choices.byCloud().forEach((of, projects) -> {
            if (value.equals(value(of, null))) {
                ServerRoutes.navigateToGrid(UI.getCurrentOrThrow(), of, null);
            }
            projects.stream()
                    .filter(each -> value.equals(value(of, each)))
                    .forEach(each -> ServerRoutes.navigateToGrid(UI.getCurrentOrThrow(), of, each));
        });
    }

    private static String value(CloudName of, @Nullable Project project) {
        return project == null
                ? "cloud " + of.value()
                : "project " + project.id().value() + " of " + of.value();
    }

    /** Shows the cloud and project that the URL selects. */
    public void setLocation(Location location) {
        ServerGridQuery query = location.getPath().equals(ServerRoutes.PATH)
                ? ServerGridQuery.fromParameters(location.getQueryParameters().getParameters())
                : ServerGridQuery.ALL;
        showScope(query.cloud(), query.project());
    }

    /**
     * @param onlyCloud name of the cloud; null for all clouds
     * @param onlyProject ID of the project; null for all projects
     */
    public void showScope(@Nullable String onlyCloud, @Nullable String onlyProject) {
        cloud = onlyCloud;
        project = onlyProject;
        refresh();
    }

    private void refresh() {
        Optional<CloudName> only = choices.onlyCloud();
        String cloudWord = Optional.ofNullable(cloud)
                .or(() -> only.map(CloudName::value))
                .orElseGet(() -> messages.text("app.scope.all-clouds"));
        String projectWord = choices.findProject(cloud, project)
                .map(Project::name)
                .orElseGet(() -> messages.text("app.scope.all-projects"));
        new InnerHtmlBuilder()
                .icon("cloud")
                .text(cloudWord, "clip")
                .text("/", "sep")
                .text(projectWord, "clip")
                .applyTo(face);
    }
}
