package org.stackdeck.audit.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;

class RefusalAggregatorTests {

    private static final Instant START = Instant.parse("2026-11-27T06:00:00Z");

    private final RefusalAggregator refusals = new RefusalAggregator();

    @Test
    void newObjectsBecomeEntriesUpToTheLimitAndOthersAreListed() {
        int refused = 1_000;
        int admitted = 0;
        for (int number = 0; number < refused; number++) {
            admitted += refusals.admit(refusal("mal", "server.stop", "object-" + number), START) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(RefusalCounter.INDIVIDUAL + RefusalBudget.MAX_ENTRIES);

        List<AuditEntry> summary = refusals.takeAll().getFirst().summary();
        assertThat(summary).hasSizeBetween(2, 10).allSatisfy(entry -> {
            assertThat(entry.actorId()).isEqualTo("mal");
            assertThat(entry.actor()).isEqualTo("mal");
            assertThat(entry.source()).isEqualTo("10.0.0.1");
            assertThat(entry.action()).isEqualTo("server.stop");
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED);
            assertThat(entry.detailText()).hasSizeLessThan(2000).endsWith("]}");
        });
        assertThat(summary.getFirst().detailText())
                .startsWith(
                        "{\"more\":\"795\",\"part\":\"1/" + summary.size() + "\",\"first\":\"2026-11-27T06:00:00Z\"")
                .contains("\"reasons\":[{\"reason\":\"not-visible\"}]");
        assertThat(summary.getLast().detailText())
                .startsWith("{\"part\":\"" + summary.size() + "/" + summary.size() + "\"");
        String all = details(summary);
        for (int number = admitted; number < refused; number++) {
            assertThat(all).containsPattern("\\bobject-" + number + "\\b");
        }
    }

    @Test
    void newReasonOrSourceBecomesASeparateEntry() {
        for (int number = 0; number < 500; number++) {
            refusals.admit(refusal("mal", "server.stop", "one"), START);
        }

        assertThat(refusals.admit(refusal("mal", "server.stop", "one"), START)).isFalse();
        assertThat(refusals.admit(refusal("mal", "10.0.0.1", "server.stop", "one", "locked"), START))
                .isTrue();
        assertThat(refusals.admit(refusal("mal", "10.0.0.2", "server.stop", "one", "locked"), START))
                .isTrue();
        assertThat(refusals.admit(refusal("mal", "10.0.0.2", "server.stop", "one", "locked"), START))
                .isFalse();
    }

    @Test
    void longObjectIsShortenedInASummary() {
        fillBudget("mal");
        refusals.admit(refusal("mal", "server.stop", "x".repeat(200)), START);

        assertThat(details(refusals.takeAll().getFirst().summary()))
                .contains("\"objects\":[\"" + "x".repeat(39) + "…\"]");
    }

    @Test
    void listedTextsOfOneUserAreBounded() {
        for (int number = 0; number < 30_000; number++) {
            refusals.admit(refusal("mal", "server.stop", "object-" + number), START);
        }

        List<AuditEntry> summary = refusals.takeAll().getFirst().summary();
        assertThat(summary).hasSizeLessThan(120);
        assertThat(summary.getLast().detailText()).endsWith(",\"…\"]}");
    }

    @Test
    void refusalsOfOtherActorsAndActionsAreNotCountedTogether() {
        assertThat(repeated(10, "mal", "server.stop")).isEqualTo(RefusalCounter.INDIVIDUAL);
        assertThat(repeated(10, "mal", "server.start")).isEqualTo(RefusalCounter.INDIVIDUAL);
        assertThat(repeated(10, "ann", "server.stop")).isEqualTo(RefusalCounter.INDIVIDUAL);
        assertThat(repeated(10, null, "session.login")).isEqualTo(RefusalCounter.INDIVIDUAL);

        assertThat(refusals.takeAll())
                .hasSize(4)
                .allSatisfy(counter -> assertThat(details(counter.summary())).startsWith("{\"more\":\"5\","));
    }

    @Test
    void countIsDueOneMinuteAfterTheFirstRefusal() {
        repeated(6, "mal", "server.stop");

        assertThat(refusals.takeEnded(START.plus(RefusalAggregator.WINDOW).minusMillis(1)))
                .isEmpty();
        assertThat(refusals.takeEnded(START.plus(RefusalAggregator.WINDOW))).hasSize(1);
        assertThat(refusals.takeAll()).isEmpty();
        assertThat(repeated(6, "mal", "server.stop")).isEqualTo(RefusalCounter.INDIVIDUAL);
    }

    @Test
    void countThatCouldNotBeWrittenIsAddedToTheNextOne() {
        repeated(7, "mal", "server.stop");
        RefusalCounter unwritten = refusals.takeAll().getFirst();
        repeated(8, "mal", "server.stop");
        refusals.putBack(unwritten);

        assertThat(refusals.takeAll())
                .hasSize(1)
                .allSatisfy(
                        counter -> assertThat(details(counter.summary()))
                                .startsWith(
                                        "{\"more\":\"5\",\"first\":\"2026-11-27T06:00:05Z\",\"last\":\"2026-11-27T06:00:07Z\""));
    }

    @Test
    void memoryIsBoundedForManyActorsAndEachRefusalIsCounted() {
        int actors = 3 * RefusalAggregator.MAX_KINDS;
        int admitted = 0;
        for (int number = 0; number < actors; number++) {
            admitted += repeated(6, "actor-" + number, "server.stop");
        }

        long counted = 0;
        var counts = refusals.takeAll();
        for (RefusalCounter counter : counts) {
            AuditDetail detail =
                    Objects.requireNonNull(counter.summary().getFirst().detail());
            counted += detail.values().orElseThrow().path("more").asLong();
        }
        assertThat(counts).hasSizeLessThanOrEqualTo(RefusalAggregator.MAX_KINDS + 1);
        assertThat(admitted + counted).isEqualTo(6L * actors);
    }

    @Test
    void summaryOfSeveralUsersListsEachWithTheirNumber() {
        for (int number = 0; number < RefusalAggregator.MAX_KINDS; number++) {
            repeated(1, "actor-" + number, "server.stop");
        }
        repeated(10, "bob", "server.stop");
        repeated(9, "eva", "server.stop");

        assertThat(refusals.takeAll()).singleElement().satisfies(counter -> {
            AuditEntry summary = counter.summary().getFirst();
            assertThat(summary.actorId()).isNull();
            assertThat(summary.actor()).isEqualTo("(several)");
            // The first refusal of each user is a separate entry. The summary counts only the others.
            assertThat(summary.detailText())
                    .startsWith("{\"more\":\"13\",")
                    .contains("\"actors\":[\"bob ×5\",\"eva ×8\"]");
        });
    }

    @Test
    void requestsWithoutASessionDoNotMergeSignedInUsers() {
        for (int number = 0; number < 2 * RefusalAggregator.MAX_KINDS; number++) {
            refusals.admit(
                    refusal(null, "2001:db8:0:" + Integer.toHexString(number) + "::1", "session.login", "x", "no"),
                    START);
        }
        repeated(10, "bob", "server.stop");

        assertThat(refusals.takeAll())
                .flatExtracting(RefusalCounter::summary)
                .extracting(AuditEntry::actorId)
                .contains("bob");
    }

    @Test
    void addressesOfOneIpv6NetworkAreCountedTogether() {
        for (int number = 0; number < 1_000; number++) {
            refusals.admit(
                    refusal(null, "2001:db8::" + Integer.toHexString(number), "session.login", "x", "no"), START);
        }

        assertThat(refusals.takeAll())
                .singleElement()
                .satisfies(counter ->
                        assertThat(counter.summary().getFirst().source()).isEqualTo("(several)"));
    }

    @Test
    void summaryNamesTheObjectIfItIsAlwaysTheSame() {
        for (int number = 0; number < 10; number++) {
            refusals.admit(refusal("mal", "server.stop", "one"), START);
        }

        assertThat(refusals.takeAll().getFirst().summary().getFirst().objectId())
                .isEqualTo("one");
    }

    private void fillBudget(String actor) {
        for (int number = 0; number < RefusalCounter.INDIVIDUAL + RefusalBudget.MAX_ENTRIES; number++) {
            refusals.admit(refusal(actor, "server.stop", "object-" + number), START);
        }
    }

    private static String details(List<AuditEntry> entries) {
        return entries.stream().map(entry -> String.valueOf(entry.detailText())).collect(Collectors.joining(" "));
    }

    /** Adds refusals for the same object, and returns how many of them became separate entries. */
    private int repeated(int refused, @Nullable String actor, String action) {
        int admitted = 0;
        for (int number = 0; number < refused; number++) {
            if (refusals.admit(refusal(actor, action, "object"), START.plusSeconds(number))) {
                admitted++;
            }
        }
        return admitted;
    }

    private static AuditEntry refusal(@Nullable String actor, String action, String object) {
        return refusal(actor, "10.0.0.1", action, object, "not-visible");
    }

    private static AuditEntry refusal(
            @Nullable String actor, String source, String action, String object, String reason) {
        return new AuditEntry(
                actor,
                actor == null ? object : actor,
                source,
                "REST",
                action,
                "server",
                object,
                null,
                AuditEntry.Result.REFUSED,
                AuditDetail.ofReason(reason));
    }
}
