package org.stackdeck.accessrequests;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.inventory.resource.VisibleResources;

/** Loads the names of the project and of the servers or other resources of access requests. */
@Component
class AccessRequestNameResolver {

    private static final Duration MAX_NAME_AGE = Duration.ofMinutes(1);

    private final Inventory inventory;
    private final ResourceInventory resourceInventory;
    private final AccessDecisionService accessDecisionService;

    AccessRequestNameResolver(
            Inventory inventory, ResourceInventory resourceInventory, AccessDecisionService accessDecisionService) {
        this.inventory = inventory;
        this.resourceInventory = resourceInventory;
        this.accessDecisionService = accessDecisionService;
    }

    /**
     * Returns the names of the target's project and of its servers or other resources; empty names without a target.
     * Waits a few seconds at most for the cloud if the target is other resources.
     *
     * @throws CloudException if the list that contains the other resources cannot be loaded
     * @throws UnknownAccessRequestTargetException if the user cannot see any server of the project, or a server or
     *     resource does not exist or is invisible to the user
     */
    AccessRequestTargetNames resolve(UserId user, @Nullable AccessRequestTarget target) {
        if (target == null) {
            return AccessRequestTargetNames.NONE;
        }
        if (target.kind() != null) {
            return resources(target, loadVisible(user, target, target.kind()));
        }
        EffectivePermissions permissions = accessDecisionService.permissions(accessDecisionService.loadSubject(user));
        Predicate<Server> visible = server -> server.project().cloud().equals(target.cloud())
                && server.project().id().equals(target.project())
                && permissions.isVisible(ServerAttributes.of(server));
        return target.isWholeProject() ? project(visible) : servers(target, visible);
    }

    /**
     * Loads the lists from which {@link #withCurrentNames} takes the names of other resources. Waits a few seconds at
     * most.
     */
    void refresh(UserId user, Collection<AccessRequest> requests) {
        Set<ResourceKind> kinds = new HashSet<>();
        Set<CloudName> clouds = new HashSet<>();
        for (AccessRequest request : requests) {
            AccessRequestTarget target = request.requested().target();
            if (target != null && target.kind() != null) {
                kinds.add(target.kind());
                clouds.add(target.cloud());
            }
        }
        if (!kinds.isEmpty()) {
            var _ = resourceInventory.loadAll(kinds, user, clouds::contains);
        }
    }

    /**
     * Loads the list that contains the other resources of the target. Waits a few seconds at most.
     *
     * @throws CloudException if the current names are unknown because the list cannot be loaded
     */
    void requireCurrentNames(UserId user, @Nullable AccessRequestTarget target) {
        if (target != null && target.kind() != null) {
            var _ = loadVisible(user, target, target.kind());
        }
    }

    private VisibleResources loadVisible(UserId user, AccessRequestTarget target, ResourceKind kind) {
        VisibleResources visible = Objects.requireNonNull(resourceInventory
                .loadAll(Set.of(kind), user, target.cloud()::equals)
                .get(kind));
        // A user without access in the cloud has no freshness and is refused like a user who cannot see the resource.
        Freshness freshness = visible.freshness().get(target.cloud());
        // If another project cannot be loaded, the names of these resources can still be current. Invisible resources
        // are refused like missing ones.
        if (freshness != null && !target.servers().stream().allMatch(id -> isCurrent(target.key(id), visible))) {
            requireLoaded(freshness);
        }
        return visible;
    }

    private boolean isCurrent(ActionTarget target, VisibleResources visible) {
        return visible.find((ResourceKey) target).isPresent()
                && currentName(target).isPresent();
    }

    private static void requireLoaded(Freshness freshness) {
        Freshness.Problem problem = freshness.problem();
        if (problem != null) {
            throw new CloudException(problem.category(), problem.message());
        }
        if (!freshness.complete() || freshness.state() != Freshness.State.LIVE) {
            throw new CloudException(CloudException.Category.TIMEOUT, "The list of resources was not loaded in time");
        }
    }

    private static AccessRequestTargetNames resources(AccessRequestTarget target, VisibleResources visible) {
        Map<ServerId, String> names = new HashMap<>();
        String projectName = "";
        for (ServerId id : target.servers()) {
            CloudResource resource =
                    visible.find((ResourceKey) target.key(id)).orElseThrow(UnknownAccessRequestTargetException::new);
            Project project = resource.project();
            if (project == null || !project.id().equals(target.project())) {
                throw new UnknownAccessRequestTargetException();
            }
            names.put(id, resource.name());
            projectName = project.name();
        }
        return new AccessRequestTargetNames(projectName, names);
    }

    /**
     * Returns the request with the current names of its servers or other resources, regardless of permissions. The
     * names of other resources are included only if they are at most a minute old: lists without viewers are not
     * polled.
     */
    AccessRequest withCurrentNames(AccessRequest request) {
        AccessRequestTarget target = request.requested().target();
        if (target == null || target.isWholeProject()) {
            return request;
        }
        Map<ServerId, String> current = new HashMap<>();
        for (ServerId id : target.servers()) {
            currentName(target.key(id)).ifPresent(name -> current.put(id, name));
        }
        return request.withCurrentNames(current);
    }

    private Optional<String> currentName(ActionTarget target) {
        return target instanceof ResourceKey resource
                ? resourceInventory.findConfirmed(resource, MAX_NAME_AGE).map(CloudResource::name)
                : inventory.find((ServerKey) target).map(Server::name);
    }

    /** Returns the name of the project if the user may see one of its servers. */
    private AccessRequestTargetNames project(Predicate<Server> visible) {
        return inventory.snapshot().servers().values().stream()
                .filter(visible)
                .findFirst()
                .map(server -> new AccessRequestTargetNames(server.project().name(), Map.of()))
                .orElseThrow(UnknownAccessRequestTargetException::new);
    }

    private AccessRequestTargetNames servers(AccessRequestTarget target, Predicate<Server> visible) {
        Map<ServerId, String> names = new HashMap<>();
        String project = "";
        for (ServerId id : target.servers()) {
            Server server = inventory
                    .find(new ServerKey(target.cloud(), id))
                    .filter(visible)
                    .orElseThrow(UnknownAccessRequestTargetException::new);
            names.put(id, server.name());
            project = server.project().name();
        }
        return new AccessRequestTargetNames(project, names);
    }
}
