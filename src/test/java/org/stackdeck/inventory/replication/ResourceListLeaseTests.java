package org.stackdeck.inventory.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.replication.ResourceListLease.Publication;
import org.stackdeck.platform.MutableClock;

class ResourceListLeaseTests {

    private static final String ID = "volumes";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T12:00:00Z"));
    private final FakePollingLeaseRepository repository = new FakePollingLeaseRepository(clock);
    private final ResourceListLease first = node("first");
    private final ResourceListLease second = node("second");

    private ResourceListLease node(String name) {
        return new ResourceListLease(ID, ServerBuilder.CLOUD, repository, name, clock, _ -> {});
    }

    /** Publishes the changes of a request that begins now. */
    private void publish(ResourceListLease node, boolean complete, String... changes) {
        assertThat(node.read()).isEmpty();
        assertThat(node.acquire()).isTrue();
        assertThat(node.publish(List.of(changes), complete, clock.instant())).isTrue();
        node.release();
    }

    private Publication read(ResourceListLease node) {
        return node.read().orElseThrow();
    }

    private void expireLease() {
        clock.advance(PollingLeaseRepository.VALIDITY.plusMillis(1));
    }

    @Test
    void onlyOneNodeRequestsTheListAtATime() {
        assertThat(read(first)).isEqualTo(new Publication(true, List.of(), Instant.MIN));
        assertThat(first.acquire()).isTrue();

        assertThat(second.read()).isEmpty();
        assertThat(second.acquire()).isFalse();

        first.release();
        assertThat(read(second).changes()).isEmpty();
        assertThat(second.acquire()).isTrue();
    }

    @Test
    void nodesReadTheChangesSinceTheirLastRead() {
        read(first);
        publish(first, true, "a", "b");
        Instant start = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        assertThat(read(second)).isEqualTo(new Publication(true, List.of("a", "b"), start));

        publish(second, false, "c");
        assertThat(read(first)).isEqualTo(new Publication(false, List.of("c"), clock.instant()));

        publish(first, false);
        assertThat(read(second)).isEqualTo(new Publication(false, List.of(), clock.instant()));
        assertThat(second.read()).isEmpty();
        assertThat(second.publishedChanges()).isEqualTo(3);
    }

    @Test
    void completeListReplacesTheEarlierChanges() {
        read(first);
        publish(first, true, "a");
        read(second);
        publish(second, false, "b");
        read(first);
        publish(first, true, "c");

        assertThat(read(second)).isEqualTo(new Publication(true, List.of("c"), clock.instant()));
        assertThat(second.publishedChanges()).isEqualTo(1);
    }

    @Test
    void nodeThatDoesNotKnowTheLatestChangesDoesNotRequestTheList() {
        read(first);
        publish(first, true, "a");
        assertThat(second.read()).isPresent();
        PollingLease outdated = repository.find(ID).orElseThrow();
        publish(first, true, "b");

        repository.findOnce(outdated);
        assertThat(second.read()).isEmpty();
        assertThat(second.acquire()).isFalse();
        assertThat(read(second).changes()).containsExactly("b");
    }

    @Test
    void nodeThatEndsDuringItsRequestIsReplacedAfterFourSeconds() {
        read(first);
        assertThat(first.acquire()).isTrue();
        clock.advance(PollingLeaseRepository.VALIDITY);
        assertThat(second.read()).isEmpty();
        assertThat(second.acquire()).isFalse();

        clock.advance(Duration.ofMillis(1));
        assertThat(second.read()).isPresent();
        assertThat(second.acquire()).isTrue();
    }

    @Test
    void leaseIsRenewedDuringALongRequest() {
        read(first);
        assertThat(first.acquire()).isTrue();
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMillis(500));
            first.renewIfDue();
        }

        assertThat(second.read()).isEmpty();
        assertThat(second.acquire()).isFalse();
        assertThat(first.publish(List.of("a"), true, clock.instant())).isTrue();
    }

    @Test
    void nodeThatHasLostTheLeasePublishesNothing() {
        read(first);
        assertThat(first.acquire()).isTrue();
        expireLease();
        read(second);
        publishAfterTakeover();

        assertThat(first.publish(List.of("late"), true, clock.instant())).isFalse();
        first.release();

        assertThat(read(first).changes()).containsExactly("a");
    }

    private void publishAfterTakeover() {
        assertThat(second.acquire()).isTrue();
        assertThat(second.publish(List.of("a"), true, clock.instant())).isTrue();
        second.release();
    }

    @Test
    void nodeReadsTheCompleteListAfterItsPublicationHadNoResponse() {
        read(first);
        publish(first, true, "a");
        assertThat(first.read()).isEmpty();
        assertThat(first.acquire()).isTrue();
        repository.loseResponses(true);
        assertThat(first.publish(List.of("b"), false, clock.instant())).isFalse();
        first.release();
        repository.loseResponses(false);
        clock.advance(ResourceListLease.FAILURE_PAUSE);

        assertThat(read(first)).satisfies(publication -> {
            assertThat(publication.restarts()).isTrue();
            assertThat(publication.changes()).containsExactly("a", "b");
        });
    }

    @Test
    void nodesRequestTheListForThemselvesWithoutTheDatabase() {
        repository.setAvailable(false);

        for (ResourceListLease node : List.of(first, second)) {
            assertThat(node.read()).isEmpty();
            assertThat(node.acquire()).isTrue();
            assertThat(node.publish(List.of("a"), true, clock.instant())).isFalse();
            node.release();
        }
    }

    @Test
    void checkReportsOnlyUnreadPublications() {
        int[] reports = new int[1];
        second.watch(() -> true, () -> reports[0]++);
        read(first);
        publish(first, true, "a");

        second.check(repository.find(ID).orElseThrow());
        assertThat(reports[0]).isEqualTo(1);

        read(second);
        second.check(repository.find(ID).orElseThrow());
        assertThat(reports[0]).isEqualTo(1);
    }
}
