package org.stackdeck.ui.servers.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineEntry;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.i18n.Message;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.operations.RemainingTime;

/**
 * One entry of a server's timeline.
 *
 * @param id unique within the server
 * @param actionKey last part of the message key: below {@code servers.action.} or, for an action performed outside
 *     Stackdeck, below {@code servers.activity.nova.}, where the key might not exist
 * @param external whether the action was performed outside Stackdeck
 * @param duration null while unknown
 * @param reason null if there is none
 * @param cloudMessage untrusted message of the cloud; null if there is none
 * @param remainingTime null if unknown or if the operation is not running
 * @param rerunLabel message key of the rerun action's label; null if there is none
 */
@ViewLogic
public record TimelineListEntry(
        String id,
        String actionKey,
        boolean external,
        Message actor,
        Instant at,
        Operation.State state,
        @Nullable Duration duration,
        @Nullable Message reason,
        @Nullable String cloudMessage,
        @Nullable String requestId,
        @Nullable RemainingTime remainingTime,
        @Nullable String rerunLabel) {

    /**
     * The viewer and the functions that depend on them.
     *
     * @param remainingTime returns the remaining time of an operation
     * @param rerunLabel returns the message key of the rerun action's label
     */
    public record ViewerContext(
            UserId viewer,
            Function<Operation, Optional<RemainingTime>> remainingTime,
            Function<Operation, Optional<String>> rerunLabel) {}

    public static TimelineListEntry of(
            ServerTimelineEntry serverTimelineEntry,
            ServerTimeline serverTimeline,
            Server server,
            ViewerContext viewerContext) {
        return switch (serverTimelineEntry) {
            case ServerTimelineEntry.SubmittedOperation(Operation operation) -> ofOperation(operation, viewerContext);
            case ServerTimelineEntry.ExternalAction externalAction ->
                external(
                        externalAction,
                        server.inTransition()
                                && serverTimelineEntry.equals(
                                        serverTimeline.entries().getFirst()));
        };
    }

    private static TimelineListEntry ofOperation(Operation operation, ViewerContext viewerContext) {
        Operation.Failure error = operation.failure();
        return new TimelineListEntry(
                operation.id().toString(),
                operation.action().code(),
                false,
                operation.userId().equals(viewerContext.viewer())
                        ? Message.of("operation.you")
                        : new Message.Verbatim(operation.userName().value()),
                operation.acceptedAt(),
                operation.state(),
                Optional.ofNullable(operation.finishedAt())
                        .map(end -> Duration.between(operation.acceptedAt(), end))
                        .orElse(null),
                error == null ? null : OperationLabels.reason(error),
                error == null ? null : error.message(),
                operation.requestId(),
                viewerContext.remainingTime().apply(operation).orElse(null),
                viewerContext.rerunLabel().apply(operation).orElse(null));
    }

    /**
     * Returns the entry of an action performed outside Stackdeck. Nova's action list reports failures, but neither
     * success nor an end time.
     *
     * @param assumeRunning whether the action counts as running unless it has failed
     */
    private static TimelineListEntry external(
            ServerTimelineEntry.ExternalAction externalAction, boolean assumeRunning) {
        InstanceAction action = externalAction.action();
        Operation.State state = action.failed()
                ? Operation.State.FAILED
                : assumeRunning ? Operation.State.RUNNING : Operation.State.SUCCEEDED;
        return new TimelineListEntry(
                action.requestId(),
                action.action(),
                true,
                actor(externalAction),
                action.start(),
                state,
                null,
                null,
                action.message(),
                action.requestId(),
                null,
                null);
    }

    private static Message actor(ServerTimelineEntry.ExternalAction externalAction) {
        if (externalAction.byStackdeckAccount()) {
            return Message.of("servers.activity.by.account");
        }
        String user = externalAction.action().userId();
        return user.isBlank() ? Message.of("servers.activity.by.nobody") : Message.of("servers.activity.by.user", user);
    }
}
