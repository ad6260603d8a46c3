package org.stackdeck.history;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;

/**
 * Quotas of a project in the hours of one day (UTC), by the code of the resource. For example, {@code cores
 * 18/20*5;ram 512*9} means 18 of 20 vCPUs for five hours, and 512 MiB of RAM without a limit for nine hours.
 */
record HourlyQuotaSeries(HourlySeries series) {

    static final HourlyQuotaSeries EMPTY = new HourlyQuotaSeries(HourlySeries.EMPTY);

    /**
     * Reads the text of {@link #format}. Ignores resources that this version does not support. Returns an empty record
     * if the text is invalid.
     */
    static HourlyQuotaSeries parse(String text) {
        HourlyQuotaSeries parsed = new HourlyQuotaSeries(HourlySeries.parse(text));
        return parsed.isValid() ? parsed : EMPTY;
    }

    private boolean isValid() {
        try {
            for (Resource resource : Resource.values()) {
                series.runs().getOrDefault(resource.code(), List.of()).stream()
                        .map(HourlySeries.Run::value)
                        .filter(Objects::nonNull)
                        .forEach(value -> parse(resource, value));
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    String format() {
        return series.format();
    }

    /**
     * Adds the value of an hour. Hours between the last recorded one and this one have no value. Returns this record if
     * it already covers the hour.
     *
     * @param hour from 0 to 23
     */
    HourlyQuotaSeries with(int hour, Quota quota) {
        String value = quota.limit() == null ? String.valueOf(quota.used()) : quota.used() + "/" + quota.limit();
        return new HourlyQuotaSeries(series.with(hour, quota.resource().code(), value));
    }

    /** @param hour from 0 to 23 */
    Optional<Quota> find(Resource resource, int hour) {
        return series.find(resource.code(), hour).map(value -> parse(resource, value));
    }

    /** Returns whether at least one quota has a value for the hour. */
    boolean covers(int hour) {
        return series.covers(hour);
    }

    private static Quota parse(Resource resource, String value) {
        String[] usedAndLimit = value.split("/", -1);
        Long limit = usedAndLimit.length == 1 ? null : Long.valueOf(usedAndLimit[1]);
        return new Quota(resource, Long.parseLong(usedAndLimit[0]), limit);
    }
}
