package org.stackdeck.ui.resources;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.operations.detail.ImageMemberQueryService.ImageMember;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.DetailSection;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;

/**
 * Lists the projects with which an image is shared, with buttons that remove them. The panel is visible if the image
 * can be shared and the viewer may see it in its project. Loads the projects when the page is opened, after each
 * operation on the image, and after the permissions of the viewer have changed.
 */
final class ImageMembersPanel extends ResourcePanel {

    private final transient ResourceKey key;
    private final ResourceActionBar actions;
    private final transient ResourceUpdates updates;
    private final transient ViewerPermissions viewerPermissions;
    private final Messages messages;
    private transient @Nullable Project project;
    private transient Optional<List<ImageMember>> loaded = Optional.empty();
    private transient @Nullable Content shown;
    private transient @Nullable EffectivePermissions lastPermissions;
    private int loads;

    private record Content(Optional<List<ImageMember>> members, boolean mayRemove) {}

    ImageMembersPanel(
            ResourceKey key,
            ResourceActionBar actions,
            ResourceUpdates updates,
            ViewerPermissions viewerPermissions,
            Messages messages) {
        this.key = key;
        this.actions = actions;
        this.updates = updates;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        setVisible(false);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        updates.subscribeToOperations(
                event,
                viewerPermissions,
                operation -> operation.target().equals(key) && operation.state().isFinal(),
                _ -> load());
        load();
    }

    @Override
    boolean shows(ResourceField field) {
        return false;
    }

    @Override
    void update(CloudResource resource, ResourceValueFormatter values) {
        EffectivePermissions now = viewerPermissions.effectivePermissions();
        boolean current = isVisible() && now.equals(lastPermissions);
        lastPermissions = now;
        project = resource.project();
        setVisible(ResourceActionRules.isShareable(resource) && mayRead(resource));
        if (!isVisible()) {
            loads++;
            loaded = Optional.empty();
            shown = null;
            removeAll();
        } else if (!current) {
            // The viewer might no longer be permitted to see the names of the projects.
            load();
        } else if (shown != null) {
            render();
        }
    }

    private boolean mayRead(CloudResource resource) {
        return resource.project() != null
                && viewerPermissions
                        .effectivePermissions()
                        .decide(
                                Permission.IMAGE_READ,
                                ResourceAttributes.of(
                                        resource, resource.project().id()))
                        .isAllowed();
    }

    private void load() {
        if (isVisible() && isAttached()) {
            int started = ++loads;
            updates.loadMembers(this, viewerPermissions, key, members -> {
                // An earlier request can end later.
                if (started == loads) {
                    show(members);
                }
            });
        }
    }

    /** @param members empty if the members are unknown */
    private void show(Optional<List<ImageMember>> members) {
        if (isVisible()) {
            loaded = members;
            render();
        }
    }

    private void render() {
        Content content = new Content(loaded, actions.isAvailable(ResourceAction.REMOVE_IMAGE_PROJECT));
        if (content.equals(shown)) {
            return;
        }
        shown = content;
        DetailSection section = new DetailSection(
                messages.text("resources.members"),
                messages.text(loaded.isPresent() ? "resources.members.none" : "resources.members.unknown"));
        loaded.orElse(List.of()).forEach(member -> addLine(section, member, content.mayRemove()));
        removeAll();
        add(section);
    }

    private void addLine(DetailSection section, ImageMember member, boolean mayRemove) {
        String id = member.project().value();
        String name = member.name() == null ? id : member.name();
        // Nova shares an image that it creates of a server with the project of the server. In Stackdeck, the image
        // belongs to this project, which therefore has no remove button.
        boolean own = project != null && project.id().equals(member.project());
        section.addLine(
                name,
                mayRemove && !own ? removeButton(id, name) : new Div(),
                messages.findText("resources.status." + member.status()).orElse(member.status()),
                name.equals(id) ? "" : id);
    }

    private Component removeButton(String id, String name) {
        NativeButton button = NativeButtons.icon(
                "x", messages.text(OperationLabels.action(ResourceAction.REMOVE_IMAGE_PROJECT)) + ": " + name);
        button.getElement().setAttribute("data-action", ResourceAction.REMOVE_IMAGE_PROJECT.code());
        button.addClickListener(_ -> actions.submit(
                ActionRequest.of(ResourceAction.REMOVE_IMAGE_PROJECT).with(ActionParameter.PROJECT, id)));
        return button;
    }
}
