package org.stackdeck.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hourly values of one day (UTC) by name. Consecutive hours with the same value are stored as one run, because the
 * values change rarely. For example, {@code cores 18/20*5,-,19/20*3;ram 512*9} means that {@code cores} has the value
 * 18/20 for five hours, no value for an hour, and the value 19/20 for three hours.
 *
 * @param runs the names and values contain none of the characters {@code space , ; *}
 */
record HourlySeries(Map<String, List<Run>> runs) {

    static final int HOURS = 24;

    static final HourlySeries EMPTY = new HourlySeries(Map.of());

    private static final String NO_VALUE = "-";

    HourlySeries {
        runs = Map.copyOf(runs);
    }

    /**
     * Consecutive hours with the same value.
     *
     * @param value null if the hours have no value
     */
    record Run(@Nullable String value, int hours) {}

    /** Reads the text of {@link #format}. Returns an empty record if the text is invalid. */
    static HourlySeries parse(String text) {
        Map<String, List<Run>> runs = new TreeMap<>();
        try {
            for (String part : text.split(";", -1)) {
                int space = part.indexOf(' ');
                if (space > 0) {
                    runs.put(
                            part.substring(0, space),
                            Arrays.stream(part.substring(space + 1).split(",", -1))
                                    .map(HourlySeries::parseRun)
                                    .toList());
                }
            }
        } catch (NumberFormatException e) {
            return EMPTY;
        }
        return new HourlySeries(runs);
    }

    String format() {
        return new TreeMap<>(runs)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " "
                                + entry.getValue().stream()
                                        .map(HourlySeries::format)
                                        .collect(Collectors.joining(",")))
                        .collect(Collectors.joining(";"));
    }

    /**
     * Adds the value of an hour. Hours between the last recorded one and this one have no value. Returns this record if
     * it already covers the hour.
     *
     * @param hour from 0 to 23
     */
    HourlySeries with(int hour, String name, String value) {
        List<Run> extended = new ArrayList<>(runs.getOrDefault(name, List.of()));
        int covered = extended.stream().mapToInt(Run::hours).sum();
        if (covered > hour) {
            return this;
        }
        if (covered < hour) {
            extended.add(new Run(null, hour - covered));
        }
        if (!extended.isEmpty() && value.equals(extended.getLast().value())) {
            extended.add(new Run(value, extended.removeLast().hours() + 1));
        } else {
            extended.add(new Run(value, 1));
        }
        Map<String, List<Run>> all = new TreeMap<>(runs);
        all.put(name, List.copyOf(extended));
        return new HourlySeries(all);
    }

    /** @param hour from 0 to 23 */
    Optional<String> find(String name, int hour) {
        int end = 0;
        for (Run run : runs.getOrDefault(name, List.of())) {
            end += run.hours();
            if (hour < end) {
                return Optional.ofNullable(run.value());
            }
        }
        return Optional.empty();
    }

    /** Returns whether at least one name has a value for the hour. */
    boolean covers(int hour) {
        return runs.keySet().stream().anyMatch(name -> find(name, hour).isPresent());
    }

    private static String format(Run run) {
        String value = run.value() == null ? NO_VALUE : run.value();
        return run.hours() == 1 ? value : value + "*" + run.hours();
    }

    private static Run parseRun(String text) {
        String[] valueAndHours = text.split("\\*", -1);
        int hours = valueAndHours.length == 1 ? 1 : Integer.parseInt(valueAndHours[1]);
        return new Run(valueAndHours[0].equals(NO_VALUE) ? null : valueAndHours[0], hours);
    }
}
