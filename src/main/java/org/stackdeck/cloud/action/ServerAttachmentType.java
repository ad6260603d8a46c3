package org.stackdeck.cloud.action;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;

/** A kind of resource that actions on a server attach to the server and detach from it. */
public enum ServerAttachmentType {
    VOLUME(
            ResourceKind.VOLUME,
            ActionParameter.VOLUME,
            "attach",
            ServerAction.ATTACH_VOLUME,
            "detach",
            ServerAction.DETACH_VOLUME),
    FLOATING_IP(
            ResourceKind.FLOATING_IP,
            ActionParameter.FLOATING_IP,
            "associate",
            ServerAction.ASSOCIATE_FLOATING_IP,
            "disassociate",
            ServerAction.DISASSOCIATE_FLOATING_IP);

    private final ResourceKind kind;
    private final ActionParameter parameter;
    private final String attachCode;
    private final ServerAction attach;
    private final String detachCode;
    private final ServerAction detach;

    ServerAttachmentType(
            ResourceKind kind,
            ActionParameter parameter,
            String attachCode,
            ServerAction attach,
            String detachCode,
            ServerAction detach) {
        this.kind = kind;
        this.parameter = parameter;
        this.attachCode = attachCode;
        this.attach = attach;
        this.detachCode = detachCode;
        this.detach = detach;
    }

    /** Returns the parameter of the actions that identifies the resource. */
    public ActionParameter parameter() {
        return parameter;
    }

    public ServerAction attach() {
        return attach;
    }

    public ServerAction detach() {
        return detach;
    }

    /** Returns the server action with this code in REST requests for resources of the kind; empty for other codes. */
    public Optional<ServerAction> actionFromCode(String code) {
        return code.equals(attachCode)
                ? Optional.of(attach)
                : code.equals(detachCode) ? Optional.of(detach) : Optional.empty();
    }

    /** Returns the codes of both actions in REST requests for resources of the kind. */
    public Stream<String> codes() {
        return Stream.of(attachCode, detachCode);
    }

    /** Returns whether the resource can be attached to a server. */
    public boolean isAttachable(CloudResource resource) {
        return switch (this) {
            case VOLUME -> resource.status().equals("available");
            case FLOATING_IP -> resource.text("port").isEmpty();
        };
    }

    /** Returns whether an attached resource can move to another server in one step. */
    public boolean isMovable() {
        return attach.parameters().contains(ActionParameter.FROM_SERVER);
    }

    /**
     * Returns whether the resource is attached to the server. In clouds that do not name the server of a floating IP,
     * the result can be wrong, because several networks of a project can have the same addresses; the cloud makes the
     * final check.
     */
    public boolean isAttached(CloudResource resource, Server server) {
        String id = server.id().value();
        return switch (this) {
            case VOLUME -> resource.texts("servers").contains(id);
            case FLOATING_IP -> resource.text("server").map(id::equals).orElseGet(() -> hasFixedIp(server, resource));
        };
    }

    /** Nova reports the floating IPs of a server with a delay. The fixed addresses of a server do not change. */
    private static boolean hasFixedIp(Server server, CloudResource floatingIp) {
        return floatingIp
                .text("fixedIp")
                .filter(fixed -> server.addresses().stream()
                        .filter(address -> !address.floating())
                        .map(ServerAddress::ip)
                        .anyMatch(fixed::equals))
                .isPresent();
    }

    public static Optional<ServerAttachmentType> of(ResourceKind kind) {
        return Arrays.stream(values())
                .filter(attachment -> attachment.kind == kind)
                .findFirst();
    }
}
