package org.stackdeck.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;

/**
 * Quotas of a project in the hours of one day (UTC). Consecutive hours with the same value are stored as one run,
 * because quotas change rarely. For example, {@code cores 18/20*5,-,19/20*3;ram 512*9} means 18 of 20 vCPUs for five
 * hours, an hour without a value, 19 for three hours, and 512 MiB of RAM without a limit for nine hours.
 */
record DailyQuotaSeries(Map<Resource, List<Run>> runs) {

    static final DailyQuotaSeries EMPTY = new DailyQuotaSeries(Map.of());

    private static final String NO_VALUE = "-";
    private static final Map<String, Resource> RESOURCES =
            Arrays.stream(Resource.values()).collect(Collectors.toMap(Resource::code, resource -> resource));

    DailyQuotaSeries {
        runs = Map.copyOf(runs);
    }

    /**
     * Consecutive hours with the same value.
     *
     * @param quota null if the hours have no value
     */
    record Run(@Nullable Quota quota, int hours) {}

    /**
     * Reads the text of {@link #format}. Ignores resources that this version does not support. Returns an empty record
     * if the text is invalid.
     */
    static DailyQuotaSeries parse(String text) {
        try {
            return parseValid(text);
        } catch (IllegalArgumentException e) {
            return EMPTY;
        }
    }

    private static DailyQuotaSeries parseValid(String text) {
        Map<Resource, List<Run>> runs = new EnumMap<>(Resource.class);
        for (String part : text.split(";", -1)) {
            int space = part.indexOf(' ');
            Resource resource = RESOURCES.get(part.substring(0, Math.max(0, space)));
            if (resource != null) {
                runs.put(
                        resource,
                        Arrays.stream(part.substring(space + 1).split(",", -1))
                                .map(run -> parseRun(resource, run))
                                .toList());
            }
        }
        return new DailyQuotaSeries(runs);
    }

    String format() {
        return runs.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().code() + " "
                        + entry.getValue().stream()
                                .map(DailyQuotaSeries::format)
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }

    /**
     * Adds the value of an hour. Hours between the last recorded one and this one have no value. Returns this record if
     * it already covers the hour.
     *
     * @param hour from 0 to 23
     */
    DailyQuotaSeries with(int hour, Quota quota) {
        List<Run> extended = new ArrayList<>(runs.getOrDefault(quota.resource(), List.of()));
        int covered = extended.stream().mapToInt(Run::hours).sum();
        if (covered > hour) {
            return this;
        }
        if (covered < hour) {
            extended.add(new Run(null, hour - covered));
        }
        if (!extended.isEmpty() && quota.equals(extended.getLast().quota())) {
            extended.add(new Run(quota, extended.removeLast().hours() + 1));
        } else {
            extended.add(new Run(quota, 1));
        }
        Map<Resource, List<Run>> all = new EnumMap<>(Resource.class);
        all.putAll(runs);
        all.put(quota.resource(), List.copyOf(extended));
        return new DailyQuotaSeries(all);
    }

    /** @param hour from 0 to 23 */
    Optional<Quota> find(Resource resource, int hour) {
        int end = 0;
        for (Run run : runs.getOrDefault(resource, List.of())) {
            end += run.hours();
            if (hour < end) {
                return Optional.ofNullable(run.quota());
            }
        }
        return Optional.empty();
    }

    /** Returns whether at least one quota has a value for the hour. */
    boolean covers(int hour) {
        return runs.keySet().stream().anyMatch(resource -> find(resource, hour).isPresent());
    }

    private static String format(Run run) {
        Quota quota = run.quota();
        String value = quota == null
                ? NO_VALUE
                : quota.limit() == null ? String.valueOf(quota.used()) : quota.used() + "/" + quota.limit();
        return run.hours() == 1 ? value : value + "*" + run.hours();
    }

    private static Run parseRun(Resource resource, String text) {
        String[] valueAndHours = text.split("\\*", -1);
        int hours = valueAndHours.length == 1 ? 1 : Integer.parseInt(valueAndHours[1]);
        if (valueAndHours[0].equals(NO_VALUE)) {
            return new Run(null, hours);
        }
        String[] usedAndLimit = valueAndHours[0].split("/", -1);
        Long limit = usedAndLimit.length == 1 ? null : Long.valueOf(usedAndLimit[1]);
        return new Run(new Quota(resource, Long.parseLong(usedAndLimit[0]), limit), hours);
    }
}
