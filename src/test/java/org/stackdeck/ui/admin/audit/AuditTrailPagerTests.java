package org.stackdeck.ui.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.NumberedAuditEntry;

class AuditTrailPagerTests {

    private static final int ENTRIES = 300_000;

    private final List<Integer> skipped = new ArrayList<>();

    @Test
    void nextPageContinuesWithoutSkippingRows() {
        AuditTrailPager pager = pages(number -> number % 3 == 0, false);
        List<Long> read = new ArrayList<>();

        for (int offset = 0; offset < 5000; offset += 50) {
            pager.page(offset, 50).forEach(row -> read.add(row.sequence()));
        }

        assertThat(read)
                .containsExactlyElementsOf(LongStream.range(0, 5000)
                        .mapToObj(row -> ENTRIES - 3 * row)
                        .toList());
        assertThat(skipped).containsOnly(0);
    }

    @Test
    void pagesCanOverlapAndGoBack() {
        AuditTrailPager pager = pages(_ -> true, false);
        pager.page(0, 50);
        pager.page(50, 50);

        assertThat(pager.page(70, 2))
                .extracting(NumberedAuditEntry::sequence)
                .containsExactly(ENTRIES - 70L, ENTRIES - 71L);
        assertThat(pager.page(0, 1)).extracting(NumberedAuditEntry::sequence).containsExactly((long) ENTRIES);
    }

    @Test
    void unfilteredTrailIsAccessedBySequenceNumber() {
        AuditTrailPager pager = pages(_ -> true, true);

        assertThat(pager.estimate()).isEqualTo(ENTRIES);
        assertThat(pager.page(200_000, 50).getFirst().sequence()).isEqualTo(100_000);
        assertThat(pager.page(ENTRIES - 10, 50)).hasSize(10);
        assertThat(skipped).containsOnly(0);
    }

    @Test
    void laterEntriesDoNotMoveRows() {
        AuditTrailPager pager = new AuditTrailPager((before, _, limit) -> rows(before - 1, limit), 1, 10, true);

        assertThat(pager.page(0, 3)).extracting(NumberedAuditEntry::sequence).containsExactly(10L, 9L, 8L);
        assertThat(pager.newestNumber()).isEqualTo(10);
    }

    @Test
    void emptyTrailHasNoRows() {
        AuditTrailPager pager = new AuditTrailPager((_, _, _) -> List.of(), 0, 0, true);

        assertThat(pager.page(0, 50)).isEmpty();
        assertThat(pager.estimate()).isEqualTo(1);
    }

    private AuditTrailPager pages(LongPredicate fits, boolean all) {
        return new AuditTrailPager(
                (before, skip, limit) -> {
                    skipped.add(skip);
                    return LongStream.iterate(before - 1, number -> number > 0, number -> number - 1)
                            .filter(fits)
                            .skip(skip)
                            .limit(limit)
                            .mapToObj(AuditTrailPagerTests::row)
                            .toList();
                },
                1,
                ENTRIES,
                all);
    }

    private static List<NumberedAuditEntry> rows(long from, int limit) {
        return LongStream.iterate(from, number -> number > 0, number -> number - 1)
                .limit(limit)
                .mapToObj(AuditTrailPagerTests::row)
                .toList();
    }

    private static NumberedAuditEntry row(long number) {
        return new NumberedAuditEntry(
                number,
                Instant.EPOCH,
                new AuditEntry(null, "a", "b", "UI", "c.d", null, null, null, AuditEntry.Result.SUCCESS, null));
    }
}
