package org.stackdeck.inventory;

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
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Subject;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.UserId;

class SightsTests {

    private static final UserId USER = new UserId(new UUID(0, 1));
    private static final Instant NOW = AServer.MADE;

    private static final Rights ALL = Rights.of(new Subject(USER, true, true, List.of()), NOW);
    private static final Rights NONE = Rights.of(new Subject(USER, true, false, List.of()), NOW);
    private static final Rights STAFF =
            rights(new Terms(AServer.CLOUD, Set.of(AServer.STAFF.id()), Role.OPERATOR, null, NOW.plusSeconds(60)));
    private static final Rights WEB = rights(new Terms(
            AServer.CLOUD,
            Set.of(),
            new ServerSelector.Named(new NamePattern("web-*")),
            Role.ADMINISTRATOR,
            null,
            null,
            null));

    private final Sights sights = new Sights();
    private final Map<ServerKey, Server> servers = new HashMap<>();
    private long version;

    @Test
    void incrementalFilterEqualsCompleteFilter() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<Rights, State> told = new HashMap<>();
        List<Rights> kinds = List.of(ALL, NONE, STAFF, WEB);
        kinds.forEach(rights -> told.put(rights, State.of(Map.of())));
        for (int round = 0; round < 3_000; round++) {
            change(random);
            Ledger.Known known = known();
            for (Rights rights : kinds) {
                if (random.nextInt(10) > 2) {
                    continue;
                }
                State before = told.getOrDefault(rights, State.of(Map.of()));
                State now = sights.of(known, rights).state();
                told.put(rights, now);
                String about = "seed %d, round %d".formatted(seed, round);

                assertThat(now.servers()).as(about).isEqualTo(filtered(rights));
                assertSame(now.since(before), Delta.between(before.servers(), now.servers()), about);
            }
        }
    }

    @Test
    void equalRightsShareOneMapAndDelta() {
        put(AServer.named("web").build(), AServer.named("db").build());
        State before = sights.of(known(), STAFF).state();
        put(AServer.named("web").status(ServerStatus.SHUTOFF).build());
        put(AServer.named("db").status(ServerStatus.SHUTOFF).build());
        Ledger.Known known = known();
        Rights equal =
                rights(new Terms(AServer.CLOUD, Set.of(AServer.STAFF.id()), Role.OPERATOR, null, NOW.plusSeconds(60)));

        State one = sights.of(known, STAFF).state();
        State other = sights.of(known, equal).state();

        assertThat(other.servers()).isSameAs(one.servers());
        assertThat(other.since(before)).isSameAs(one.since(before));
        assertThat(one.since(before).changed()).hasSize(2);
    }

    @Test
    void viewerOfAllServersSharesTheSnapshotsMap() {
        put(AServer.named("web").build());
        Ledger.Known first = known();
        assertThat(sights.of(first, ALL).state().servers())
                .isSameAs(first.snapshot().servers());
        put(AServer.named("db").build());
        Ledger.Known second = known();

        assertThat(sights.of(second, ALL).state().servers())
                .isSameAs(second.snapshot().servers());
    }

    @Test
    void invisibleChangeKeepsTheState() {
        put(
                AServer.named("web").build(),
                AServer.named("sim").in(AServer.RESEARCH).build());
        State before = sights.of(known(), STAFF).state();

        put(AServer.named("sim")
                .in(AServer.RESEARCH)
                .status(ServerStatus.SHUTOFF)
                .build());

        assertThat(sights.of(known(), STAFF).state()).isSameAs(before);
    }

    @Test
    void olderSnapshotDoesNotReplaceANewerState() {
        Ledger.Known old = known();
        put(AServer.named("web").build());
        sights.of(known(), ALL);

        assertThat(sights.of(old, ALL).state().servers()).containsOnlyKeys(AServer.key("web"));
    }

    @Test
    void unusedStateIsGarbageCollected() {
        put(AServer.named("web").build());
        WeakReference<Map<ServerKey, Server>> all =
                new WeakReference<>(sights.of(known(), ALL).state().servers());
        WeakReference<State> staff =
                new WeakReference<>(sights.of(known(), STAFF).state());
        for (int i = 0; i < 3; i++) {
            put(AServer.named("web").name("turn " + i).build());
            sights.of(known(), ALL);
            sights.of(known(), STAFF);
        }

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            System.gc();
            assertThat(all.get()).isNull();
            assertThat(staff.get()).isNull();
        });
    }

    @Test
    void changesSinceAnOldStateAreComplete() {
        put(AServer.named("web").build(), AServer.named("db").build());
        State before = sights.of(known(), ALL).state();
        for (int i = 0; i < 200; i++) {
            put(AServer.named("web").name("turn " + i).build());
            sights.of(known(), ALL);
        }

        State now = sights.of(known(), ALL).state();

        assertThat(now.since(before).changed()).extracting(Server::name).containsExactly("turn 199");
        assertThat(now.since(before.mark())).isEmpty();
    }

    private void change(Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = (random.nextBoolean() ? "web-" : "db-") + random.nextInt(12);
            ServerKey key = AServer.key(name);
            if (random.nextInt(4) == 0) {
                servers.remove(key);
            } else {
                Server server = AServer.named(name)
                        .name(random.nextInt(5) == 0 ? "web-other" : name)
                        .in(random.nextInt(3) == 0 ? AServer.RESEARCH : AServer.STAFF)
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

    private Ledger.Known known() {
        return new Ledger.Known(new Snapshot(version, Map.copyOf(servers), Map.of()), Map.of());
    }

    private Map<ServerKey, Server> filtered(Rights rights) {
        Map<ServerKey, Server> seen = new HashMap<>();
        servers.forEach((key, server) -> {
            ServerFacts facts = ServerFacts.of(server);
            if (rights.maySee(facts)) {
                boolean host = rights.decide(Permission.SERVER_READ_HOST, facts).allowed();
                seen.put(key, host ? server : server.withoutHost());
            }
        });
        return seen;
    }

    private static void assertSame(Delta delta, Delta expected, String about) {
        assertThat(delta.added()).as(about).containsExactlyInAnyOrderElementsOf(expected.added());
        assertThat(delta.removed()).as(about).isEqualTo(expected.removed());
        // Steps may include a server that changed and changed back.
        assertThat(delta.changed()).as(about).containsAll(expected.changed());
        List<ServerKey> keys = new ArrayList<>();
        delta.changed().forEach(server -> keys.add(server.key()));
        assertThat(keys).as(about).doesNotHaveDuplicates();
    }

    private static Rights rights(Terms terms) {
        Grant grant = new Grant(new GrantId(new UUID(1, 1)), Grantee.of(USER), terms);
        return Rights.of(new Subject(USER, true, false, List.of(grant)), NOW);
    }
}
