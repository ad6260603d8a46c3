package org.stackdeck.ui.servers.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineEntry;
import org.stackdeck.ui.ViewLogic;

/**
 * Periods in which a server was on or off, derived from the actions on it. Covers the last seven days, or less if the
 * server is younger or the timeline is truncated. The times are those at which the actions were requested or, outside
 * Stackdeck, started.
 *
 * @param periods oldest first, without gaps
 */
@ViewLogic
public record ServerStatePeriods(List<Period> periods) {

    private static final Duration LENGTH = Duration.ofDays(7);

    public ServerStatePeriods {
        periods = List.copyOf(periods);
    }

    public enum State {
        ON,
        /** Includes paused, suspended and shelved servers. */
        OFF,
        ERROR,
        /** The actions do not determine the state, for example because the guest shut itself down. */
        UNKNOWN
    }

    public record Period(Instant from, Instant until, State state) {

        Duration length() {
            return Duration.between(from, until);
        }
    }

    /**
     * An action that determines the state.
     *
     * @param before state before the action; null if unknown
     * @param after state after the action; null if unknown
     */
    private record Change(
            Instant at, @Nullable State before, @Nullable State after) {}

    /**
     * Derives the periods from a timeline that was loaded without a problem. The last period ends at the beginning of
     * the current minute, so that the periods remain equal for a minute. It ends now if the newest action or the
     * creation of the server is later than that.
     */
    static ServerStatePeriods of(ServerTimeline timeline, Server server, Instant now) {
        return until(end(timeline, server, now), timeline, server);
    }

    private static ServerStatePeriods until(Instant end, ServerTimeline timeline, Server server) {
        State current = current(server);
        List<Change> changes = changes(timeline, current);
        List<Period> periods = new ArrayList<>();
        Instant from = start(timeline, server, end);
        State left = null;
        for (Change change : changes) {
            if (change.at().isAfter(from) && change.at().isBefore(end)) {
                add(periods, from, change.at(), between(left, change.before()));
                from = change.at();
            }
            left = change.after();
        }
        add(periods, from, end, between(left, current));
        return new ServerStatePeriods(periods);
    }

    /** Returns the share of the time in which the server was known to be on, from 0 to 1. */
    double shareOn() {
        double all =
                periods.stream().mapToLong(period -> period.length().toMillis()).sum();
        return all == 0
                ? 0
                : periods.stream()
                                .filter(period -> period.state() == State.ON)
                                .mapToLong(period -> period.length().toMillis())
                                .sum()
                        / all;
    }

    private static Instant end(ServerTimeline timeline, Server server, Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        Instant newest = timeline.entries().isEmpty()
                ? server.created()
                : latest(server.created(), timeline.entries().getFirst().startedAt());
        return newest.isBefore(minute) ? minute : now;
    }

    private static Instant start(ServerTimeline timeline, Server server, Instant end) {
        Instant start = latest(end.minus(LENGTH), server.created());
        boolean truncated = timeline.entries().size() >= ServerTimeline.MAX_ENTRIES;
        return truncated ? latest(start, timeline.entries().getLast().startedAt()) : start;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Returns the changes, oldest first. */
    private static List<Change> changes(ServerTimeline timeline, State current) {
        List<Change> newestFirst = new ArrayList<>();
        for (ServerTimelineEntry entry : timeline.entries()) {
            switch (outcome(entry)) {
                case SUCCEEDED ->
                    novaAction(entry)
                            .flatMap(action -> change(action, entry.startedAt()))
                            .ifPresent(newestFirst::add);
                // An error lasts until the next action that succeeds.
                case FAILED -> {
                    if (newestFirst.isEmpty() && current == State.ERROR) {
                        newestFirst.add(new Change(entry.startedAt(), null, State.ERROR));
                    }
                }
                case WITHOUT_EFFECT -> {}
            }
        }
        return newestFirst.reversed();
    }

    private enum Outcome {
        SUCCEEDED,
        FAILED,
        /** The operation has not ended, or was cancelled. */
        WITHOUT_EFFECT
    }

    private static Outcome outcome(ServerTimelineEntry entry) {
        return switch (entry) {
            case ServerTimelineEntry.SubmittedOperation(Operation operation) ->
                switch (operation.state()) {
                    case SUCCEEDED -> Outcome.SUCCEEDED;
                    case FAILED -> Outcome.FAILED;
                    case WAITING, RUNNING, CANCELLED -> Outcome.WITHOUT_EFFECT;
                };
            case ServerTimelineEntry.ExternalAction external ->
                external.action().failed() ? Outcome.FAILED : Outcome.SUCCEEDED;
        };
    }

    private static Optional<String> novaAction(ServerTimelineEntry entry) {
        return switch (entry) {
            case ServerTimelineEntry.SubmittedOperation(Operation operation) ->
                operation.serverAction().instanceAction();
            case ServerTimelineEntry.ExternalAction external ->
                Optional.of(external.action().action());
        };
    }

    /** @param action name in Nova's {@code os-instance-actions} */
    private static Optional<Change> change(String action, Instant at) {
        return switch (action) {
            case "create" -> Optional.of(new Change(at, null, State.ON));
            case "start", "unpause", "resume", "unshelve" -> Optional.of(new Change(at, State.OFF, State.ON));
            case "stop", "pause", "suspend" -> Optional.of(new Change(at, State.ON, State.OFF));
            case "shelve" -> Optional.of(new Change(at, null, State.OFF));
            default -> Optional.empty();
        };
    }

    private static State current(Server server) {
        return switch (ServerStateGroup.of(server.status())) {
            case RUNNING, ATTENTION -> State.ON;
            case OFF, PAUSED, SUSPENDED, SHELVED -> State.OFF;
            case ERROR -> State.ERROR;
            case MOVING, UNKNOWN -> State.UNKNOWN;
        };
    }

    /** Returns the state between two changes; unknown if the changes contradict each other or determine no state. */
    private static State between(@Nullable State left, @Nullable State right) {
        if (left == null || right == null) {
            State known = left == null ? right : left;
            return known == null ? State.UNKNOWN : known;
        }
        return left == right ? left : State.UNKNOWN;
    }

    private static void add(List<Period> periods, Instant from, Instant until, State state) {
        if (!from.isBefore(until)) {
            return;
        }
        if (!periods.isEmpty() && periods.getLast().state() == state) {
            periods.add(new Period(periods.removeLast().from(), until, state));
        } else {
            periods.add(new Period(from, until, state));
        }
    }
}
