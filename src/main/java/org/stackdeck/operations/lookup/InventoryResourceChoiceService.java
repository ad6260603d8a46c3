package org.stackdeck.operations.lookup;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.CreationSourceRules;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.inventory.resource.VisibleResources;
import org.stackdeck.operations.ResourceChoiceService;

/** Lists and resolves the resources that a user can select. Uses the lists of the inventory, which all users share. */
@Component
public class InventoryResourceChoiceService implements ResourceChoiceService {

    /** Maximum number of characters of the names of several resources. */
    private static final int MAX_NAMES = 255;

    private final ResourceInventory resourceInventory;
    private final AccessDecisionService accessDecisionService;
    private final Clouds clouds;

    InventoryResourceChoiceService(
            ResourceInventory resourceInventory, AccessDecisionService accessDecisionService, Clouds clouds) {
        this.resourceInventory = resourceInventory;
        this.accessDecisionService = accessDecisionService;
        this.clouds = clouds;
    }

    @Override
    public List<Project> projects(UserId user, ResourceKind kind) {
        EffectivePermissions permissions = accessDecisionService.permissions(user);
        return ResourceActionLookup.creationOf(kind).map(Permission::requiredFor).stream()
                .flatMap(permission -> clouds.projects().stream()
                        .filter(project -> permissions.mayCreateSomeResource(permission, project.cloud(), project.id()))
                        .filter(project -> canCreateIn(project, kind)))
                .sorted(Comparator.comparing(Project::cloud).thenComparing(Project::name))
                .toList();
    }

    private boolean canCreateIn(Project project, ResourceKind kind) {
        return clouds.resourceClient(project.cloud(), project.id())
                .filter(client -> client.canCreateIn(project.id()) && client.offers(kind))
                .isPresent();
    }

    @Override
    public List<CloudResource> choices(UserId user, NewResourceTarget place, ActionParameter parameter) {
        return select(
                user,
                () -> accessDecisionService.permissions(user),
                place,
                parameter,
                // Rules can also refer to a security group that cannot be copied.
                choice -> place.kind() == ResourceKind.SECURITY_GROUP
                        || CreationSourceRules.findProblem(place.kind(), choice).isEmpty());
    }

    @Override
    public List<Project> otherProjects(UserId user, NewResourceTarget place) {
        return TargetProjectResolver.visible(clouds, accessDecisionService.permissions(user), place);
    }

    /**
     * @param current returns the current permissions; called after the list is loaded
     * @throws CloudException with the category UNAVAILABLE if no resource is found and the list is incomplete or
     *     outdated
     */
    private List<CloudResource> select(
            UserId user,
            Supplier<EffectivePermissions> current,
            NewResourceTarget place,
            ActionParameter parameter,
            Predicate<CloudResource> condition) {
        ResourceKind kind =
                parameter.resourceKind().orElseThrow(() -> new IllegalArgumentException(parameter + " is not chosen"));
        VisibleResources visible = resourceInventory.load(kind, user, place.cloud()::equals);
        EffectivePermissions permissions = current.get();
        List<CloudResource> selected = visible.resources().stream()
                .filter(resource -> resource.cloud().equals(place.cloud()))
                .filter(permissions::isVisible)
                .filter(isUsable(permissions, place, parameter))
                .filter(condition)
                .toList();
        Freshness freshness = visible.freshness().get(place.cloud());
        if (selected.isEmpty() && freshness != null && (!freshness.complete() || freshness.problem() != null)) {
            throw new CloudException(
                    CloudException.Category.UNAVAILABLE, "The list of " + kind.code() + " is not available");
        }
        return selected;
    }

    private static Predicate<CloudResource> isUsable(
            EffectivePermissions permissions, NewResourceTarget place, ActionParameter parameter) {
        Predicate<CloudResource> own = resource ->
                resource.project() != null && resource.project().id().equals(place.project());
        return switch (parameter) {
            case IMAGE ->
                resource -> resource.status().equals("active")
                        && resource.isAvailableTo(place.project())
                        && (resource.published()
                                || !Boolean.TRUE.equals(resource.values().get(CloudResource.SERVER_DATA))
                                || permissions
                                        .decide(
                                                Permission.IMAGE_UPDATE,
                                                ResourceAttributes.of(resource, place.project()))
                                        .isAllowed());
            // With an administrator's token, Cinder also accepts private types of other projects.
            case TYPE -> resource -> resource.isAvailableTo(place.project());
            // A copy contains the data of its source. Users who can only read attributes must not obtain this data.
            case VOLUME -> own.and(mayCopy(permissions, place));
            // Reverting to a snapshot in another status leaves the volume in the status "reverting"
            // (cinder.volume.api).
            case SNAPSHOT, BACKUP ->
                own.and(mayCopy(permissions, place))
                        .and(source -> source.status().equals("available"));
            case NETWORK -> {
                boolean external = place.kind() == ResourceKind.FLOATING_IP || place.kind() == ResourceKind.ROUTER;
                yield resource -> Boolean.TRUE.equals(resource.values().get("external")) == external
                        && (external
                                ? resource.isAvailableTo(place.project())
                                : own.and(mayExtend(permissions, place)).test(resource));
            }
            case SUBNET -> own.and(mayExtend(permissions, place));
            case SOURCE_GROUP, SECURITY_GROUPS -> own;
            default -> _ -> false;
        };
    }

    private static Predicate<CloudResource> mayCopy(EffectivePermissions permissions, NewResourceTarget place) {
        return resource -> permissions
                .decide(Permission.VOLUME_UPDATE, ResourceAttributes.of(resource, place.project()))
                .isAllowed();
    }

    /**
     * Returns a condition for networks and subnets that a new subnet, port or router interface may use. Each of these
     * changes which clients can reach the servers of the network.
     */
    private static Predicate<CloudResource> mayExtend(EffectivePermissions permissions, NewResourceTarget place) {
        return resource -> permissions
                .decide(Permission.NETWORK_CREATE, ResourceAttributes.of(resource, place.project()))
                .isAllowed();
    }

    /**
     * Replaces names of resources in the request with IDs, and adds the display names.
     *
     * @throws InvalidActionParameterException if the user can select no such resource, or several with this name, or
     *     if the range of a new subnet overlaps a subnet of the project that the user can see
     * @throws CloudException if no resource is found and the list is incomplete or outdated
     */
    public ActionRequest resolve(UserId user, NewResourceTarget place, ActionRequest request) {
        return resolve(user, () -> accessDecisionService.permissions(user), place, request);
    }

    private ActionRequest resolve(
            UserId user, Supplier<EffectivePermissions> permissions, NewResourceTarget place, ActionRequest request) {
        ActionRequest resolved = request.value(ActionParameter.PROJECT).isPresent()
                ? TargetProjectResolver.resolve(clouds, permissions.get(), place, request)
                : request;
        for (Map.Entry<ActionParameter, List<CloudResource>> choice :
                findChoices(user, permissions, place, request).entrySet()) {
            String names =
                    choice.getValue().stream().map(CloudResource::displayName).collect(Collectors.joining(", "));
            resolved = resolved.with(
                    choice.getKey(),
                    new ActionArgument(
                            ids(choice.getValue()), names.substring(0, Math.min(MAX_NAMES, names.length()))));
        }
        SubnetOverlapCheck.check(
                place,
                resolved,
                () -> resourceInventory.load(ResourceKind.SUBNET, user, place.cloud()::equals).resources().stream()
                        .filter(permissions.get()::isVisible));
        return resolved;
    }

    private static String ids(List<CloudResource> resources) {
        return ActionParameter.list(resources.stream().map(CloudResource::id).toList());
    }

    private Map<ActionParameter, List<CloudResource>> findChoices(
            UserId user, Supplier<EffectivePermissions> permissions, NewResourceTarget place, ActionRequest request) {
        Map<ActionParameter, List<CloudResource>> choices = new EnumMap<>(ActionParameter.class);
        for (Map.Entry<ActionParameter, ActionArgument> argument :
                request.arguments().entrySet()) {
            if (argument.getKey().resourceKind().isPresent()) {
                choices.put(
                        argument.getKey(),
                        find(
                                user,
                                permissions,
                                place,
                                argument.getKey(),
                                argument.getKey().itemsOf(argument.getValue().value()),
                                choice -> request.action() != ResourceAction.CREATE_SECURITY_GROUP
                                        || CreationSourceRules.isCopyable(choice)));
            }
        }
        return choices;
    }

    /**
     * Returns the resources to which a resolved request refers. Returns empty if the user can no longer select one of
     * them, or if an ID matches only the name of another resource. Checks all resources again after the last list has
     * been loaded, because loading can take a long time.
     *
     * @throws CloudException if a list is not available
     */
    public Optional<SelectedResources> findSelected(UserId user, NewResourceTarget place, ActionRequest resolved) {
        try {
            Map<ActionParameter, List<CloudResource>> choices =
                    findChoices(user, () -> loadPermissions(user), place, resolved);
            boolean unchanged = choices.entrySet().stream()
                    .allMatch(choice -> ids(choice.getValue()).equals(resolved.requiredValue(choice.getKey())));
            return Optional.of(new SelectedResources(place, choices))
                    .filter(selected -> unchanged && mayUse(user, selected));
        } catch (InvalidActionParameterException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the user may use the resources now. Loads no lists. */
    public boolean mayUse(UserId user, SelectedResources selected) {
        return mayUse(loadPermissions(user), selected);
    }

    public boolean mayUse(EffectivePermissions permissions, SelectedResources selected) {
        return selected.choices().entrySet().stream()
                .allMatch(choice -> choice.getValue().stream()
                        .allMatch(isUsable(permissions, selected.place(), choice.getKey())
                                .and(permissions::isVisible)));
    }

    private EffectivePermissions loadPermissions(UserId user) {
        return accessDecisionService.permissions(accessDecisionService.loadSubject(user));
    }

    /** Resources that a request selects in addition to its target. */
    public record SelectedResources(NewResourceTarget place, Map<ActionParameter, List<CloudResource>> choices) {}

    /** Returns the resources with these IDs or names without duplicates. Loads the list only if it is not empty. */
    private List<CloudResource> find(
            UserId user,
            Supplier<EffectivePermissions> permissions,
            NewResourceTarget place,
            ActionParameter parameter,
            List<String> idsOrNames,
            Predicate<CloudResource> suitable) {
        if (idsOrNames.isEmpty()) {
            return List.of();
        }
        ChoiceMatcher matcher = new ChoiceMatcher(place, parameter);
        List<CloudResource> choices = select(
                user,
                permissions,
                place,
                parameter,
                suitable.and(choice -> idsOrNames.stream().anyMatch(text -> matcher.matches(choice, text))));
        return idsOrNames.stream()
                .map(text -> matcher.findOne(choices, text))
                .distinct()
                .toList();
    }
}
