package org.stackdeck.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.server.AssignedAddress;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.platform.MutableClock;

class InMemoryInventoryStoreTests {

    private static final ScopeKey STAFF = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.STAFF.id());
    private static final ScopeKey RESEARCH = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.RESEARCH.id());

    private static final AssignedAddress FIXED = new AssignedAddress("10.0.0.5", null, ServerBuilder.STAFF.id());

    private final AtomicInteger changes = new AtomicInteger();
    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final InMemoryInventoryStore inMemoryInventoryStore =
            new InMemoryInventoryStore(changes::incrementAndGet, 1_000_000, clock);
    private final Server web = ServerBuilder.named("web").build();
    private final Server webOff = ServerBuilder.like(web)
            .status(ServerStatus.SHUTOFF)
            .updated(ServerBuilder.CREATED.plusSeconds(5))
            .build();

    @BeforeEach
    void serve() {
        inMemoryInventoryStore.addScope(STAFF);
        inMemoryInventoryStore.addScope(RESEARCH);
    }

    @Test
    void serversBeyondTheMemoryOfTheirCloudAreNotRecorded() {
        InMemoryInventoryStore small = new InMemoryInventoryStore(changes::incrementAndGet, 16_000, clock);
        small.addScope(STAFF);
        List<Server> many = IntStream.range(0, 10)
                .mapToObj(number -> ServerBuilder.named("web-" + number).build())
                .toList();
        assertThatThrownBy(() -> small.recordServers(STAFF, small.nextTick(), many))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("MB of memory");
        int recorded = small.servers(STAFF).size();
        assertThat(recorded).isBetween(1, 6);

        // The recorded servers are still updated, and a deletion makes room for another server.
        Server known = small.servers(STAFF).getFirst();
        small.recordServers(
                STAFF,
                small.nextTick(),
                List.of(ServerBuilder.like(known).status(ServerStatus.SHUTOFF).build()));
        small.recordDeleted(STAFF, small.nextTick(), known.key());
        small.recordServers(
                STAFF, small.nextTick(), List.of(ServerBuilder.named("spare").build()));
        assertThat(small.servers(STAFF)).hasSize(recorded);

        small.removeScope(STAFF);
        small.addScope(RESEARCH);
        small.recordServers(RESEARCH, small.nextTick(), many.subList(0, recorded));
        assertThat(small.servers(RESEARCH)).hasSize(recorded);
    }

    /** An entry of a map requires much more memory than its few characters. */
    @Test
    void smallEntriesOfServersCount() {
        Map<String, String> metadata =
                IntStream.range(0, 1000).boxed().collect(Collectors.toMap(String::valueOf, _ -> ""));
        Server server = ServerBuilder.named("web").metadata(metadata).build();

        assertThat(server.estimatedSize()).isGreaterThan(128_000);
    }

    @Test
    void changesOfFloatingIpsAreAppliedToResponsesOfNovaForAMinute() {
        record(web);
        change(Set.of(FIXED), Set.of(FIXED, floating("203.0.113.9")));
        assertThat(addresses()).containsExactly("10.0.0.5", "203.0.113.9");

        record(webOff);
        assertThat(addresses()).containsExactly("10.0.0.5", "203.0.113.9");

        change(Set.of(FIXED, floating("203.0.113.9")), Set.of(FIXED, floating("203.0.113.10")));
        assertThat(addresses()).containsExactly("10.0.0.5", "203.0.113.10");

        change(Set.of(FIXED, floating("203.0.113.10")), Set.of(FIXED));
        assertThat(addresses()).containsExactly("10.0.0.5");
        Server late = withFloatingIp("203.0.113.10");
        record(late);
        assertThat(addresses()).containsExactly("10.0.0.5");

        clock.advance(RecentFloatingIps.VALIDITY.plusSeconds(1));
        record(late);
        assertThat(addresses()).containsExactly("10.0.0.5", "203.0.113.10");
    }

    /** A credential without sufficient permissions does not see the floating IPs of other projects. */
    @Test
    void floatingIpThatOnlyNovaReportsIsKept() {
        record(withFloatingIp("203.0.113.10"));

        change(Set.of(FIXED), Set.of(FIXED, floating("203.0.113.9")));

        assertThat(addresses()).containsExactlyInAnyOrder("10.0.0.5", "203.0.113.9", "203.0.113.10");
    }

    @Test
    void changeOfFixedIpsDoesNotExtendTheValidityOfAnEarlierChange() {
        record(web);
        change(Set.of(FIXED), Set.of(FIXED, floating("203.0.113.9")));
        clock.advance(RecentFloatingIps.VALIDITY.minusSeconds(1));
        change(Set.of(FIXED), Set.of());
        clock.advance(Duration.ofSeconds(2));

        record(webOff);

        assertThat(addresses()).containsExactly("10.0.0.5");
    }

    @Test
    void discardedChangesAreNotApplied() {
        record(web);
        change(Set.of(FIXED), Set.of(FIXED, floating("203.0.113.9")));

        inMemoryInventoryStore.discardFloatingIps(ServerBuilder.CLOUD);
        record(webOff);

        assertThat(addresses()).containsExactly("10.0.0.5");
    }

    /** Users can assign a port of their project to a server of another project. */
    @Test
    void floatingIpOfAPortOfAnotherProjectIsIgnored() {
        record(web);

        change(Set.of(), Set.of(new AssignedAddress("203.0.113.9", "10.0.0.5", new ProjectId("foreign-project"))));
        change(Set.of(), Set.of(new AssignedAddress("203.0.113.9", "10.0.0.6", ServerBuilder.STAFF.id())));

        assertThat(addresses()).containsExactly("10.0.0.5");
    }

    private void change(Set<AssignedAddress> before, Set<AssignedAddress> now) {
        inMemoryInventoryStore.recordFloatingIps(Map.of(web.key(), FloatingIpChange.between(before, now)));
    }

    private Server withFloatingIp(String ip) {
        return ServerBuilder.like(web)
                .addresses(new ServerAddress("net", "10.0.0.5", 4, false), new ServerAddress("net", ip, 4, true))
                .build();
    }

    private void record(Server server) {
        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(server));
    }

    private List<String> addresses() {
        return inMemoryInventoryStore.servers(STAFF).getFirst().addresses().stream()
                .map(ServerAddress::ip)
                .toList();
    }

    private static AssignedAddress floating(String ip) {
        return new AssignedAddress(ip, FIXED.ip(), ServerBuilder.STAFF.id());
    }

    @Test
    void olderOverlappingResponseIsIgnored() {
        long slow = inMemoryInventoryStore.nextTick();
        long quick = inMemoryInventoryStore.nextTick();
        inMemoryInventoryStore.recordServers(STAFF, quick, List.of(webOff));

        inMemoryInventoryStore.recordServers(STAFF, slow, List.of(web));

        assertThat(shown()).containsExactly(webOff);
    }

    @Test
    void laterRequestPrevailsOverAnOlderUpdatedTime() {
        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(webOff));

        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(web));

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void laterRequestPrevailsWithinTheSameSecond() {
        Server paused = ServerBuilder.like(webOff).status(ServerStatus.PAUSED).build();
        long first = inMemoryInventoryStore.nextTick();
        long second = inMemoryInventoryStore.nextTick();
        inMemoryInventoryStore.recordServers(STAFF, second, List.of(paused));

        inMemoryInventoryStore.recordServers(STAFF, first, List.of(webOff));

        assertThat(shown()).containsExactly(paused);
    }

    @Test
    void serverMissingFromAFullListIsRemoved() {
        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(web));

        inMemoryInventoryStore.recordFullList(STAFF, inMemoryInventoryStore.nextTick(), Set.of());

        assertThat(shown()).isEmpty();
    }

    @Test
    void serverAddedDuringAFullListIsKept() {
        long list = inMemoryInventoryStore.nextTick();
        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(web));

        inMemoryInventoryStore.recordFullList(STAFF, list, Set.of());

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void fullListDoesNotAffectOtherScopes() {
        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(web));

        inMemoryInventoryStore.recordFullList(RESEARCH, inMemoryInventoryStore.nextTick(), Set.of());

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void softDeletedServerIsRemoved() {
        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(web));

        Server deleted =
                ServerBuilder.like(webOff).status(ServerStatus.SOFT_DELETED).build();
        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(deleted));

        assertThat(shown()).isEmpty();
    }

    @Test
    void listFromBeforeTheDeletionDoesNotRestoreTheServer() {
        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(web));
        long slowList = inMemoryInventoryStore.nextTick();
        inMemoryInventoryStore.recordDeleted(STAFF, inMemoryInventoryStore.nextTick(), web.key());

        inMemoryInventoryStore.recordServers(STAFF, slowList, List.of(webOff));

        assertThat(shown()).isEmpty();
    }

    @Test
    void restoredServerIsAddedAgain() {
        inMemoryInventoryStore.recordDeleted(STAFF, inMemoryInventoryStore.nextTick(), web.key());

        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(web));

        assertThat(shown()).containsExactly(web);
    }

    @Test
    void identicalResponseIsNoChange() {
        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(web));
        InventorySnapshot before = inMemoryInventoryStore.snapshot();

        inMemoryInventoryStore.recordServers(
                STAFF,
                inMemoryInventoryStore.nextTick(),
                List.of(ServerBuilder.like(web).build()));

        assertThat(inMemoryInventoryStore.snapshot()).isSameAs(before);
        assertThat(changes).hasValue(1);
    }

    @Test
    void lateResponseOfARemovedScopeIsIgnored() {
        inMemoryInventoryStore.recordServers(STAFF, inMemoryInventoryStore.nextTick(), List.of(web));
        long late = inMemoryInventoryStore.nextTick();
        inMemoryInventoryStore.removeScope(STAFF);

        inMemoryInventoryStore.recordServers(STAFF, late, List.of(web));

        assertThat(shown()).isEmpty();
    }

    private Iterable<Server> shown() {
        return inMemoryInventoryStore.snapshot().servers().values();
    }
}
