package org.stackdeck.api.resources;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.action.ServerAttachmentType;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;

/**
 * Request body of an action on a resource. Each action has its own fields.
 *
 * @param action name of a {@link ResourceAction} on the kind, or of an action of its {@link ServerAttachmentType}
 * @param size new size of a volume in GiB
 * @param direction ingress (default) or egress
 * @param ethertype IPv4 or IPv6; by default that of the source
 * @param protocol name or number; all protocols if it is null
 * @param port a single port
 * @param ports a port or a range such as {@code 8000-8080}; all ports if it is null
 * @param source addresses in CIDR notation, or a security group by ID or unique name; all addresses if it is null
 * @param rule a security group rule, as the group lists it
 * @param network external network to which a router connects
 * @param subnet subnet to which a router has an interface
 * @param description new description; an empty text removes the description
 * @param minDisk minimum root disk of servers of an image in GiB
 * @param minRam minimum RAM of servers of an image in MiB
 * @param gateway gateway address of a subnet; {@code none} for none
 * @param dhcp whether a subnet has a DHCP server
 * @param dns addresses of DNS servers; an empty list for none
 * @param pools ranges of addresses that a subnet assigns, such as {@code 10.0.0.10-10.0.0.99}
 * @param hostRoutes routes that a subnet announces, such as {@code 10.2.0.0/16 via 10.0.0.5}
 * @param routes static routes of a router, in the same form
 * @param fixedIps addresses of a port that no server uses; an empty list for none
 * @param securityGroups security groups of a port that no server uses, by ID or unique name; an empty list for none
 * @param allowedAddressPairs additional source IP addresses that a port is allowed to use, each with a MAC address if
 *     it is not that of the port
 * @param portSecurityEnabled whether Neutron filters the traffic of a port
 * @param type new type of a volume, by ID or unique name
 * @param migrationPolicy whether a volume may move to another storage host: never (default) or on-demand
 * @param visibility which projects can use an image: private, shared, community or public
 * @param tags tags of an image or of a resource of Neutron
 * @param server ID of the server to which a volume or floating IP is attached, or from which it is detached
 * @param fromServer ID of the server from which a floating IP moves to {@code server}
 * @param snapshot latest snapshot of a volume, by ID or unique name
 * @param backup backup that replaces the data of a volume, by ID or unique name
 * @param key key of the metadata of a volume or snapshot, or of a property of an image
 * @param value value of the key; may be empty
 * @param adminStateUp whether a network or router forwards traffic
 * @param url HTTP or HTTPS URL from which the cloud downloads the data of an image, without credentials and query
 *     string
 * @param project project with which an image is shared, by ID, or by a unique name among those that the caller may see
 * @param cascade whether the snapshots of a volume are deleted with it
 * @param targetProject project to which a volume is transferred, by ID or unique name
 */
record ResourceActionRequest(
        @Nullable String action,
        @Nullable Integer size,
        @Nullable String direction,
        @Nullable String ethertype,
        @Nullable String protocol,
        @Nullable Integer port,
        @Nullable String ports,
        @Nullable String source,
        @Nullable String rule,
        @Nullable String network,
        @Nullable String subnet,
        @Nullable String name,
        @Nullable String description,
        @Nullable Integer minDisk,
        @Nullable Integer minRam,
        @Nullable String gateway,
        @Nullable Boolean dhcp,
        @Nullable List<@Nullable String> dns,
        @Nullable List<@Nullable String> pools,
        @Nullable List<@Nullable String> hostRoutes,
        @Nullable List<@Nullable String> routes,
        @Nullable List<@Nullable String> fixedIps,
        @Nullable List<@Nullable String> securityGroups,
        @Nullable List<@Nullable String> allowedAddressPairs,
        @Nullable Boolean portSecurityEnabled,
        @Nullable String type,
        @Nullable String migrationPolicy,
        @Nullable String visibility,
        @Nullable List<@Nullable String> tags,
        @Nullable String snapshot,
        @Nullable String backup,
        @Nullable String key,
        @Nullable String value,
        @Nullable Boolean adminStateUp,
        @Nullable String url,
        @Nullable String project,
        @Nullable Boolean cascade,
        @Nullable String targetProject,
        @Nullable String server,
        @Nullable String fromServer) {

    /** Omits the URL, which contains credentials if the request is invalid. */
    @Override
    public String toString() {
        return "ResourceActionRequest[" + action + "]";
    }

    ActionRequest toActionRequest(ResourceKind kind) {
        if (port != null && ports != null) {
            throw ProblemException.invalidField("ports", "one-of", "port");
        }
        ResourceAction resourceAction = parseAction(kind);
        if (server != null || fromServer != null) {
            throw ProblemException.invalidField(
                    server == null ? "fromServer" : "server",
                    "not-for-action",
                    resourceAction.code(),
                    codes(resourceAction.parameters()));
        }
        ActionRequest actionRequest = ActionRequest.of(resourceAction, arguments());
        if (resourceAction.isUpdate()
                && resourceAction.required().isEmpty()
                && actionRequest.arguments().isEmpty()) {
            throw ProblemException.invalidField("action", "nothing-to-change", codes(resourceAction.parameters()));
        }
        return actionRequest;
    }

    /**
     * Returns the request for the server if the action attaches or detaches the resource; otherwise returns empty.
     *
     * @param resource ID of the resource that is attached or detached
     * @throws ProblemException if the request has a field that does not apply to the action
     */
    Optional<ActionRequest> toServerAction(ServerAttachmentType attachment, String resource) {
        return Optional.ofNullable(action).flatMap(attachment::actionFromCode).map(serverAction -> {
            arguments().keySet().stream().findFirst().ifPresent(parameter -> {
                throw ProblemException.invalidField(
                        parameter.code(), "not-for-action", String.valueOf(action), "server");
            });
            ActionRequest request = ActionRequest.of(serverAction).with(attachment.parameter(), resource);
            return fromServer == null ? request : request.with(ActionParameter.FROM_SERVER, fromServer);
        });
    }

    private static String codes(Set<ActionParameter> parameters) {
        return parameters.isEmpty()
                ? "-"
                : parameters.stream().map(ActionParameter::code).collect(Collectors.joining(", "));
    }

    private Map<ActionParameter, String> arguments() {
        Map<ActionParameter, String> arguments = RequestFieldValidator.toArguments(this);
        arguments.remove(ActionParameter.FROM_SERVER);
        if (arguments.remove(ActionParameter.PORT) != null) {
            arguments.put(ActionParameter.PORTS, String.valueOf(port));
        }
        if (source != null && !SecurityRule.isAddress(source)) {
            arguments.remove(ActionParameter.SOURCE);
            arguments.put(ActionParameter.SOURCE_GROUP, source);
        }
        return arguments;
    }

    private ResourceAction parseAction(ResourceKind kind) {
        return ResourceActionLookup.fromCode(kind, RequestFieldValidator.require(action, "action"))
                .orElseThrow(() -> ProblemException.invalidField(
                        "action",
                        "unknown-action",
                        Stream.concat(
                                        ResourceActionLookup.of(kind).map(ResourceAction::code),
                                        ServerAttachmentType.of(kind).stream().flatMap(ServerAttachmentType::codes))
                                .collect(Collectors.joining(", "))));
    }
}
