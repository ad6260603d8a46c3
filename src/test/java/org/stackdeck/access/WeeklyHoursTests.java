package org.stackdeck.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.json.GrantTermsJsonMapper;

class WeeklyHoursTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void spansFollowDaylightSavingTime() {
        WeeklyHours sundays = hours(Set.of(DayOfWeek.SUNDAY), "01:00", "04:00");

        // On 29 March 2026, the clocks change from 2:00 to 3:00, so the span lasts two hours.
        assertThat(sundays.contains(at("2026-03-28T23:59:59Z"))).isFalse();
        assertThat(sundays.contains(at("2026-03-29T00:00:00Z"))).isTrue();
        assertThat(sundays.contains(at("2026-03-29T01:59:59Z"))).isTrue();
        assertThat(sundays.contains(at("2026-03-29T02:00:00Z"))).isFalse();
        assertThat(sundays.nextStart(at("2026-03-29T00:00:00Z"))).contains(at("2026-04-04T23:00:00Z"));
    }

    @Test
    void spanMayEndOnTheNextDay() {
        WeeklyHours nights = hours(Set.of(DayOfWeek.FRIDAY), "22:00", "06:00");

        assertThat(nights.contains(at("2026-03-06T20:59:59Z"))).isFalse();
        assertThat(nights.contains(at("2026-03-06T21:00:00Z"))).isTrue();
        assertThat(nights.contains(at("2026-03-07T04:59:59Z"))).isTrue();
        assertThat(nights.contains(at("2026-03-07T05:00:00Z"))).isFalse();
        assertThat(nights.contains(at("2026-03-07T22:00:00Z"))).isFalse();
        assertThat(nights.nextChange(at("2026-03-06T22:00:00Z"))).contains(at("2026-03-07T05:00:00Z"));
    }

    @Test
    void spanMayCoverTheWholeDay() {
        WeeklyHours weekend = hours(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), "00:00", "00:00");

        assertThat(weekend.contains(at("2026-03-06T22:59:59Z"))).isFalse();
        assertThat(weekend.contains(at("2026-03-06T23:00:00Z"))).isTrue();
        assertThat(weekend.contains(at("2026-03-08T22:59:59Z"))).isTrue();
        assertThat(weekend.contains(at("2026-03-08T23:00:00Z"))).isFalse();
    }

    @Test
    void spanWithoutLengthIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> hours(Set.of(DayOfWeek.MONDAY), "08:00", "08:00"));
        assertThatIllegalArgumentException().isThrownBy(() -> hours(Set.of(), "08:00", "09:00"));
    }

    @Test
    void hoursAreConvertedToAndFromJson() {
        WeeklyHours office = hours(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY), "08:00", "00:00");

        assertThat(GrantTermsJsonMapper.write(office))
                .isEqualTo("{\"zone\":\"Europe/Berlin\",\"weekly\":[{\"days\":[\"monday\",\"tuesday\"],"
                        + "\"from\":\"08:00\",\"until\":\"24:00\"}]}");
        assertThat(GrantTermsJsonMapper.hours(GrantTermsJsonMapper.write(office)))
                .isEqualTo(office);
    }

    private static WeeklyHours hours(Set<DayOfWeek> days, String from, String until) {
        return new WeeklyHours(
                BERLIN, List.of(new WeeklyHours.WeeklySpan(days, LocalTime.parse(from), LocalTime.parse(until))));
    }

    private static Instant at(String moment) {
        return Instant.parse(moment);
    }
}
