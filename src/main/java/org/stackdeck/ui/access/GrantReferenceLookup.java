package org.stackdeck.ui.access;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.context.annotation.Lazy;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.inventory.resource.VisibleResources;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/**
 * Provides the projects, roles, servers and other resources that grants can refer to. The bean is lazy, because only
 * administrators use it.
 */
@org.springframework.stereotype.Component
@Lazy
public class GrantReferenceLookup {

    private final Clouds clouds;
    private final RoleService roleService;
    private final Inventory inventory;
    private final ResourceInventory resourceInventory;
    private final UiPush uiPush;
    private final CurrentUser currentUser;

    GrantReferenceLookup(
            Clouds clouds,
            RoleService roleService,
            Inventory inventory,
            ResourceInventory resourceInventory,
            UiPush uiPush,
            CurrentUser currentUser) {
        this.clouds = clouds;
        this.roleService = roleService;
        this.inventory = inventory;
        this.resourceInventory = resourceInventory;
        this.uiPush = uiPush;
        this.currentUser = currentUser;
    }

    public List<ProjectOption> projects() {
        return ProjectOption.options(clouds.names(), clouds.projects());
    }

    public List<Role> roles() {
        return roleService.list();
    }

    public Optional<Server> find(ServerKey server) {
        return inventory.find(server);
    }

    /** Returns the current attributes of a server or another resource; empty if it is not listed. */
    public Optional<ResourceAttributes> findAttributes(ActionTarget target) {
        return switch (target) {
            case ServerKey server -> find(server).map(ServerAttributes::of);
            case ResourceKey resource ->
                resourceInventory.findKnown(resource).flatMap(GrantReferenceLookup::attributes);
            default -> Optional.empty();
        };
    }

    /** Returns a resource other than a server as last polled. */
    public Optional<CloudResource> findResource(ResourceKey key) {
        return resourceInventory.findKnown(key);
    }

    /** Returns the name of the project, or its ID if the project is unknown. */
    public String projectName(CloudName cloud, ProjectId project) {
        return clouds.project(cloud, project).map(Project::name).orElse(project.value());
    }

    private static Optional<ResourceAttributes> attributes(CloudResource resource) {
        return Optional.ofNullable(resource.project()).map(project -> ResourceAttributes.of(resource, project.id()));
    }

    /** Returns the servers that the current user can see. */
    public Collection<Server> servers() {
        return inventory.current(currentUser.caller().userId()).servers().values();
    }

    /** Passes the servers to the consumer after each change until the component is detached. */
    public void followServers(AttachEvent attached, Consumer<Collection<Server>> changed) {
        Component part = attached.getSource();
        Consumer<VisibleServersUpdate> receiver = uiPush.latest(
                attached.getUI(),
                part,
                update -> changed.accept(update.servers().values()));
        UiPush.closeOnDetach(part, inventory.subscribe(currentUser.caller().userId(), receiver));
    }

    /**
     * Runs the task after each change of the servers, or of the resources of this kind, until the component is
     * detached.
     */
    public void follow(AttachEvent attached, ActionTarget target, Runnable changed) {
        if (target instanceof ResourceKey resource) {
            Consumer<VisibleResources> receiver =
                    uiPush.latest(attached.getUI(), attached.getSource(), _ -> changed.run());
            UiPush.closeOnDetach(
                    attached.getSource(),
                    resourceInventory.subscribe(
                            resource.kind(), currentUser.caller().userId(), receiver));
        } else {
            followServers(attached, _ -> changed.run());
        }
    }

    public GrantFormatter formatter(Messages messages) {
        return new GrantFormatter(messages, clouds, inventory);
    }
}
