package org.stackdeck.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;

class HourlyQuotaSeriesTests {

    private static final int HOURS = 24;

    @Test
    void equalValuesOfConsecutiveHoursAreStoredOnce() {
        HourlyQuotaSeries day = HourlyQuotaSeries.EMPTY;
        for (int hour = 0; hour < 9; hour++) {
            day = day.with(hour, quota(Resource.RAM, 512, null));
            if (hour != 5) {
                day = day.with(hour, quota(Resource.CORES, hour < 5 ? 18 : 19, 20L));
            }
        }

        assertThat(day.format()).isEqualTo("cores 18/20*5,-,19/20*3;ram 512*9");
    }

    @Test
    void hoursBeforeTheFirstValueHaveNoValue() {
        HourlyQuotaSeries day = HourlyQuotaSeries.EMPTY.with(7, quota(Resource.CORES, 18, 20L));

        assertThat(day.find(Resource.CORES, 6)).isEmpty();
        assertThat(day.find(Resource.CORES, 7)).hasValue(quota(Resource.CORES, 18, 20L));
        assertThat(day.find(Resource.CORES, 8)).isEmpty();
        assertThat(day.find(Resource.RAM, 7)).isEmpty();
        assertThat(day.covers(7)).isTrue();
        assertThat(day.covers(6)).isFalse();
    }

    @Test
    void hourIsRecordedOnce() {
        HourlyQuotaSeries day = HourlyQuotaSeries.EMPTY.with(3, quota(Resource.CORES, 18, 20L));

        assertThat(day.with(3, quota(Resource.CORES, 1, 20L))).isEqualTo(day);
        assertThat(day.with(2, quota(Resource.CORES, 1, 20L))).isEqualTo(day);
    }

    @Test
    void storedTextIsReadBack() {
        HourlyQuotaSeries day = HourlyQuotaSeries.EMPTY
                .with(2, quota(Resource.BACKUP_GIGABYTES, Long.MAX_VALUE, 0L))
                .with(3, quota(Resource.BACKUP_GIGABYTES, 5, null))
                .with(0, quota(Resource.FLOATING_IPS, 5, 5L));

        assertThat(HourlyQuotaSeries.parse(day.format())).isEqualTo(day);
        assertThat(HourlyQuotaSeries.parse("")).isEqualTo(HourlyQuotaSeries.EMPTY);
    }

    @Test
    void unknownResourceIsIgnored() {
        assertThat(HourlyQuotaSeries.parse("pets 3/5*2;cores 1/2").find(Resource.CORES, 0))
                .hasValue(quota(Resource.CORES, 1, 2L));
    }

    @Test
    void invalidTextIsEmpty() {
        assertThat(HourlyQuotaSeries.parse("cores 1/x")).isEqualTo(HourlyQuotaSeries.EMPTY);
        assertThat(HourlyQuotaSeries.parse("cores 1/2*")).isEqualTo(HourlyQuotaSeries.EMPTY);
        assertThat(HourlyQuotaSeries.parse("cores")).isEqualTo(HourlyQuotaSeries.EMPTY);
    }

    /** docs/benchmarks.md contains this figure. */
    @Test
    void dayOfTenProjectsTakesAFewKilobytes() {
        Random random = new Random(7);
        int characters = 0;
        for (int project = 0; project < 10; project++) {
            HourlyQuotaSeries day = HourlyQuotaSeries.EMPTY;
            long servers = 20;
            for (int hour = 0; hour < HOURS; hour++) {
                // Every fourth hour, a server with its volume is created or deleted.
                servers += hour % 4 == 0 ? random.nextInt(3) - 1 : 0;
                for (Resource resource : Resource.values()) {
                    day = resource.hasHistory()
                            ? day.with(hour, quota(resource, usedBy(resource, servers), 51_200L))
                            : day;
                }
            }
            characters += day.format().length();
        }

        assertThat(characters).isBetween(2_000, 5_000);
        System.out.println("quota history of ten projects: " + characters + " characters a day");
    }

    private static long usedBy(Resource resource, long servers) {
        return switch (resource) {
            case INSTANCES, VOLUMES, PORTS -> servers;
            case CORES -> servers * 2;
            case RAM -> servers * 4096;
            case GIGABYTES -> servers * 20;
            default -> 5;
        };
    }

    private static Quota quota(Resource resource, long used, @Nullable Long limit) {
        return new Quota(resource, used, limit);
    }
}
