package org.stackdeck.operations;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.FloatingIp;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Port;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.cloud.SecurityGroup;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.UnsuitableOrderException;
import org.stackdeck.cloud.UnsuitableOrderException.Why;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/** Offers only resources of the server's project, even if Stackdeck's credential can see more. */
@Component
class CloudChoices implements Choices {

    private final Inventory inventory;
    private final Access access;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;

    CloudChoices(Inventory inventory, Access access, Clouds clouds, CloudRequestRateLimiter limiter) {
        this.inventory = inventory;
        this.access = access;
        this.clouds = clouds;
        this.limiter = limiter;
    }

    @Override
    public List<Choice> of(Caller caller, ServerKey key, ServerAction action, ActionParameter parameter) {
        Server server = inventory.find(key).orElseThrow(() -> new ActionRefusedException(new Answer.Invisible()));
        Answer answer = AvailabilityRules.granted(
                access.decide(access.subject(caller.userId()), Permission.of(action), ServerFacts.of(server)));
        if (!answer.available()) {
            throw new ActionRefusedException(answer);
        }
        return limiter.call(
                caller.userId(),
                CloudRequestRateLimiter.Budget.LISTS,
                () -> Choice.inOrder(fit(server, action, parameter)));
    }

    /**
     * Replaces names in the request by ids, and adds the display names.
     *
     * @throws UnsuitableOrderException when the project has no such resource, or several with this name
     */
    Order resolved(Caller caller, Server server, Order order) {
        Order resolved = order;
        for (var argument : order.arguments().entrySet()) {
            ActionParameter parameter = argument.getKey();
            if (parameter.kind() == ActionParameter.Kind.CHOICE
                    && argument.getValue().name() == null) {
                Choice choice = limiter.lookUp(
                        caller.userId(),
                        () -> find(parameter, argument.getValue().value(), fit(server, order.action(), parameter)));
                resolved = resolved.with(parameter, new Argument(choice.id(), choice.name()));
            }
        }
        return resolved;
    }

    private static Choice find(ActionParameter parameter, String wanted, List<? extends Choice> choices) {
        for (Choice choice : choices) {
            if (choice.id().equals(wanted)) {
                return choice;
            }
        }
        List<? extends Choice> named =
                choices.stream().filter(choice -> choice.name().equals(wanted)).toList();
        if (named.size() != 1) {
            throw new UnsuitableOrderException(parameter, named.isEmpty() ? Why.NOT_FOUND : Why.AMBIGUOUS);
        }
        return named.getFirst();
    }

    private List<? extends Choice> fit(Server server, ServerAction action, ActionParameter parameter) {
        ProjectResources resources = clouds.resources(
                        server.cloud(), server.project().id())
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.UNAVAILABLE, "The cloud of this server is not available"));
        return switch (parameter) {
            // Flavor names are unique. Nova refuses to resize to the current flavor.
            case FLAVOR ->
                resources.flavors().stream()
                        .filter(flavor -> !flavor.name().equals(server.flavor().name()))
                        .toList();
            case IMAGE -> resources.images();
            case NETWORK -> resources.networks();
            case PORT -> resources.ports(server.id());
            case VOLUME ->
                resources.volumes().stream()
                        .filter(
                                action == ServerAction.DETACH_VOLUME
                                        ? volume -> volume.attachedTo().contains(server.id())
                                        : volume -> volume.available())
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
                Set<String> ports =
                        resources.ports(server.id()).stream().map(Port::id).collect(Collectors.toSet());
                Predicate<FloatingIp> wanted = action == ServerAction.DISASSOCIATE_FLOATING_IP
                        ? ip -> ip.portId() != null && ports.contains(ip.portId())
                        : ip -> ip.portId() == null;
                yield resources.floatingIps().stream().filter(wanted).toList();
            }
            case NAME, DESCRIPTION, REASON, TAG, KEY, VALUE, HOST, PASSWORD, STATE ->
                throw new IllegalArgumentException(parameter + " is not chosen");
        };
    }
}
