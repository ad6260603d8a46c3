package org.stackdeck.platform.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.platform.TestLatches;

/** Tests events between the node of the application context and another node on its database. */
@DatabaseTest
@Import(NodeTestConfiguration.class)
@TestPropertySource(properties = "stackdeck.nodes.enabled=true")
class NodeEventTests {

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private NodeEventPublisher publisher;

    @Autowired
    private NodeEventRepository repository;

    @Autowired
    private ClusterProperties clusterProperties;

    @Autowired
    private NodeId node;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient database;

    private final List<Object> received = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong time = new AtomicLong();
    private NodeEventReader other;

    private record ColorChanged(String color) implements NodeEvent {}

    private record AllRead() implements NodeEvent {}

    @BeforeEach
    void startOtherNode() {
        database.sql("delete from node_event").update();
        other = reader(NodeId.create());
        other.poll();
        received.clear();
    }

    private NodeEventReader reader(NodeId id) {
        return new NodeEventReader(repository, clusterProperties, id, received::add, time::get);
    }

    @Test
    void committedEventIsPublishedOnceOnTheOtherNode() {
        transaction.executeWithoutResult(_ -> {
            events.publishEvent(new ColorChanged("green 绿"));
            events.publishEvent(new AllRead());
            events.publishEvent(new AllRead());
        });

        other.poll();
        other.poll();

        assertThat(received).containsExactly(new ColorChanged("green 绿"), new AllRead());
    }

    @Test
    void eventOfARolledBackTransactionIsNotPublished() {
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new AllRead());
            status.setRollbackOnly();
        });

        other.poll();

        assertThat(received).isEmpty();
    }

    @Test
    void nodeIgnoresItsOwnEvents() {
        NodeEventReader own = reader(node);
        own.poll();
        transaction.executeWithoutResult(_ -> events.publishEvent(new AllRead()));

        own.poll();

        assertThat(received).isEmpty();
    }

    @Test
    void eventWithoutATransactionIsNotStored() {
        events.publishEvent(new AllRead());

        other.poll();

        assertThat(received).isEmpty();
    }

    @Test
    void eventThatCommitsAfterALaterOneIsPublished() throws ExecutionException, InterruptedException {
        CountDownLatch stored = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                publisher.publishToOtherNodes(List.of(new ColorChanged("slow")));
                stored.countDown();
                TestLatches.await(later);
            }));
            TestLatches.await(stored);
            transaction.executeWithoutResult(_ -> events.publishEvent(new ColorChanged("fast")));
            other.poll();
            assertThat(received).containsExactly(new ColorChanged("fast"));
            later.countDown();
            slow.get();
        }

        other.poll();

        assertThat(received).containsExactly(new ColorChanged("fast"), new ColorChanged("slow"));
    }

    @Test
    void manyOrLongEventsOfATransactionInvalidateTheCaches() {
        transaction.executeWithoutResult(_ ->
                IntStream.range(0, 101).forEach(number -> events.publishEvent(new ColorChanged("color " + number))));
        transaction.executeWithoutResult(_ -> events.publishEvent(new ColorChanged("x".repeat(4000))));

        other.poll();

        assertThat(received).containsExactly(new CachesInvalidated(), new CachesInvalidated());
    }

    @Test
    void eventOfAnotherVersionInvalidatesTheCaches() {
        NodeId newer = NodeId.create();
        repository.insert(newer, List.of(new SerializedNodeEvent("org.stackdeck.FutureChanged", "{}")));
        repository.insert(newer, List.of(new SerializedNodeEvent(String.class.getName(), "\"x\"")));
        repository.insert(newer, List.of(new SerializedNodeEvent(ColorChanged.class.getName(), "[")));

        other.poll();

        assertThat(received).containsExactly(new CachesInvalidated(), new CachesInvalidated(), new CachesInvalidated());
    }

    @Test
    void nodeThatCouldNotReadForMinutesInvalidatesItsCaches() {
        transaction.executeWithoutResult(_ -> events.publishEvent(new AllRead()));
        time.addAndGet(Duration.ofMinutes(5).toNanos() + 1);

        other.poll();

        assertThat(received).containsExactly(new CachesInvalidated());
        transaction.executeWithoutResult(_ -> events.publishEvent(new AllRead()));
        other.poll();
        assertThat(received).containsExactly(new CachesInvalidated(), new AllRead());
    }

    @Test
    void eventsAreDeletedAfterTenMinutes() {
        transaction.executeWithoutResult(_ -> events.publishEvent(new ColorChanged("old")));
        time.addAndGet(Duration.ofMinutes(2).toNanos());
        other.poll();
        transaction.executeWithoutResult(_ -> events.publishEvent(new ColorChanged("new")));
        for (int minute = 0; minute < 11; minute++) {
            time.addAndGet(Duration.ofMinutes(1).toNanos());
            other.poll();
        }

        assertThat(database.sql("select content from node_event")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("new");
    }
}
