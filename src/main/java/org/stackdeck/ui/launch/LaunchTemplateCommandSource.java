package org.stackdeck.ui.launch;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.launchtemplates.LaunchTemplate;
import org.stackdeck.launchtemplates.LaunchTemplateService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.commands.Command;
import org.stackdeck.ui.commands.Command.Effect;
import org.stackdeck.ui.commands.CommandSource;
import org.stackdeck.ui.i18n.Messages;

/** Finds the launch templates for the projects in which the user may launch servers. */
@Component
@UIScope
class LaunchTemplateCommandSource implements CommandSource {

    private final LaunchTemplateService templates;
    private final Clouds clouds;
    private final ViewerPermissions viewerPermissions;
    private final CurrentUser currentUser;

    LaunchTemplateCommandSource(
            LaunchTemplateService templates,
            Clouds clouds,
            ViewerPermissions viewerPermissions,
            CurrentUser currentUser) {
        this.templates = templates;
        this.clouds = clouds;
        this.viewerPermissions = viewerPermissions;
        this.currentUser = currentUser;
    }

    @Override
    public List<Command> load(Messages messages) {
        EffectivePermissions permissions = viewerPermissions.effectivePermissions();
        List<Project> projects = clouds.projects().stream()
                .filter(project -> permissions.mayCreateSomeServer(project.cloud(), project.id()))
                .toList();
        if (projects.isEmpty()) {
            return List.of();
        }
        return templates.list(currentUser.caller()).stream()
                .flatMap(template ->
                        findProject(template, projects).stream().map(project -> command(template, project, messages)))
                .toList();
    }

    private static Optional<Project> findProject(LaunchTemplate template, List<Project> projects) {
        return projects.stream()
                .filter(project ->
                        project.cloud().equals(template.cloud()) && project.id().equals(template.project()))
                .findFirst();
    }

    private static Command command(LaunchTemplate template, Project project, Messages messages) {
        return new Command(
                "template:" + template.id(),
                "plus",
                template.name().value(),
                messages.text("launch.recipe") + " · " + project.name(),
                new Effect.Run(() -> LaunchRoutes.navigateToTemplate(UI.getCurrentOrThrow(), template)));
    }
}
