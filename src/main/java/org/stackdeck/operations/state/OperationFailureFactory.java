package org.stackdeck.operations.state;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Fault;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.Operation.Failure;

/** Reasons why operations fail or are cancelled. The translations use their codes. */
public final class OperationFailureFactory {

    public static final String QUOTA = "quota";

    public static final Failure REVOKED = new Failure("revoked", null);
    /** The user lost the permission after the resource was created and before all its parts were created. */
    public static final Failure REVOKED_DURING_CREATION = new Failure("revoked-during-creation", null);

    public static final Failure CANCELLED_BY_USER = new Failure("withdrawn", null);
    public static final Failure TOO_LATE = new Failure("too-late", null);
    public static final Failure SECRET_UNREADABLE = new Failure("secret-unreadable", null);
    public static final Failure GONE = new Failure("gone", null);
    /** The new image no longer exists: Cinder deletes an image to which it cannot copy the volume. */
    public static final Failure NOT_COPIED = new Failure("not-copied", null);

    /**
     * The floating IP cannot be moved from its current server. Contains no details, because users may see only the
     * target.
     */
    public static final Failure SOURCE_UNAVAILABLE = new Failure("source-unavailable", null);
    /** The image or volume of a server no longer exists, or the project can no longer use it. */
    public static final Failure BOOT_SOURCE_UNAVAILABLE = new Failure("boot-source-unavailable", null);
    /** The network was not deleted, because one of its subnets is protected from deletion. */
    public static final Failure SUBNET_PROTECTED = new Failure("subnet-protected", null);
    /** The volume has snapshots that the user is not permitted to delete or transfer. */
    public static final Failure SNAPSHOTS_NOT_PERMITTED = new Failure("snapshots-not-permitted", null);
    /**
     * The action failed without an explanation: the service reports no error message, or the resource shows neither the
     * effect nor an error.
     */
    public static final Failure UNEXPLAINED = new Failure("failed-unexplained", null);

    /** Code of a failure that only its message describes. */
    private static final String FAILED = "failed";

    private static final String NO_HOST = "no-host";

    private static final String TIMEOUT = "timeout";

    public static final Failure NOT_LOCKED = new Failure("not-locked", null);
    /** No event of the instance action failed, but the event that proves its success is missing. */
    public static final Failure INCOMPLETE = new Failure("broken-off", null);

    public static final Failure NOT_REACHED = new Failure("not-reached", null);

    /**
     * Stackdeck has deleted a transfer whose key was lost, for instance because Stackdeck was restarted before it
     * accepted the transfer.
     */
    public static final Failure TRANSFER_UNDONE = new Failure("transfer-undone", null);

    /** The volume awaits a transfer that is not known to belong to this operation, or that could not be deleted. */
    public static final Failure TRANSFER_NOT_ACCEPTED = new Failure("transfer-not-accepted", null);

    /** The response to a creation was lost, and the created resource was not found. */
    public static final Failure CREATION_UNCONFIRMED = new Failure("creation-unconfirmed", null);

    private static final Set<String> UNKNOWN_OUTCOMES =
            Set.of(NOT_REACHED.code(), CREATION_UNCONFIRMED.code(), INCOMPLETE.code(), TIMEOUT);

    private OperationFailureFactory() {}

    /** Returns whether Stackdeck could not determine the effect of an operation that failed with the code. */
    public static boolean isOutcomeUnknown(String code) {
        return UNKNOWN_OUTCOMES.contains(code);
    }

    /** @param message reason why a part of the created resource is missing; null if it is unknown */
    public static Failure incompleteCreation(@Nullable String message) {
        return new Failure(Failure.CREATED_INCOMPLETE, message);
    }

    public static Failure obstructed(ChangeObstacle obstacle) {
        return new Failure(obstacle.code(), null);
    }

    public static Failure deletionProtected(DeletionProtection deletionProtection) {
        return new Failure("protected", deletionProtection.reason());
    }

    public static Failure locked(Server server) {
        return new Failure("locked", server.lockedReason());
    }

    /** @param message why Glance could not download the data of an image */
    public static Failure notImported(String message) {
        return new Failure("not-imported", message);
    }

    /**
     * Creates the failure of an action that left the resource in an unsuccessful status. The message is the reason in
     * the resource, or the status.
     */
    public static Failure inStatus(CloudResource resource) {
        String reason = resource.text(CloudResource.FAIL_REASON).orElse(resource.status());
        return new Failure(findKnownCode(reason).orElse(FAILED), reason);
    }

    public static Failure wrongState(CloudResource resource) {
        return new Failure("state", resource.status());
    }

    public static Failure wrongState(Server server) {
        return new Failure("state", describeState(server));
    }

    /**
     * Parts of messages of the services, in lower case, with the code of the failure (nova.exception,
     * neutron_lib.exceptions, cinder.exception, neutron.services.revisions). The first match applies.
     */
    private static final List<MessagePattern> KNOWN_MESSAGES = List.of(
            new MessagePattern("quota exceeded", QUOTA),
            new MessagePattern("exceeds allowed", QUOTA),
            new MessagePattern("exceeded for quota", QUOTA),
            new MessagePattern("no valid host", NO_HOST),
            new MessagePattern("disk is too small", "image-too-big"),
            new MessagePattern("memory is too small", "image-too-big"),
            new MessagePattern("is smaller than the minimum size", "image-too-big"),
            new MessagePattern("no more ip addresses", "no-address"),
            new MessagePattern("no more ips", "no-address"),
            new MessagePattern("failed to allocate the network", "no-network"),
            new MessagePattern("block device mapping is invalid", "no-volume"),
            new MessagePattern("failed to get volume", "no-volume"),
            new MessagePattern("but current revision is", "address-changed"),
            new MessagePattern("number of backups allowed", QUOTA),
            new MessagePattern("service cinder-backup could not be found", ChangeObstacle.NO_BACKUP_SERVICE.code()),
            new MessagePattern("service not found for creating backup", ChangeObstacle.NO_BACKUP_SERVICE.code()),
            new MessagePattern("incremental backups exist for this backup", ChangeObstacle.DEPENDENT_BACKUPS.code()),
            new MessagePattern("no backups available to do an incremental backup", "no-full-backup"));

    private record MessagePattern(String text, String code) {}

    private static Optional<String> findKnownCode(@Nullable String message) {
        String words = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return KNOWN_MESSAGES.stream()
                .filter(messagePattern -> words.contains(messagePattern.text()))
                .map(MessagePattern::code)
                .findFirst();
    }

    public static Failure fromCloudError(CloudException refusal) {
        if (refusal instanceof ChangeObstacleException stopped) {
            return obstructed(stopped.obstacle());
        }
        return new Failure(
                refusal.hadNoEffect() ? findKnownCode(refusal.getMessage()).orElse(codeFor(refusal)) : codeFor(refusal),
                refusal.getMessage());
    }

    private static String codeFor(CloudException refusal) {
        return switch (refusal.category()) {
            case UNREACHABLE -> "unreachable";
            case TIMEOUT -> "no-answer";
            case UNAUTHENTICATED -> "unauthenticated";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "gone";
            case CONFLICT -> "conflict";
            case REFUSED -> "refused";
            case THROTTLED -> "throttled";
            case UNAVAILABLE -> "unavailable";
            case FAILED, UNINTELLIGIBLE -> "cloud-error";
        };
    }

    /**
     * Creates the failure from the events of the action. By default, Nova shows the details of events only to
     * administrators. For other credentials, the failure is {@link #UNEXPLAINED}, and the cloud's operators can find
     * the reason by the request ID.
     */
    public static Failure fromInstanceAction(InstanceAction action) {
        return action.events().stream()
                .map(InstanceAction.Event::detail)
                .filter(detail -> detail != null && !detail.isBlank())
                .findFirst()
                .map(OperationFailureFactory::lastLine)
                .map(line -> new Failure(findKnownCode(line).orElse(FAILED), line))
                .orElse(UNEXPLAINED);
    }

    /**
     * Returns whether the message can come from an event and contain names of compute hosts. The fault of a server that
     * could not be created has the same codes, but Nova shows this fault to all members of the project.
     */
    public static boolean mayNameHosts(Failure failure) {
        return failure.code().equals(FAILED) || failure.code().equals(NO_HOST);
    }

    /** Creates the failure from Nova's fault for a server that could not be created. */
    public static Failure fromFault(Server server) {
        Fault fault = server.fault();
        return fault == null || fault.message().isBlank()
                ? UNEXPLAINED
                : new Failure(
                        findKnownCode(fault.message()).orElse(FAILED),
                        fault.message().strip());
    }

    public static Failure timedOut(String lastSeen) {
        return new Failure(TIMEOUT, lastSeen);
    }

    public static String describeState(Server server) {
        return server.taskState() == null ? server.status().name() : server.status() + " / " + server.taskState();
    }

    /** Returns the last line of a traceback, which contains the message. */
    private static String lastLine(String detail) {
        return detail.strip().lines().reduce("", (before, line) -> line).strip();
    }
}
