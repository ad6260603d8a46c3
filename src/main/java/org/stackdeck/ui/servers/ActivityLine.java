package org.stackdeck.ui.servers;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Activity;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Timeline;
import org.stackdeck.ui.ViewModel;
import org.stackdeck.ui.component.Phrase;
import org.stackdeck.ui.operations.OperationWords;
import org.stackdeck.ui.operations.Remaining;

/**
 * One entry of a server's timeline.
 *
 * @param id unique within the server
 * @param what key of the action's text: below {@code servers.action.}, or below {@code servers.activity.nova.} for an
 *     action made outside Stackdeck; the second key may not exist
 * @param outside whether the action was made outside Stackdeck
 * @param took null while unknown
 * @param why localized reason; null if there is none
 * @param said message of the cloud; untrusted text
 * @param remaining null if unknown or if the operation is not running
 * @param again label key of the rerun action; null if there is none
 */
@ViewModel
record ActivityLine(
        String id,
        String what,
        boolean outside,
        Phrase who,
        Instant at,
        Operation.State state,
        @Nullable Duration took,
        @Nullable Phrase why,
        @Nullable String said,
        @Nullable String requestId,
        @Nullable Remaining remaining,
        @Nullable String again) {

    /**
     * The viewer and the functions that depend on them.
     *
     * @param remaining returns the remaining time of an operation
     * @param again returns the label key of the rerun action
     */
    record Reader(
            UserId viewer,
            Function<Operation, Optional<Remaining>> remaining,
            Function<Operation, Optional<String>> again) {}

    static ActivityLine of(Activity activity, Timeline timeline, Server server, Reader reader) {
        return switch (activity) {
            case Activity.Asked(Operation operation) -> asked(operation, reader);
            case Activity.Outside outside ->
                outside(
                        outside,
                        server.inTransition()
                                && activity.equals(timeline.activities().getFirst()));
        };
    }

    private static ActivityLine asked(Operation operation, Reader reader) {
        Operation.Failure error = operation.error();
        return new ActivityLine(
                operation.id().toString(),
                operation.action().word(),
                false,
                operation.by().equals(reader.viewer())
                        ? Phrase.of("operation.you")
                        : new Phrase.Verbatim(operation.byName().value()),
                operation.acceptedAt(),
                operation.state(),
                Optional.ofNullable(operation.finishedAt())
                        .map(end -> Duration.between(operation.acceptedAt(), end))
                        .orElse(null),
                error == null ? null : OperationWords.reason(error),
                error == null ? null : error.message(),
                operation.requestId(),
                reader.remaining().apply(operation).orElse(null),
                reader.again().apply(operation).orElse(null));
    }

    /** Nova's action list reports failures, but neither success nor an end time. */
    private static ActivityLine outside(Activity.Outside outside, boolean underWay) {
        InstanceAction action = outside.action();
        Operation.State state = action.message() != null
                ? Operation.State.FAILED
                : underWay ? Operation.State.RUNNING : Operation.State.SUCCEEDED;
        return new ActivityLine(
                action.requestId(),
                action.action(),
                true,
                who(outside),
                action.start(),
                state,
                null,
                null,
                action.message(),
                action.requestId(),
                null,
                null);
    }

    private static Phrase who(Activity.Outside outside) {
        if (outside.ownAccount()) {
            return Phrase.of("servers.activity.by.account");
        }
        String user = outside.action().userId();
        return user.isBlank() ? Phrase.of("servers.activity.by.nobody") : Phrase.of("servers.activity.by.user", user);
    }
}
