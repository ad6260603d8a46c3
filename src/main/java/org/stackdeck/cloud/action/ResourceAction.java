package org.stackdeck.cloud.action;

import static org.stackdeck.cloud.action.ActionParameter.SIZE;
import static org.stackdeck.cloud.resource.ResourceKind.*;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * An action on a resource besides servers, with the required permission and the statuses in which the service accepts
 * it.
 */
public enum ResourceAction implements CloudAction {
    /** A deactivated image cannot be used for new servers. */
    DEACTIVATE_IMAGE(IMAGE, "deactivate", "image:update", Set.of("active")),
    REACTIVATE_IMAGE(IMAGE, "reactivate", "image:update", Set.of("deactivated")),
    /** A protected image cannot be deleted. */
    PROTECT_IMAGE(IMAGE, "protect", "image:update", Set.of()),
    UNPROTECT_IMAGE(IMAGE, "unprotect", "image:update", Set.of()),
    DELETE_IMAGE(IMAGE, "delete", "image:delete", Set.of()),
    /** The statuses are those that Cinder accepts (cinder.volume.api, {@code delete}). */
    DELETE_VOLUME(
            VOLUME,
            "delete",
            "volume:delete",
            Set.of("available", "error", "error_restoring", "error_extending", "error_managing")),
    /** The statuses are those that Cinder accepts since microversion 3.42. */
    EXTEND_VOLUME(VOLUME, "extend", "volume:update", Set.of("available", "in-use"), SIZE),
    DELETE_VOLUME_SNAPSHOT(VOLUME_SNAPSHOT, "delete", "volume:delete", Set.of("available", "error")),
    DELETE_FLOATING_IP(FLOATING_IP, "delete", "floating-ip:delete", Set.of()),
    DELETE_SERVER_GROUP(SERVER_GROUP, "delete", "server-group:delete", Set.of());

    private final ResourceKind kind;
    private final String code;
    private final String permission;
    private final Set<String> allowedIn;
    private final Set<ActionParameter> required;

    /** @param allowedIn empty for all statuses */
    ResourceAction(
            ResourceKind kind, String code, String permission, Set<String> allowedIn, ActionParameter... required) {
        this.kind = kind;
        this.code = code;
        this.permission = permission;
        this.allowedIn = allowedIn;
        this.required = Set.of(required);
    }

    public ResourceKind kind() {
        return kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String permission() {
        return permission;
    }

    @Override
    public Set<ActionParameter> required() {
        return required;
    }

    @Override
    public Set<ActionParameter> parameters() {
        return required;
    }

    @Override
    public boolean isDestructive() {
        return isDeletion();
    }

    public boolean isDeletion() {
        return code.equals("delete");
    }

    /** Cinder erases deleted volumes, depending on its configuration, and deletes the data of snapshots. */
    @Override
    public boolean movesDisk() {
        return kind == VOLUME || kind == VOLUME_SNAPSHOT;
    }

    /** Returns the status that a resource has after the action has failed; empty if there is none. */
    public Optional<String> failedStatus() {
        return switch (kind) {
            case VOLUME, VOLUME_SNAPSHOT -> Optional.of(isDeletion() ? "error_deleting" : "error_extending");
            default -> Optional.empty();
        };
    }

    /** Returns whether the service accepts the action in this status of the resource. */
    public boolean isAllowedIn(String status) {
        return allowedIn.isEmpty() || allowedIn.contains(status);
    }

    /** Returns whether the action is of use for the resource, which has not had its effect yet. */
    public boolean isRelevantFor(CloudResource resource) {
        return switch (this) {
            case DEACTIVATE_IMAGE, REACTIVATE_IMAGE -> isAllowedIn(resource.status());
            case PROTECT_IMAGE -> !resource.isProtected();
            case UNPROTECT_IMAGE -> resource.isProtected();
            default -> true;
        };
    }

    /** Returns whether the action has had its effect on the existing resource. */
    public boolean isApplied(CloudResource resource, ActionRequest actionRequest) {
        return switch (this) {
            case EXTEND_VOLUME ->
                !resource.isInTransition()
                        && resource.number("size")
                                .filter(size -> size >= Long.parseLong(actionRequest.requiredValue(SIZE)))
                                .isPresent();
            case DEACTIVATE_IMAGE -> resource.status().equals("deactivated");
            case REACTIVATE_IMAGE -> resource.status().equals("active");
            case PROTECT_IMAGE -> resource.isProtected();
            case UNPROTECT_IMAGE -> !resource.isProtected();
            case DELETE_IMAGE, DELETE_VOLUME, DELETE_VOLUME_SNAPSHOT, DELETE_FLOATING_IP, DELETE_SERVER_GROUP -> false;
        };
    }

    public static Stream<ResourceAction> of(ResourceKind kind) {
        return Arrays.stream(values()).filter(action -> action.kind == kind);
    }

    public static Optional<ResourceAction> fromCode(ResourceKind kind, String code) {
        return of(kind).filter(action -> action.code.equals(code)).findFirst();
    }
}
