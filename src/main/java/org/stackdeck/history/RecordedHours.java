package org.stackdeck.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The hours in which the numbers of servers of each cloud were recorded, in hours since 1970-01-01T00:00Z. */
final class RecordedHours {

    /** In the rows of earlier versions, which recorded an hour for all clouds or for none. */
    private static final String ALL_CLOUDS = "";

    private final Set<String> clouds = new HashSet<>();
    private final Map<String, Map<Integer, HourlySeries>> byCloud = new HashMap<>();

    /** Adds a cloud to the results of {@link #newest}. */
    void addCloud(String cloud) {
        clouds.add(cloud);
    }

    void add(String cloud, int day, HourlySeries hours) {
        byCloud.computeIfAbsent(cloud, _ -> new HashMap<>()).put(day, hours);
    }

    /**
     * Returns for each of the hours the newest recorded one of the {@code step} hours up to it, by cloud. If there is
     * none of a connected cloud, returns that of the previous hour. Contains no entry for an hour for which no cloud
     * has a recorded one.
     *
     * @param hours ascending; the result has the same order
     */
    Map<Integer, Map<String, Integer>> newest(List<Integer> hours, int step, Set<String> connected) {
        Map<Integer, Map<String, Integer>> result = new LinkedHashMap<>();
        Map<String, Integer> previous = new HashMap<>();
        for (int hour : hours) {
            Map<String, Integer> newest = new HashMap<>();
            for (String cloud : clouds) {
                IntStream.range(0, step)
                        .map(age -> hour - age)
                        .filter(candidate -> isRecorded(cloud, candidate))
                        .findFirst()
                        .ifPresent(recorded -> newest.put(cloud, recorded));
            }
            if (!newest.isEmpty()) {
                previous.forEach(newest::putIfAbsent);
                result.put(hour, newest);
                previous = new HashMap<>(newest);
                previous.keySet().retainAll(connected);
            }
        }
        return result;
    }

    private boolean isRecorded(String cloud, int hour) {
        return isMarked(cloud, hour) || isMarked(ALL_CLOUDS, hour);
    }

    private boolean isMarked(String cloud, int hour) {
        return byCloud.getOrDefault(cloud, Map.of())
                .getOrDefault(hour / HourlySeries.HOURS, HourlySeries.EMPTY)
                .covers(hour % HourlySeries.HOURS);
    }
}
