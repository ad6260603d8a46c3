package org.stackdeck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusalAggregatorTests {

    private static final Instant START = Instant.parse("2026-11-27T06:00:00Z");

    private final RefusalAggregator refusals = new RefusalAggregator();

    @Test
    void theFirstRefusalsOfAKindAreEntriesAndTheOthersAreCounted() {
        assertThat(admitted(500, "mal", "server.stop")).isEqualTo(RefusalAggregator.INDIVIDUAL);

        AuditEntry summary = refusals.takeAll().getFirst().summary();
        assertThat(summary.actorId()).isEqualTo("mal");
        assertThat(summary.action()).isEqualTo("server.stop");
        assertThat(summary.result()).isEqualTo(AuditEntry.Result.REFUSED);
        assertThat(summary.detail())
                .startsWith("more=495 first=2026-11-27T06:00:05Z last=2026-11-27T06:08:19Z")
                .contains("reasons=[not visible]", "objects=[object-5, object-6, ", "…]")
                .hasSizeLessThan(2000);
    }

    @Test
    void refusalsOfOtherActorsAndActionsAreNotCountedTogether() {
        assertThat(admitted(10, "mal", "server.stop")).isEqualTo(RefusalAggregator.INDIVIDUAL);
        assertThat(admitted(10, "mal", "server.start")).isEqualTo(RefusalAggregator.INDIVIDUAL);
        assertThat(admitted(10, "ann", "server.stop")).isEqualTo(RefusalAggregator.INDIVIDUAL);
        assertThat(admitted(10, null, "session.login")).isEqualTo(RefusalAggregator.INDIVIDUAL);

        assertThat(refusals.takeAll())
                .hasSize(4)
                .allSatisfy(count -> assertThat(count.summary().detail()).startsWith("more=5 "));
    }

    @Test
    void aCountIsDueAMinuteAfterTheFirstRefusalAndCountingStartsAgain() {
        admitted(6, "mal", "server.stop");

        assertThat(refusals.takeEnded(START.plus(RefusalAggregator.WINDOW).minusMillis(1)))
                .isEmpty();
        assertThat(refusals.takeEnded(START.plus(RefusalAggregator.WINDOW))).hasSize(1);
        assertThat(refusals.takeAll()).isEmpty();
        assertThat(admitted(6, "mal", "server.stop")).isEqualTo(RefusalAggregator.INDIVIDUAL);
    }

    @Test
    void aCountThatCouldNotBeWrittenIsAddedToTheNextOne() {
        admitted(7, "mal", "server.stop");
        RefusalCount unwritten = refusals.takeAll().getFirst();
        admitted(8, "mal", "server.stop");
        refusals.putBack(unwritten);

        assertThat(refusals.takeAll())
                .hasSize(1)
                .allSatisfy(count -> assertThat(count.summary().detail())
                        .startsWith("more=5 first=2026-11-27T06:00:05Z last=2026-11-27T06:00:07Z"));
    }

    @Test
    void aFloodOfActorsDoesNotFillMemoryAndEachRefusalIsCounted() {
        int actors = 3 * RefusalAggregator.MAX_KINDS;
        int admitted = 0;
        for (int number = 0; number < actors; number++) {
            admitted += admitted(6, "actor-" + number, "server.stop");
        }

        long counted = 0;
        var counts = refusals.takeAll();
        for (RefusalCount count : counts) {
            String detail = String.valueOf(count.summary().detail());
            counted += Long.parseLong(detail.substring("more=".length(), detail.indexOf(' ')));
        }
        assertThat(counts).hasSizeLessThanOrEqualTo(RefusalAggregator.MAX_KINDS + 1);
        assertThat(admitted + counted).isEqualTo(6L * actors);
    }

    @Test
    void aRefusalOfTheSameObjectEachTimeNamesItAsTheObject() {
        for (int number = 0; number < 10; number++) {
            refusals.admit(refusal("mal", "server.stop", "one"), START);
        }

        assertThat(refusals.takeAll().getFirst().summary().objectId()).isEqualTo("one");
    }

    private int admitted(int refused, @Nullable String actor, String action) {
        int admitted = 0;
        for (int number = 0; number < refused; number++) {
            if (refusals.admit(refusal(actor, action, "object-" + number), START.plusSeconds(number))) {
                admitted++;
            }
        }
        return admitted;
    }

    private static AuditEntry refusal(@Nullable String actor, String action, String object) {
        return new AuditEntry(
                actor,
                actor == null ? object : actor,
                "10.0.0.1",
                "REST",
                action,
                "server",
                object,
                null,
                AuditEntry.Result.REFUSED,
                "not visible");
    }
}
