package org.stackdeck.inventory.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.platform.TestSeed;

class VisibleServersCacheTests {

    private static final UserId USER = new UserId(new UUID(0, 1));
    private static final Instant NOW = ServerBuilder.CREATED;

    private static final EffectivePermissions ALL =
            EffectivePermissions.of(new Subject(USER, true, true, List.of()), NOW);
    private static final EffectivePermissions NONE =
            EffectivePermissions.of(new Subject(USER, true, false, List.of()), NOW);
    private static final EffectivePermissions STAFF = rights(new GrantTerms(
            ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), Role.OPERATOR, null, NOW.plusSeconds(60)));
    private static final EffectivePermissions WEB = rights(new GrantTerms(
            ServerBuilder.CLOUD,
            Set.of(),
            new ResourceSelector.ByName(new NamePattern("web-*")),
            Role.ADMINISTRATOR,
            null,
            null,
            null));

    private final VisibleServersCache visibleServersCache = new VisibleServersCache();
    private final Map<ServerKey, Server> servers = new HashMap<>();
    private long version;

    @Test
    void incrementalFilterEqualsCompleteFilter() {
        long seed = TestSeed.printedFor(VisibleServersCacheTests.class);
        Random random = new Random(seed);
        Map<EffectivePermissions, VersionedServers> told = new HashMap<>();
        List<EffectivePermissions> kinds = List.of(ALL, NONE, STAFF, WEB);
        kinds.forEach(effectivePermissions -> told.put(effectivePermissions, VersionedServers.of(Map.of())));
        for (int round = 0; round < 3_000; round++) {
            change(random);
            InMemoryInventoryStore.StoreState storeState = known();
            for (EffectivePermissions effectivePermissions : kinds) {
                if (random.nextInt(10) > 2) {
                    continue;
                }
                VersionedServers before = told.getOrDefault(effectivePermissions, VersionedServers.of(Map.of()));
                VersionedServers now = visibleServersCache
                        .get(storeState, effectivePermissions)
                        .state();
                told.put(effectivePermissions, now);
                String about = "seed %d, round %d".formatted(seed, round);

                assertThat(now.servers()).as(about).isEqualTo(filtered(effectivePermissions));
                assertSame(now.changesSince(before), Delta.between(before.servers(), now.servers()), about);
            }
        }
    }

    @Test
    void equalRightsShareOneMapAndDelta() {
        put(ServerBuilder.named("web").build(), ServerBuilder.named("db").build());
        VersionedServers before = visibleServersCache.get(known(), STAFF).state();
        put(ServerBuilder.named("web").status(ServerStatus.SHUTOFF).build());
        put(ServerBuilder.named("db").status(ServerStatus.SHUTOFF).build());
        InMemoryInventoryStore.StoreState storeState = known();
        EffectivePermissions equal = rights(new GrantTerms(
                ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), Role.OPERATOR, null, NOW.plusSeconds(60)));

        VersionedServers versionedServers =
                visibleServersCache.get(storeState, STAFF).state();
        VersionedServers other = visibleServersCache.get(storeState, equal).state();

        assertThat(other.servers()).isSameAs(versionedServers.servers());
        assertThat(other.changesSince(before)).isSameAs(versionedServers.changesSince(before));
        assertThat(versionedServers.changesSince(before).changed()).hasSize(2);
    }

    @Test
    void viewerOfAllServersSharesTheSnapshotsMap() {
        put(ServerBuilder.named("web").build());
        InMemoryInventoryStore.StoreState first = known();
        assertThat(visibleServersCache.get(first, ALL).state().servers())
                .isSameAs(first.snapshot().servers());
        put(ServerBuilder.named("db").build());
        InMemoryInventoryStore.StoreState second = known();

        assertThat(visibleServersCache.get(second, ALL).state().servers())
                .isSameAs(second.snapshot().servers());
    }

    @Test
    void invisibleChangeKeepsTheState() {
        put(
                ServerBuilder.named("web").build(),
                ServerBuilder.named("sim").project(ServerBuilder.RESEARCH).build());
        VersionedServers before = visibleServersCache.get(known(), STAFF).state();

        put(ServerBuilder.named("sim")
                .project(ServerBuilder.RESEARCH)
                .status(ServerStatus.SHUTOFF)
                .build());

        assertThat(visibleServersCache.get(known(), STAFF).state()).isSameAs(before);
    }

    @Test
    void olderSnapshotDoesNotReplaceANewerState() {
        InMemoryInventoryStore.StoreState old = known();
        put(ServerBuilder.named("web").build());
        visibleServersCache.get(known(), ALL);

        assertThat(visibleServersCache.get(old, ALL).state().servers()).containsOnlyKeys(ServerBuilder.key("web"));
    }

    @Test
    void unusedStateIsGarbageCollected() {
        put(ServerBuilder.named("web").build());
        WeakReference<Map<ServerKey, Server>> all = new WeakReference<>(
                visibleServersCache.get(known(), ALL).state().servers());
        WeakReference<VersionedServers> staff =
                new WeakReference<>(visibleServersCache.get(known(), STAFF).state());
        for (int i = 0; i < 3; i++) {
            put(ServerBuilder.named("web").name("turn " + i).build());
            visibleServersCache.get(known(), ALL);
            visibleServersCache.get(known(), STAFF);
        }

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            System.gc();
            assertThat(all.get()).isNull();
            assertThat(staff.get()).isNull();
        });
    }

    @Test
    void changesSinceAnOldStateAreComplete() {
        put(ServerBuilder.named("web").build(), ServerBuilder.named("db").build());
        VersionedServers before = visibleServersCache.get(known(), ALL).state();
        for (int i = 0; i < 200; i++) {
            put(ServerBuilder.named("web").name("turn " + i).build());
            visibleServersCache.get(known(), ALL);
        }

        VersionedServers now = visibleServersCache.get(known(), ALL).state();

        assertThat(now.changesSince(before).changed()).extracting(Server::name).containsExactly("turn 199");
        assertThat(now.changesSinceRevision(before.revisionId())).isEmpty();
    }

    private void change(Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = (random.nextBoolean() ? "web-" : "db-") + random.nextInt(12);
            ServerKey key = ServerBuilder.key(name);
            if (random.nextInt(4) == 0) {
                servers.remove(key);
            } else {
                Server server = ServerBuilder.named(name)
                        .name(random.nextInt(5) == 0 ? "web-other" : name)
                        .project(random.nextInt(3) == 0 ? ServerBuilder.RESEARCH : ServerBuilder.STAFF)
                        .status(random.nextBoolean() ? ServerStatus.ACTIVE : ServerStatus.SHUTOFF)
                        .host("compute-" + random.nextInt(2))
                        .build();
                servers.put(key, server);
            }
        }
        version++;
    }

    private void put(Server... some) {
        for (Server server : some) {
            servers.put(server.key(), server);
        }
        version++;
    }

    private InMemoryInventoryStore.StoreState known() {
        return new InMemoryInventoryStore.StoreState(
                new InventorySnapshot(version, Map.copyOf(servers), Map.of()), Map.of());
    }

    private Map<ServerKey, Server> filtered(EffectivePermissions effectivePermissions) {
        Map<ServerKey, Server> seen = new HashMap<>();
        servers.forEach((key, server) -> {
            ServerAttributes attributes = ServerAttributes.of(server);
            if (effectivePermissions.isVisible(attributes)) {
                boolean host = effectivePermissions
                        .decide(Permission.SERVER_READ_HOST, attributes)
                        .isAllowed();
                seen.put(key, host ? server : server.withoutHost());
            }
        });
        return seen;
    }

    private static void assertSame(Delta delta, Delta expected, String about) {
        assertThat(delta.added()).as(about).containsExactlyInAnyOrderElementsOf(expected.added());
        assertThat(delta.removed()).as(about).isEqualTo(expected.removed());
        // The merged delta can include a server that changed and changed back.
        assertThat(delta.changed()).as(about).containsAll(expected.changed());
        List<ServerKey> keys = new ArrayList<>();
        delta.changed().forEach(server -> keys.add(server.key()));
        assertThat(keys).as(about).doesNotHaveDuplicates();
    }

    private static EffectivePermissions rights(GrantTerms grantTerms) {
        Grant grant = new Grant(new GrantId(new UUID(1, 1)), Grantee.of(USER), grantTerms);
        return EffectivePermissions.of(new Subject(USER, true, false, List.of(grant)), NOW);
    }
}
