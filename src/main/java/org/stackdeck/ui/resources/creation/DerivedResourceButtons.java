package org.stackdeck.ui.resources.creation;

import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.CreationSourceRules;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.LaunchRoutes;

/** Buttons that create servers and other resources from or in the displayed resource. */
public final class DerivedResourceButtons {

    private final ResourceKind source;
    private final ResourceCreationDialogs dialogs;
    private final ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final Map<ResourceKind, NativeButton> buttons = new LinkedHashMap<>();
    private final @Nullable NativeButton launchButton;
    private @Nullable CloudResource shown;

    /** @param source the kind of the displayed resource */
    public DerivedResourceButtons(
            ResourceKind source,
            ResourceCreationDialogs dialogs,
            ViewerPermissions viewerPermissions,
            Messages messages) {
        this.source = source;
        this.dialogs = dialogs;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        launchButton = source == ResourceKind.IMAGE
                ? createButton(messages.text("launch.title"), "launch", this::launch)
                : null;
        creatableFrom(source)
                .forEach(kind -> buttons.put(
                        kind,
                        createButton(
                                messages.text(
                                        kind == source
                                                ? "resources.clone." + kind.code()
                                                : "resources.action." + kind.code() + ".create"),
                                "create-" + kind.objectType(),
                                resource -> dialogs.open(kind, resource, viewerPermissions, messages))));
    }

    /** Returns the kinds of resources that can be created from or in a resource of the kind. */
    private static Stream<ResourceKind> creatableFrom(ResourceKind kind) {
        return switch (kind) {
            case IMAGE, VOLUME_SNAPSHOT, VOLUME_BACKUP -> Stream.of(ResourceKind.VOLUME);
            case VOLUME ->
                Stream.of(
                        ResourceKind.VOLUME_SNAPSHOT,
                        ResourceKind.VOLUME_BACKUP,
                        ResourceKind.VOLUME,
                        ResourceKind.IMAGE);
            case NETWORK -> Stream.of(ResourceKind.SUBNET, ResourceKind.PORT);
            case SECURITY_GROUP -> Stream.of(ResourceKind.SECURITY_GROUP);
            default -> Stream.empty();
        };
    }

    private NativeButton createButton(String label, String action, Consumer<CloudResource> listener) {
        NativeButton button = NativeButtons.labelled("plus", label);
        button.getElement().setAttribute("data-action", action);
        button.setVisible(false);
        button.addClickListener(_ -> Optional.ofNullable(shown).ifPresent(listener));
        return button;
    }

    /** @param menu menu of rarely needed actions */
    public void addTo(HasComponents bar, HasComponents menu) {
        if (launchButton != null) {
            bar.add(launchButton);
        }
        buttons.forEach((kind, button) -> (isRare(kind) ? menu : bar).add(button));
    }

    /** Users need copies and images of volumes less often than snapshots and backups. */
    private boolean isRare(ResourceKind kind) {
        return kind == ResourceKind.IMAGE || (kind == ResourceKind.VOLUME && kind == source);
    }

    /** Updates the buttons, and hides them if the resource is null. */
    public void update(@Nullable CloudResource resource) {
        shown = resource;
        if (launchButton != null) {
            launchButton.setVisible(resource != null && isLaunchable(resource));
        }
        buttons.forEach((kind, button) -> {
            button.setVisible(resource != null && dialogs.isAvailable(kind, resource, viewerPermissions));
            Optional<CreationSourceRules.Problem> problem =
                    Optional.ofNullable(resource).flatMap(from -> CreationSourceRules.findProblem(kind, from));
            button.setEnabled(problem.isEmpty());
            button.setTitle(problem.map(reason -> messages.text("resources.source."
                            + reason.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                    .orElse(""));
        });
    }

    private void launch(CloudResource image) {
        LaunchRoutes.navigateToLaunchFrom(
                UI.getCurrentOrThrow(), image.cloud(), launchProject(image).orElse(null), image.id());
    }

    private boolean isLaunchable(CloudResource image) {
        if (!image.status().equals("active")) {
            return false;
        }
        return image.published()
                ? viewerPermissions.effectivePermissions().mayCreateSomeServer(image.cloud())
                : launchProject(image).isPresent();
    }

    /**
     * Returns a project in which the viewer may create servers from the image: the project of the image, or a project
     * that has accepted it; empty if the viewer may not do so in any of them.
     */
    private Optional<ProjectId> launchProject(CloudResource image) {
        EffectivePermissions permissions = viewerPermissions.effectivePermissions();
        return Stream.concat(Stream.ofNullable(image.project()).map(Project::id), image.sharedWith().stream())
                .filter(project -> permissions.mayCreateSomeServer(image.cloud(), project))
                .findFirst();
    }
}
