package org.stackdeck.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;

class QuotaTrendTests {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void changeIsTheDifferenceToTheUseSevenDaysAgo() {
        QuotaTrend trend = trend(0, day -> 40 + day);

        assertThat(trend.change(cores(52, 100L))).hasValue(12);
        assertThat(trend.change(cores(30, 100L))).hasValue(-10);
    }

    @Test
    void shorterHistoryHasNeitherChangeNorForecast() {
        QuotaTrend trend = trend(1, day -> 40 + day);

        assertThat(trend.change(cores(52, 60L))).isEmpty();
        assertThat(trend.timeUntilFull(cores(52, 60L))).isEmpty();
    }

    @Test
    void linearGrowthIsContinuedToTheLimit() {
        QuotaTrend trend = trend(0, day -> 40 + 2L * day);

        assertThat(trend.timeUntilFull(cores(54, 100L))).hasValue(Duration.ofDays(23));
    }

    @Test
    void forecastBeyondNinetyDaysIsOmitted() {
        QuotaTrend trend = trend(0, day -> 40 + day);

        assertThat(trend.timeUntilFull(cores(47, 137L))).hasValue(Duration.ofDays(90));
        assertThat(trend.timeUntilFull(cores(47, 138L))).isEmpty();
    }

    @Test
    void fullUnlimitedOrNotGrowingQuotaHasNoForecast() {
        QuotaTrend growing = trend(0, day -> 40 + day);
        assertThat(growing.timeUntilFull(cores(47, 47L))).isEmpty();
        assertThat(growing.timeUntilFull(cores(47, null))).isEmpty();
        assertThat(growing.timeUntilFull(cores(40, 50L))).isEmpty();

        assertThat(trend(0, _ -> 40).timeUntilFull(cores(40, 50L))).isEmpty();
        assertThat(trend(0, day -> 40 - day).timeUntilFull(cores(41, 50L))).isEmpty();
    }

    private static QuotaTrend trend(int firstDay, IntToLongFunction used) {
        return new QuotaTrend(
                START,
                IntStream.rangeClosed(firstDay, 7)
                        .mapToObj(day -> new QuotaHistoryEntry(
                                START.plus(Duration.ofDays(day)), cores(used.applyAsLong(day), 100L)))
                        .toList());
    }

    private static Quota cores(long used, @Nullable Long limit) {
        return new Quota(Resource.CORES, used, limit);
    }
}
