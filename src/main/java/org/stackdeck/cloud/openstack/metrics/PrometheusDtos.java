package org.stackdeck.cloud.openstack.metrics;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Responses of Prometheus's HTTP API ({@code /api/v1}). */
final class PrometheusDtos {

    private PrometheusDtos() {}

    /** Response of {@code /series}: the labels of each series. */
    record SeriesResponse(@Nullable List<Map<String, String>> data) {}

    /** Response of {@code /query_range}. */
    record RangeResponse(@Nullable RangeData data) {}

    record RangeData(@Nullable List<RangeSeries> result) {}

    /** @param values pairs of the time in seconds and the value as text */
    record RangeSeries(
            @Nullable Map<String, String> metric, @Nullable List<List<Object>> values) {}
}
