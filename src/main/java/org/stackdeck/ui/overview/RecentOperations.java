package org.stackdeck.ui.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewLogic;

/** Selects the newest operations of the last 24 hours and groups them by hour. */
@ViewLogic
final class RecentOperations {

    private static final Duration AGE = Duration.ofHours(24);
    private static final int MAX_OPERATIONS = 20;

    private RecentOperations() {}

    /**
     * Returns the newest operations of the last 24 hours, at most {@value #MAX_OPERATIONS}. The keys are the starts of
     * the hours, newest first.
     *
     * @param operations newest first
     * @param zone time zone that determines the start of an hour
     */
    static Map<Instant, List<Operation>> byHour(List<Operation> operations, Instant now, ZoneId zone) {
        return operations.stream()
                .filter(operation -> operation.acceptedAt().isAfter(now.minus(AGE)))
                .limit(MAX_OPERATIONS)
                .collect(Collectors.groupingBy(
                        operation -> operation
                                .acceptedAt()
                                .atZone(zone)
                                .truncatedTo(ChronoUnit.HOURS)
                                .toInstant(),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    static String targetName(Operation operation) {
        return operation.targetName().isBlank() ? operation.target().idText() : operation.targetName();
    }
}
