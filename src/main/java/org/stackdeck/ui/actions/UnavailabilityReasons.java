package org.stackdeck.ui.actions;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.i18n.Message;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.servers.state.ServerStateMessageKeys;

/** Explains why an action is unavailable. */
@ViewLogic
public final class UnavailabilityReasons {

    private UnavailabilityReasons() {}

    /** Returns the text of the reason, addressed to the viewer; an empty text if the action is available. */
    public static String text(CloudAction action, ActionAvailability actionAvailability, Messages messages) {
        return reason(action, actionAvailability).map(messages::text).orElse("");
    }

    /** Returns the reason, addressed to the viewer; empty if the action is available. */
    public static Optional<Message> reason(CloudAction action, ActionAvailability actionAvailability) {
        return reason(action, actionAvailability, ViewedUser.SELF);
    }

    /**
     * Returns the reason; empty if the action is available. The reason addresses the viewer or, if the viewed user is
     * another user, contains that user's name.
     */
    public static Optional<Message> reason(
            CloudAction action, ActionAvailability actionAvailability, ViewedUser viewedUser) {
        return switch (actionAvailability) {
            case ActionAvailability.Available _ -> Optional.empty();
            case ActionAvailability.Invisible _ -> Optional.of(viewedUser.message("servers.why.invisible"));
            case ActionAvailability.NotGranted not ->
                Optional.of(viewedUser.message(
                        "servers.why.not-granted", not.permission().code()));
            case ActionAvailability.NotYetGranted early ->
                Optional.of(viewedUser.message(
                        "servers.why.not-yet", early.permission().code(), early.validFrom()));
            case ActionAvailability.GrantExpired late ->
                Optional.of(viewedUser.message(
                        "servers.why.ended", late.permission().code(), late.expiredAt()));
            case ActionAvailability.Protected(var deletionProtection) ->
                Optional.of(protectedReason(deletionProtection));
            case ActionAvailability.Locked locked -> Optional.of(lockedReason(locked));
            case ActionAvailability.SelfEscalation escalation ->
                Optional.of(Message.of(
                        "servers.why.would-gain", escalation.permission().code()));
            case ActionAvailability.NotLocked _ -> Optional.of(Message.of("servers.why.not-locked"));
            case ActionAvailability.WrongState wrong -> Optional.of(wrongStateReason(action, wrong));
            case ActionAvailability.WrongResourceStatus(String status) ->
                Optional.of(Message.of("servers.why.wrong-status", status));
            case ActionAvailability.Obstructed(var obstacle) ->
                Optional.of(Message.of("operation.failure." + obstacle.code()));
            case ActionAvailability.SourceUnavailable _ ->
                Optional.of(Message.of("operation.failure.source-unavailable"));
            case ActionAvailability.TooManyWaiting(int limit) ->
                Optional.of(Message.of("servers.why.too-many-waiting", limit));
            case ActionAvailability.Busy busy ->
                Optional.of(Message.of(
                        "servers.why.busy",
                        busy.operation().userName().value(),
                        OperationLabels.action(busy.operation())));
        };
    }

    /**
     * Returns the permission that the user lacks; empty if the action is available or unavailable for another reason.
     */
    public static Optional<Permission> missingPermission(@Nullable ActionAvailability actionAvailability) {
        return switch (actionAvailability) {
            case ActionAvailability.NotGranted(Permission permission) -> Optional.of(permission);
            case ActionAvailability.NotYetGranted(Permission permission, var _) -> Optional.of(permission);
            case ActionAvailability.GrantExpired(Permission permission, var _) -> Optional.of(permission);
            case null -> Optional.empty();
            case ActionAvailability.Available _,
                    ActionAvailability.Invisible _,
                    ActionAvailability.Protected _,
                    ActionAvailability.Locked _,
                    ActionAvailability.NotLocked _,
                    ActionAvailability.SelfEscalation _,
                    ActionAvailability.WrongState _,
                    ActionAvailability.WrongResourceStatus _,
                    ActionAvailability.Obstructed _,
                    ActionAvailability.SourceUnavailable _,
                    ActionAvailability.TooManyWaiting _,
                    ActionAvailability.Busy _ -> Optional.empty();
        };
    }

    private static Message protectedReason(DeletionProtection deletionProtection) {
        String by = deletionProtection.userName().value();
        return deletionProtection.reason() == null
                ? Message.of("servers.why.protected", by)
                : Message.of("servers.why.protected-because", by, deletionProtection.reason());
    }

    private static Message lockedReason(ActionAvailability.Locked locked) {
        return locked.reason() == null || locked.reason().isBlank()
                ? Message.of("servers.why.locked")
                : Message.of("servers.why.locked-because", locked.reason());
    }

    private static Message wrongStateReason(CloudAction action, ActionAvailability.WrongState wrong) {
        if (wrong.task() != null) {
            return Message.of(
                    "servers.why.in-transition",
                    Message.of("servers.state." + ServerStateMessageKeys.key(wrong.task())));
        }
        if (action == ServerAction.START && wrong.status() == ServerStatus.ACTIVE) {
            return Message.of("servers.why.already-running");
        }
        if (action == ServerAction.STOP && wrong.status() == ServerStatus.SHUTOFF) {
            return Message.of("servers.why.already-off");
        }
        return Message.of(
                "servers.why.wrong-state",
                Message.of("servers.state." + ServerStateMessageKeys.key(wrong.status())),
                wrong.status().name().toLowerCase(Locale.ROOT));
    }
}
