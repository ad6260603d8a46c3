package org.stackdeck.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.database.DatabaseTest;

@DatabaseTest
@Import({AuditChainRepository.class, AuditSearchService.class})
class AuditSearchServiceTests {

    @Autowired
    AuditSearchService search;

    @Autowired
    AuditChainRepository store;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void writeSome() {
        database.sql("delete from audit_entry").update();
        write(1, "anna", "server.stop", "web-1", AuditEntry.Result.ACCEPTED, "cloud=a");
        write(2, "annabel", "server.start", "WEB_2", AuditEntry.Result.FAILED, "100% sure");
        write(3, "bea", "user.approve", "mia", AuditEntry.Result.SUCCESS, null);
        write(4, "bea", "server.stop", "db", AuditEntry.Result.REFUSED, "cloud=b!");
    }

    @Test
    void pageOutsideTheLimitsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.findPage(AuditEntryFilter.ALL, Long.MAX_VALUE, -1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.findPage(AuditEntryFilter.ALL, Long.MAX_VALUE, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> search.findPage(AuditEntryFilter.ALL, Long.MAX_VALUE, 0, 1001));
    }

    @Test
    void emptyFilterFindsAllNewestFirst() {
        assertThat(found(AuditEntryFilter.ALL)).containsExactly(4L, 3L, 2L, 1L);
        assertThat(search.findPage(AuditEntryFilter.ALL, Long.MAX_VALUE, 1, 2))
                .extracting(NumberedAuditEntry::sequence)
                .containsExactly(3L, 2L);
    }

    @Test
    void findsByPrefixOfActorAndAction() {
        assertThat(found(new AuditEntryFilter("anna", "", "", null, null))).containsExactly(2L, 1L);
        assertThat(found(new AuditEntryFilter("", "server.", "", null, null))).containsExactly(4L, 2L, 1L);
        assertThat(found(new AuditEntryFilter("bea", "server.stop", "", null, null)))
                .containsExactly(4L);
        assertThat(found(new AuditEntryFilter("nn", "", "", null, null))).isEmpty();
    }

    @Test
    void findsByAnyOfSeveralResults() {
        assertThat(found(new AuditEntryFilter("", "", "", null, null, Set.of(AuditEntry.Result.REFUSED))))
                .containsExactly(4L);
        assertThat(found(new AuditEntryFilter(
                        "", "", "", null, null, Set.of(AuditEntry.Result.SUCCESS, AuditEntry.Result.ACCEPTED))))
                .containsExactly(3L, 1L);
    }

    @Test
    void pageContinuesBeforeANumberAndNewerCountsAfterIt() {
        assertThat(search.findPage(AuditEntryFilter.ALL, 3, 0, 10))
                .extracting(NumberedAuditEntry::sequence)
                .containsExactly(2L, 1L);
        assertThat(search.countNewer(AuditEntryFilter.ALL, 1)).isEqualTo(3);
        assertThat(search.countNewer(new AuditEntryFilter("bea", "", "", null, null), 3))
                .isEqualTo(1);
        assertThat(search.countNewer(AuditEntryFilter.ALL, 4)).isZero();
        assertThat(search.oldestSequence()).isEqualTo(1);
        assertThat(search.newestSequence()).isEqualTo(4);
        database.sql("delete from audit_entry").update();
        assertThat(search.oldestSequence()).isZero();
        assertThat(search.newestSequence()).isZero();
        assertThat(search.countNewer(AuditEntryFilter.ALL, 0)).isZero();
    }

    @Test
    void rangeWithAnEndBeforeItsStartIsEmpty() {
        assertThat(found(new AuditEntryFilter("", "", "", at(4), at(2)))).isEmpty();
    }

    @Test
    void findsBetweenTwoTimes() {
        assertThat(found(new AuditEntryFilter("", "", "", at(2), at(4)))).containsExactly(3L, 2L);
    }

    @Test
    void findsTextIgnoringCase() {
        assertThat(found(text("web"))).containsExactly(2L, 1L);
        assertThat(found(text("ANNABEL"))).containsExactly(2L);
        assertThat(found(text("cloud=b"))).containsExactly(4L);

        write(5, "bea", "server.stop", "Größe Ж", AuditEntry.Result.SUCCESS, "comment=ÜBER");
        assertThat(found(text("GRÖSSE"))).isEmpty();
        assertThat(found(text("gRÖß"))).containsExactly(5L);
        assertThat(found(text("ж"))).containsExactly(5L);
        assertThat(found(text("über"))).containsExactly(5L);
    }

    @Test
    void findsValuesWithCharactersThatJsonEscapes() {
        write(
                5,
                "bea",
                "user.rename",
                "bea",
                AuditEntry.Result.SUCCESS,
                AuditDetail.of("name", "Bea \"the\\B\"").text());
        write(6, "bea", "user.rename", "bea", AuditEntry.Result.SUCCESS, "name=Bea \"the\\B\"");

        assertThat(found(text("bea \"the\\b\""))).containsExactly(6L, 5L);
    }

    @Test
    void patternCharactersAreMatchedLiterally() {
        assertThat(found(text("%"))).containsExactly(2L);
        assertThat(found(text("_"))).containsExactly(2L);
        assertThat(found(text("b!"))).containsExactly(4L);
        assertThat(found(text("服务器"))).isEmpty();
        assertThat(found(text("100%\0sure"))).containsExactly(2L);
        assertThat(found(new AuditEntryFilter("", "服", "", null, null))).isEmpty();
        assertThat(found(text("' or 1=1 --"))).isEmpty();
        assertThat(found(text("\"'\\<b>"))).isEmpty();
        assertThat(found(new AuditEntryFilter("%", "", "", null, null))).isEmpty();
    }

    @Test
    void eachReturnsMoreThanOnePage() {
        for (int i = 5; i <= 2500; i++) {
            write(i, "bea", "server.stop", "db", AuditEntry.Result.REFUSED, null);
        }

        List<Long> all = found(AuditEntryFilter.ALL);
        assertThat(all)
                .hasSize(2500)
                .doesNotHaveDuplicates()
                .startsWith(2500L, 2499L)
                .endsWith(2L, 1L);
    }

    private List<Long> found(AuditEntryFilter query) {
        List<Long> found = new ArrayList<>();
        search.forEach(query, () -> {}, written -> found.add(written.sequence()));
        return found;
    }

    private static AuditEntryFilter text(String text) {
        return new AuditEntryFilter("", "", text, null, null);
    }

    private static Instant at(long sequence) {
        return Instant.parse("2026-03-01T12:00:00Z").plusSeconds(sequence);
    }

    private void write(
            long sequence,
            String actor,
            String action,
            String name,
            AuditEntry.Result result,
            @Nullable String detail) {
        store.append(
                new NumberedAuditEntry(
                        sequence,
                        at(sequence),
                        new AuditEntry(
                                null,
                                actor,
                                "192.0.2.7",
                                "UI",
                                action,
                                "thing",
                                "1",
                                name,
                                result,
                                detail == null ? null : new AuditDetail(detail))),
                "",
                "");
    }
}
