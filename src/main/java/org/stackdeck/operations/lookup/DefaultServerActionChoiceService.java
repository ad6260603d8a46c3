package org.stackdeck.operations.lookup;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.InvalidActionParameterException.Reason;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.ServerActionChoiceService;
import org.stackdeck.operations.availability.ImageUseAuthorizer;

/**
 * Loads the resources that users can select for actions on a server. Returns only resources that the server's project
 * can use, even if Stackdeck's credential can see more.
 */
@Component
public class DefaultServerActionChoiceService implements ServerActionChoiceService {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;
    private final ImageUseAuthorizer imageUseAuthorizer;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;

    DefaultServerActionChoiceService(
            Inventory inventory,
            AccessDecisionService accessDecisionService,
            ImageUseAuthorizer imageUseAuthorizer,
            Clouds clouds,
            CloudRequestRateLimiter limiter) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
        this.imageUseAuthorizer = imageUseAuthorizer;
        this.clouds = clouds;
        this.limiter = limiter;
    }

    @Override
    public List<SelectableResource> load(Caller caller, ServerKey key, ServerAction action, ActionParameter parameter) {
        Server server = requirePermission(accessDecisionService.subject(caller.userId()), key, action);
        List<SelectableResource> choices = limiter.call(
                caller.userId(),
                CloudRequestRateLimiter.Budget.LISTS,
                () -> SelectableResource.sorted(candidates(caller, server, ActionRequest.of(action), parameter)));
        // The permission may have been revoked before the cloud's response.
        requirePermission(accessDecisionService.loadSubject(caller.userId()), key, action);
        return choices;
    }

    private Server requirePermission(Subject subject, ServerKey key, ServerAction action) {
        Server server =
                inventory.find(key).orElseThrow(() -> new ActionRefusedException(new ActionAvailability.Invisible()));
        ActionAvailability actionAvailability = ActionAvailability.of(
                accessDecisionService.decide(subject, Permission.requiredFor(action), ServerAttributes.of(server)));
        if (!actionAvailability.isAvailable()) {
            throw new ActionRefusedException(actionAvailability);
        }
        return server;
    }

    /**
     * Replaces resource names in the request with IDs, and adds the display names.
     *
     * @throws InvalidActionParameterException if the project has no such resource, or several with this name
     * @throws CloudException if the resources cannot be loaded, or the user has caused too many requests
     */
    public ActionRequest resolve(Caller caller, Server server, ActionRequest actionRequest) {
        ActionRequest resolved = actionRequest;
        for (var actionArgument : actionRequest.arguments().entrySet()) {
            ActionParameter parameter = actionArgument.getKey();
            if (parameter.kind() == ActionParameter.Kind.CHOICE
                    && actionArgument.getValue().name() == null) {
                SelectableResource selectableResource = limiter.callCountingFailures(
                        caller.userId(),
                        () -> find(
                                parameter,
                                actionArgument.getValue().value(),
                                candidates(caller, server, actionRequest, parameter)));
                resolved = resolved.with(
                        parameter, new ActionArgument(selectableResource.id(), selectableResource.name()));
            }
        }
        return resolved;
    }

    private static SelectableResource find(
            ActionParameter parameter, String idOrName, List<? extends SelectableResource> choices) {
        List<? extends SelectableResource> found = SelectableResource.findByIdOrName(choices, idOrName);
        if (found.size() != 1) {
            throw new InvalidActionParameterException(parameter, found.isEmpty() ? Reason.NOT_FOUND : Reason.AMBIGUOUS);
        }
        return found.getFirst();
    }

    private List<? extends SelectableResource> candidates(
            Caller caller, Server server, ActionRequest request, ActionParameter parameter) {
        ServerAction action = request.serverAction();
        SelectableResourceReader resources =
                clouds.requireResources(server.cloud(), server.project().id());
        return switch (parameter) {
            // Flavor names are unique. Nova refuses to resize to the current flavor.
            case FLAVOR ->
                resources.flavors().stream()
                        .filter(flavor -> !flavor.name().equals(server.flavor().name()))
                        .toList();
            case IMAGE -> {
                List<AvailableImage> images = resources.images();
                // The grants may have changed during the request.
                yield imageUseAuthorizer.filter(
                        accessDecisionService.permissions(accessDecisionService.loadSubject(caller.userId())),
                        server,
                        images);
            }
            case NETWORK -> resources.networks();
            case PORT -> resources.ports(server.id());
            case VOLUME ->
                resources.volumes().stream()
                        .filter(
                                action == ServerAction.DETACH_VOLUME
                                        ? volume -> volume.attachedServers().contains(server.id())
                                        : volume -> volume.isAvailable())
                        .toList();
            case SECURITY_GROUP -> {
                Set<String> groups = resources.ports(server.id()).stream()
                        .flatMap(port -> port.securityGroups().stream())
                        .collect(Collectors.toSet());
                Predicate<SecurityGroup> in = group -> groups.contains(group.id());
                yield resources.securityGroups().stream()
                        .filter(action == ServerAction.REMOVE_SECURITY_GROUP ? in : in.negate())
                        .toList();
            }
            case FLOATING_IP -> {
                ServerId owner = request.value(ActionParameter.FROM_SERVER)
                        .map(ServerId::new)
                        .orElse(server.id());
                Set<String> ports =
                        resources.ports(owner).stream().map(Port::id).collect(Collectors.toSet());
                boolean associated = action == ServerAction.DISASSOCIATE_FLOATING_IP || !owner.equals(server.id());
                Predicate<FloatingIp> selectable = associated
                        ? ip -> ip.portId() != null && ports.contains(ip.portId())
                        : ip -> ip.portId() == null;
                yield resources.floatingIps().stream().filter(selectable).toList();
            }
            default -> throw new IllegalArgumentException(parameter + " is not chosen");
        };
    }
}
