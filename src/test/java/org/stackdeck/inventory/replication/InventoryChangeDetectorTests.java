package org.stackdeck.inventory.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.inventory.store.InMemoryInventoryStore.StoreState;
import org.stackdeck.platform.MutableClock;

class InventoryChangeDetectorTests {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final TestNode node = new TestNode(new FakePollingLeaseRepository(clock), clock);
    private final InventoryChangeDetector detector = new InventoryChangeDetector(ServerBuilder.CLOUD);

    @Test
    void completeStateWithManyPartsIsNotFollowedByAnotherCompleteState() {
        // Each server fills a part.
        Map<String, String> metadata = Map.of("note", "x".repeat(600_000));
        Map<ServerKey, Server> servers = IntStream.range(0, InventoryChangeDetector.MAX_CHANGES)
                .mapToObj(number ->
                        ServerBuilder.named("web-" + number).metadata(metadata).build())
                .collect(Collectors.toMap(Server::key, Function.identity()));
        assertThat(publish(servers)).hasSize(InventoryChangeDetector.MAX_CHANGES);
        Server database = ServerBuilder.named("database").build();
        Map<ServerKey, Server> changed = new HashMap<>(servers);
        changed.put(database.key(), database);

        assertThat(publish(changed).stream().map(InventoryChange::complete)).containsExactly(false);
    }

    private List<InventoryChange> publish(Map<ServerKey, Server> servers) {
        StoreState state = new StoreState(
                new InventorySnapshot(1, servers, Map.of()),
                node.store().state().health());
        List<InventoryChange> changes = detector.changes(state, Map.of(), clock.instant());
        detector.recordPublished();
        return changes;
    }
}
