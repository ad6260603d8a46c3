package org.stackdeck.ui.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.history.ServerChange;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.operations.OperationGridModel;

/**
 * Operations and changes outside Stackdeck of the last 24 hours, newest first.
 *
 * @param cut whether older operations of the last 24 hours are missing; older changes are then left out, too
 */
@ViewLogic
record RecentActivity(List<Event> events, boolean cut) {

    private static final Duration AGE = Duration.ofHours(24);

    /** An operation, or a change of a server outside Stackdeck. */
    sealed interface Event {

        Instant at();
    }

    record OperationEvent(Operation operation) implements Event {

        @Override
        public Instant at() {
            return operation.acceptedAt();
        }
    }

    record ChangeEvent(ServerChange change) implements Event {

        @Override
        public Instant at() {
            return change.at();
        }
    }

    /**
     * Selects the events of the last 24 hours.
     *
     * @param operations newest first, at most {@link OperationGridModel#LIMIT}
     */
    static RecentActivity of(List<Operation> operations, List<ServerChange> changes, Instant now) {
        Instant dayAgo = now.minus(AGE);
        boolean cut = operations.size() >= OperationGridModel.LIMIT
                && operations.getLast().acceptedAt().isAfter(dayAgo);
        Instant since = cut ? operations.getLast().acceptedAt() : dayAgo;
        Stream<Event> events = Stream.concat(
                operations.stream().map(OperationEvent::new), changes.stream().map(ChangeEvent::new));
        return new RecentActivity(
                events.filter(event -> event.at().isAfter(since))
                        .sorted(Comparator.comparing(Event::at).reversed())
                        .toList(),
                cut);
    }

    /**
     * Returns the newest events. The keys are the starts of the hours, newest first.
     *
     * @param zone time zone that determines the start of an hour
     */
    Map<Instant, List<Event>> byHour(int limit, ZoneId zone) {
        return events.stream()
                .limit(limit)
                .collect(Collectors.groupingBy(
                        event -> event.at()
                                .atZone(zone)
                                .truncatedTo(ChronoUnit.HOURS)
                                .toInstant(),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }
}
