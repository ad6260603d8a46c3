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
 * @param id tells it from all others of the server
 * @param what the action's text is below {@code servers.action.} or, for what was done past the console, below
 *     {@code servers.activity.nova.}, if it has one
 * @param outside whether it was done past the console
 * @param took null while it is not known
 * @param why in plain words; null where there is nothing to explain
 * @param said by the cloud; untrusted text
 * @param remaining how long it should still take; null where that is not known, or it does not run
 * @param again the key of the way to have it done once more; null where there is none now
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
     * Who reads it.
     *
     * @param remaining how long an operation should still take
     * @param again the key of the way to have an operation done once more
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

    /** Nova's list tells of a failure, but neither of success nor when it was. */
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
