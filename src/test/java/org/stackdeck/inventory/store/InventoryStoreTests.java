package org.stackdeck.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.InventorySnapshot;

class InventoryStoreTests {

    private static final ScopeKey STAFF = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.STAFF.id());
    private static final ScopeKey RESEARCH = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.RESEARCH.id());

    private final AtomicInteger changes = new AtomicInteger();
    private final InventoryStore inventoryStore = new InventoryStore(changes::incrementAndGet);
    private final Server web = ServerBuilder.named("web").build();
    private final Server webOff = ServerBuilder.like(web)
            .status(ServerStatus.SHUTOFF)
            .updated(ServerBuilder.CREATED.plusSeconds(5))
            .build();

    @BeforeEach
    void serve() {
        inventoryStore.addScope(STAFF);
        inventoryStore.addScope(RESEARCH);
    }

    @Test
    void olderOverlappingResponseIsIgnored() {
        long slow = inventoryStore.nextTick();
        long quick = inventoryStore.nextTick();
        inventoryStore.recordServers(STAFF, quick, List.of(webOff));

        inventoryStore.recordServers(STAFF, slow, List.of(web));

        assertThat(shown()).containsExactly(webOff);
    }

    @Test
    void laterRequestPrevailsOverAnOlderUpdatedTime() {
        inventoryStore.recordServers(STAFF, inventoryStore.nextTick(), List.of(webOff));

        inventoryStore.recordServers(STAFF, inventoryStore.nextTick(), List.of(web));

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void laterRequestPrevailsWithinTheSameSecond() {
        Server paused = ServerBuilder.like(webOff).status(ServerStatus.PAUSED).build();
        long first = inventoryStore.nextTick();
        long second = inventoryStore.nextTick();
        inventoryStore.recordServers(STAFF, second, List.of(paused));

        inventoryStore.recordServers(STAFF, first, List.of(webOff));

        assertThat(shown()).containsExactly(paused);
    }

    @Test
    void serverMissingFromAFullListIsRemoved() {
        inventoryStore.recordServers(STAFF, inventoryStore.nextTick(), List.of(web));

        inventoryStore.recordFullList(STAFF, inventoryStore.nextTick(), Set.of());

        assertThat(shown()).isEmpty();
    }

    @Test
    void serverAddedDuringAFullListIsKept() {
        long list = inventoryStore.nextTick();
        inventoryStore.recordServers(STAFF, inventoryStore.nextTick(), List.of(web));

        inventoryStore.recordFullList(STAFF, list, Set.of());

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void fullListDoesNotAffectOtherScopes() {
        inventoryStore.recordServers(STAFF, inventoryStore.nextTick(), List.of(web));

        inventoryStore.recordFullList(RESEARCH, inventoryStore.nextTick(), Set.of());

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void softDeletedServerIsRemoved() {
        inventoryStore.recordServers(STAFF, inventoryStore.nextTick(), List.of(web));

        Server deleted =
                ServerBuilder.like(webOff).status(ServerStatus.SOFT_DELETED).build();
        inventoryStore.recordServers(STAFF, inventoryStore.nextTick(), List.of(deleted));

        assertThat(shown()).isEmpty();
    }

    @Test
    void listFromBeforeTheDeletionDoesNotRestoreTheServer() {
        inventoryStore.recordServers(STAFF, inventoryStore.nextTick(), List.of(web));
        long slowList = inventoryStore.nextTick();
        inventoryStore.recordDeleted(STAFF, inventoryStore.nextTick(), web.key());

        inventoryStore.recordServers(STAFF, slowList, List.of(webOff));

        assertThat(shown()).isEmpty();
    }

    @Test
    void restoredServerIsAddedAgain() {
        inventoryStore.recordDeleted(STAFF, inventoryStore.nextTick(), web.key());

        inventoryStore.recordServers(STAFF, inventoryStore.nextTick(), List.of(web));

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void identicalResponseIsNoChange() {
        inventoryStore.recordServers(STAFF, inventoryStore.nextTick(), List.of(web));
        InventorySnapshot before = inventoryStore.snapshot();

        inventoryStore.recordServers(
                STAFF,
                inventoryStore.nextTick(),
                List.of(ServerBuilder.like(web).build()));

        assertThat(inventoryStore.snapshot()).isSameAs(before);
        assertThat(changes).hasValue(1);
    }

    @Test
    void lateResponseOfARemovedScopeIsIgnored() {
        inventoryStore.recordServers(STAFF, inventoryStore.nextTick(), List.of(web));
        long late = inventoryStore.nextTick();
        inventoryStore.removeScope(STAFF);

        inventoryStore.recordServers(STAFF, late, List.of(web));

        assertThat(shown()).isEmpty();
    }

    private Iterable<Server> shown() {
        return inventoryStore.snapshot().servers().values();
    }
}
