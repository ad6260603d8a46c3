package org.stackdeck.ui.admin;

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
import org.stackdeck.audit.AuditQuery;
import org.stackdeck.ui.admin.AuditFilter.Outcome;
import org.stackdeck.ui.admin.AuditFilter.When;

class AuditFilterTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-11-25T20:00:00Z");

    @Test
    void urlParametersRestoreTheFilter() {
        for (AuditFilter filter : List.of(
                AuditFilter.NONE,
                new AuditFilter("mia", "server.stop", "100% <b>\"_'", Outcome.OK, When.WEEK, null, null),
                days(LocalDate.of(2026, 3, 1), null),
                days(null, LocalDate.of(2026, 3, 2)))) {
            assertThat(AuditFilter.of(parameters(filter))).isEqualTo(filter);
        }
    }

    @Test
    void invalidUrlParametersAreIgnored() {
        assertThat(AuditFilter.of(Map.of(
                        "result", List.of("perhaps"),
                        "when", List.of("ever"),
                        "from", List.of("2026-02-31"),
                        "until", List.of("+999999999-01-01"))))
                .isEqualTo(AuditFilter.NONE);
        assertThat(AuditFilter.of(Map.of("who", List.of()))).isEqualTo(AuditFilter.NONE);
    }

    @Test
    void emptyFilterMatchesAllEntries() {
        assertThat(AuditFilter.NONE.query(NOW, SHANGHAI)).isEqualTo(AuditQuery.ALL);
    }

    @Test
    void daysUseTheTimeZoneOfTheUserAndIncludeTheLast() {
        AuditQuery query =
                days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2)).query(NOW, SHANGHAI);

        assertThat(query.from()).isEqualTo("2026-02-28T16:00:00Z");
        assertThat(query.until()).isEqualTo("2026-03-02T16:00:00Z");
        AuditFilter today = new AuditFilter("", "", "", null, When.TODAY, null, null);
        assertThat(today.query(NOW, SHANGHAI).from()).isEqualTo("2026-11-25T16:00:00Z");
        AuditFilter week = new AuditFilter("", "", "", null, When.WEEK, null, null);
        assertThat(week.query(NOW, SHANGHAI).from()).isEqualTo("2026-11-18T20:00:00Z");
    }

    @Test
    void filterForSuccessIncludesAcceptedActions() {
        AuditFilter ok = new AuditFilter("", "", "", Outcome.OK, null, null, null);

        assertThat(ok.query(NOW, SHANGHAI).results())
                .isEqualTo(Set.of(AuditEntry.Result.SUCCESS, AuditEntry.Result.ACCEPTED));
    }

    @Test
    void endBeforeStartIsDetected() {
        assertThat(days(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 1)).reversed())
                .isTrue();
        assertThat(days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1)).reversed())
                .isFalse();
    }

    @Test
    void daysAreIgnoredWithAPredefinedPeriod() {
        LocalDate day = LocalDate.of(2026, 3, 1);

        assertThat(new AuditFilter("", "", "", null, When.TODAY, day, day))
                .isEqualTo(new AuditFilter("", "", "", null, When.TODAY, null, null));
    }

    private static AuditFilter days(@Nullable LocalDate from, @Nullable LocalDate until) {
        return new AuditFilter("", "", "", null, When.DAYS, from, until);
    }

    private static Map<String, List<String>> parameters(AuditFilter filter) {
        return filter.parameters().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }
}
