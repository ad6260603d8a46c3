package org.stackdeck.ui.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditEntryFilter;
import org.stackdeck.ui.admin.audit.AuditFilterCriteria.Outcome;
import org.stackdeck.ui.admin.audit.AuditFilterCriteria.Period;

class AuditFilterCriteriaTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-11-25T20:00:00Z");

    @Test
    void urlParametersRestoreTheFilter() {
        for (AuditFilterCriteria criteria : List.of(
                AuditFilterCriteria.NONE,
                new AuditFilterCriteria("mia", "server.stop", "100% <b>\"_'", Outcome.OK, Period.WEEK, null, null),
                days(LocalDate.of(2026, 3, 1), null),
                days(null, LocalDate.of(2026, 3, 2)))) {
            assertThat(AuditFilterCriteria.of(parameters(criteria))).isEqualTo(criteria);
        }
    }

    @Test
    void invalidUrlParametersAreIgnored() {
        assertThat(AuditFilterCriteria.of(Map.of(
                        "result", List.of("perhaps"),
                        "when", List.of("ever"),
                        "from", List.of("2026-02-31"),
                        "until", List.of("+999999999-01-01"))))
                .isEqualTo(AuditFilterCriteria.NONE);
        assertThat(AuditFilterCriteria.of(Map.of("who", List.of()))).isEqualTo(AuditFilterCriteria.NONE);
    }

    @Test
    void emptyFilterMatchesAllEntries() {
        assertThat(AuditFilterCriteria.NONE.query(NOW, SHANGHAI)).isEqualTo(AuditEntryFilter.ALL);
    }

    @Test
    void daysUseTheTimeZoneOfTheUserAndIncludeTheLast() {
        AuditEntryFilter query =
                days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2)).query(NOW, SHANGHAI);

        assertThat(query.from()).isEqualTo("2026-02-28T16:00:00Z");
        assertThat(query.until()).isEqualTo("2026-03-02T16:00:00Z");
        AuditFilterCriteria today = new AuditFilterCriteria("", "", "", null, Period.TODAY, null, null);
        assertThat(today.query(NOW, SHANGHAI).from()).isEqualTo("2026-11-25T16:00:00Z");
        AuditFilterCriteria week = new AuditFilterCriteria("", "", "", null, Period.WEEK, null, null);
        assertThat(week.query(NOW, SHANGHAI).from()).isEqualTo("2026-11-18T20:00:00Z");
    }

    @Test
    void filterForSuccessIncludesAcceptedActions() {
        AuditFilterCriteria ok = new AuditFilterCriteria("", "", "", Outcome.OK, null, null, null);

        assertThat(ok.query(NOW, SHANGHAI).results())
                .isEqualTo(Set.of(AuditEntry.Result.SUCCESS, AuditEntry.Result.ACCEPTED));
    }

    @Test
    void endBeforeStartIsDetected() {
        assertThat(days(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 1)).isReversed())
                .isTrue();
        assertThat(days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1)).isReversed())
                .isFalse();
    }

    @Test
    void daysAreIgnoredWithAPredefinedPeriod() {
        LocalDate day = LocalDate.of(2026, 3, 1);

        assertThat(new AuditFilterCriteria("", "", "", null, Period.TODAY, day, day))
                .isEqualTo(new AuditFilterCriteria("", "", "", null, Period.TODAY, null, null));
    }

    private static AuditFilterCriteria days(@Nullable LocalDate from, @Nullable LocalDate until) {
        return new AuditFilterCriteria("", "", "", null, Period.DAYS, from, until);
    }

    private static Map<String, List<String>> parameters(AuditFilterCriteria criteria) {
        return criteria.parameters().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }
}
