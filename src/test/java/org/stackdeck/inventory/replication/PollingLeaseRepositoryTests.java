package org.stackdeck.inventory.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.database.DatabaseTest;

@DatabaseTest
@Import(JdbcPollingLeaseRepository.class)
class PollingLeaseRepositoryTests {

    private static final CloudName CLOUD = new CloudName("云 staff");

    @Autowired
    private PollingLeaseRepository repository;

    @Autowired
    private JdbcClient database;

    private final String id = UUID.randomUUID().toString().repeat(2).substring(0, 64);
    private final String first = UUID.randomUUID().toString();
    private final String second = UUID.randomUUID().toString();

    @BeforeEach
    void insert() {
        assertThat(repository.find(id)).isEmpty();
        repository.insert(id, CLOUD);
        repository.insert(id, CLOUD);
    }

    private PollingLease lease() {
        return repository.find(id).orElseThrow();
    }

    private boolean publish(String node, List<String> contents, boolean complete) {
        return repository.publish(id, node, lease().term(), contents, complete, () -> Duration.ZERO);
    }

    private void expire() {
        database.sql("update cloud_lease set expires_at = '2020-01-01 00:00:00' where id = ?")
                .param(id)
                .update();
    }

    @Test
    void newLeaseIsExpired() {
        assertThat(lease()).isEqualTo(new PollingLease(id, null, 0, true, 0, 0, null));
    }

    @Test
    void severalLeasesAreFoundAtOnce() {
        String other = UUID.randomUUID().toString();
        repository.insert(other, CLOUD);

        assertThat(repository.findAll(List.of(id, other, "missing")))
                .extracting(PollingLease::id)
                .containsExactlyInAnyOrder(id, other);
    }

    @Test
    void publicationWithoutChangesUpdatesTheAge() {
        assertThat(repository.acquire(lease(), first)).isTrue();
        assertThat(repository.publish(id, first, 1, List.of("a"), true, () -> Duration.ofHours(1)))
                .isTrue();

        assertThat(publish(first, List.of(), false)).isTrue();

        assertThat(lease().newestChange()).isEqualTo(1);
        assertThat(lease().age()).isLessThan(Duration.ofMinutes(30));
    }

    @Test
    void leaseIsHeldByOneNodeUntilItExpires() {
        assertThat(repository.acquire(lease(), first)).isTrue();
        PollingLease held = lease();
        assertThat(held.node()).isEqualTo(first);
        assertThat(held.term()).isEqualTo(1);
        assertThat(held.expired()).isFalse();
        assertThat(repository.acquire(held, second)).isFalse();

        expire();
        assertThat(lease().expired()).isTrue();
        assertThat(repository.acquire(lease(), second)).isTrue();

        assertThat(lease().node()).isEqualTo(second);
        assertThat(repository.renew(id, first, 1)).isFalse();
    }

    @Test
    void renewalExtendsTheLease() {
        repository.acquire(lease(), first);
        expire();

        assertThat(repository.renew(id, first, 1)).isTrue();

        assertThat(lease().expired()).isFalse();
        assertThat(repository.acquire(lease(), second)).isFalse();
    }

    @Test
    void oneOfManyNodesAcquiresAnExpiredLease() throws ExecutionException, InterruptedException {
        PollingLease expired = lease();
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> results = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return repository.acquire(expired, UUID.randomUUID().toString());
                    }))
                    .toList();
            start.countDown();
            int acquired = 0;
            for (Future<Boolean> result : results) {
                acquired += result.get() ? 1 : 0;
            }
            assertThat(acquired).isEqualTo(1);
        }
        assertThat(lease().term()).isEqualTo(1);
    }

    @Test
    void releasedLeaseCanBeAcquired() {
        repository.acquire(lease(), first);
        publish(first, List.of("complete"), true);
        repository.release(id, second, 1, true);
        assertThat(lease().expired()).isFalse();

        repository.release(id, first, 1, false);

        assertThat(lease().expired()).isTrue();
        assertThat(repository.acquire(lease(), second)).isTrue();
        assertThat(repository.findChanges(id, 1, 1)).containsExactly("complete");
    }

    @Test
    void clearedStateIsDeletedAndItsNumbersAreNotUsedAgain() {
        repository.acquire(lease(), first);
        publish(first, List.of("complete", "change"), true);

        repository.release(id, first, 1, true);

        assertThat(lease().age()).isNull();
        assertThat(lease().newestComplete()).isEqualTo(3);
        assertThat(repository.findChanges(id, 1, 2)).isEmpty();
        repository.acquire(lease(), second);
        publish(second, List.of("next"), true);
        assertThat(lease().newestChange()).isEqualTo(3);
        assertThat(lease().newestComplete()).isEqualTo(3);
    }

    @Test
    void changesAreNumberedAndACompleteStateReplacesThem() {
        repository.acquire(lease(), first);
        publish(first, List.of("one", "two"), true);
        publish(first, List.of("three"), false);
        assertThat(lease().newestChange()).isEqualTo(3);
        assertThat(lease().newestComplete()).isEqualTo(1);
        assertThat(repository.findChanges(id, 2, 3)).containsExactly("two", "three");

        publish(first, List.of("four", "five"), true);

        assertThat(lease().newestComplete()).isEqualTo(4);
        assertThat(repository.findChanges(id, 1, 5)).containsExactly("four", "five");
    }

    @Test
    void nodeWhoseLeaseWasAcquiredByAnotherPublishesNothing() {
        repository.acquire(lease(), first);
        expire();
        repository.acquire(lease(), second);

        assertThat(publish(first, List.of("late"), true)).isFalse();
        assertThat(repository.publish(id, second, 1, List.of("late"), true, () -> Duration.ZERO))
                .isFalse();

        assertThat(lease().newestChange()).isZero();
    }

    @Test
    void ageIsMeasuredByTheClockOfTheDatabase() {
        repository.acquire(lease(), first);
        repository.publish(id, first, 1, List.of("change"), true, () -> Duration.ofSeconds(100));

        assertThat(Objects.requireNonNull(lease().age())).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(130));
    }

    @Test
    void failedPublicationHasNoEffect() {
        repository.acquire(lease(), first);

        assertThatThrownBy(() -> repository.publish(id, first, 1, List.of("one"), false, () -> {
                    throw new IllegalStateException("failed in the transaction");
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(lease().newestChange()).isZero();
        assertThat(repository.findChanges(id, 1, 2)).isEmpty();
    }

    @Test
    void stateThatHasNotChangedForADayIsDeletedUnlessItsLeaseIsHeld() {
        repository.acquire(lease(), first);
        repository.publish(id, first, 1, List.of("old"), true, () -> Duration.ofHours(25));
        repository.deleteOutdated();
        assertThat(repository.findChanges(id, 1, 1)).containsExactly("old");
        repository.release(id, first, 1, false);

        repository.deleteOutdated();

        assertThat(repository.findChanges(id, 1, 1)).isEmpty();
        assertThat(lease().age()).isNull();
    }

    @Test
    void changeOfAMegabyteIsStored() {
        repository.acquire(lease(), first);
        String content = "x".repeat(1_000_000);

        publish(first, List.of(content), true);

        assertThat(repository.findChanges(id, 1, 1)).containsExactly(content);
    }
}
