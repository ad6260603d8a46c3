package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.Owner;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.View;
import org.stackdeck.platform.MovableClock;

class SharedViewsTests {

    private static final List<String> SEARCHES = List.of(
            "", "", "web", "1", "owner:me", "owner:jonas", "owner:none", "status:moving", "tag:blue", "project:res");
    private static final List<ServerOrder.Column> COLUMNS = List.of(ServerOrder.Column.values());
    private static final List<UserId> PEOPLE = List.of(AnOperation.ME, FakeDirectory.idOf("jonas"));

    private final SharedViews views = new SharedViews();
    private final Map<ServerKey, Server> servers = new HashMap<>();
    private final MovableClock clock = new MovableClock(AnOperation.NOW);
    private Owners owners = Owners.NONE;

    @Test
    void randomlyUpdatedPagesEqualFreshlySortedViews() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pages.add(new Page(PEOPLE.get(i % 2)));
        }
        for (int round = 0; round < 1_500; round++) {
            Map<ServerKey, Server> before = Map.copyOf(servers);
            change(random);
            Map<ServerKey, Server> now = before.equals(servers) ? before : Map.copyOf(servers);
            for (Page page : pages) {
                page.meanwhile(random, now, owners);
                String about = "seed %d, round %d, %s".formatted(seed, round, page.query);
                assertThat(page.rows.shown()).as(about).isEqualTo(page.naive());
                assertThat(counts(page.rows)).as(about).isEqualTo(page.naiveCounts());
                assertThat(page.rows.found())
                        .as(about)
                        .isEqualTo(page.naiveCounts().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum());
            }
        }
    }

    @Test
    void pagesWithTheSameCriteriaShareOneView() {
        Map<ServerKey, Server> first = Map.of(AServer.key("b"), server("b"), AServer.key("a"), server("a"));
        ServerRows one = rows(AnOperation.ME);
        ServerRows other = rows(FakeDirectory.idOf("jonas"));
        one.take(view(Map.of(), first));
        other.take(view(Map.of(), first));
        assertThat(other.shown()).isSameAs(one.shown());

        Map<ServerKey, Server> second = new HashMap<>(first);
        second.put(AServer.key("c"), server("c"));
        one.take(view(first, second));
        other.take(view(first, second));

        assertThat(other.shown()).isSameAs(one.shown()).hasSize(3);
    }

    @Test
    void operationOfOneUserDoesNotShowOnAnotherUsersPage() {
        Map<ServerKey, Server> now = Map.of(AServer.key("a"), server("a"));
        ServerRows one = rows(AnOperation.ME);
        ServerRows other = rows(AnOperation.ME);
        one.take(view(Map.of(), now));
        other.take(view(Map.of(), now));

        one.take(AnOperation.of(ServerAction.STOP, "a").running());

        assertThat(one.count(StateGroup.MOVING)).isEqualTo(1);
        assertThat(other.count(StateGroup.MOVING)).isZero();
        assertThat(one.shown()).as("the sort order does not depend on the user").isSameAs(other.shown());
    }

    @Test
    void ownServersAreNotSharedBetweenUsers() {
        Map<ServerKey, Server> now = Map.of(AServer.key("a"), server("a"));
        ServerRows one = rows(AnOperation.ME);
        ServerRows other = rows(FakeDirectory.idOf("jonas"));
        Owners mine = new Owners(Map.of(AServer.key("a"), new Owner(AnOperation.ME, new UserName("mia"))));
        for (ServerRows rows : List.of(one, other)) {
            rows.take(view(Map.of(), now));
            rows.take(mine);
            rows.show(GridQuery.ALL.withSearch("owner:me"));
        }

        assertThat(one.size()).isEqualTo(1);
        assertThat(other.size()).isZero();
    }

    @Test
    void viewThatNoPageShowsIsGarbageCollected() {
        ServerRows rows = rows(AnOperation.ME);
        Map<ServerKey, Server> now = Map.of(AServer.key("a"), server("a"));
        rows.take(view(Map.of(), now));
        WeakReference<List<Server>> shown = new WeakReference<>(rows.shown());

        rows.show(GridQuery.ALL.withSearch("nothing"));

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            System.gc();
            assertThat(shown.get()).isNull();
        });
        assertThat(now).hasSize(1);
    }

    private void change(Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            String id = "s" + random.nextInt(25);
            if (random.nextInt(5) == 0) {
                servers.remove(AServer.key(id));
            } else {
                servers.put(
                        AServer.key(id),
                        AServer.named(id)
                                .name((random.nextBoolean() ? "web-" : "Web") + random.nextInt(12))
                                .in(random.nextBoolean() ? AServer.STAFF : AServer.RESEARCH)
                                .status(random.nextBoolean() ? ServerStatus.ACTIVE : ServerStatus.REBOOT)
                                .tags(random.nextBoolean() ? new String[] {"blue"} : new String[] {})
                                .build());
            }
        }
        if (random.nextInt(4) == 0) {
            Map<ServerKey, Owner> belong = new HashMap<>(owners.byServer());
            UserId person = PEOPLE.get(random.nextInt(2));
            belong.put(
                    AServer.key("s" + random.nextInt(25)),
                    new Owner(person, new UserName(person.equals(AnOperation.ME) ? "mia" : "jonas")));
            owners = new Owners(belong);
        }
    }

    private ServerRows rows(UserId person) {
        return new ServerRows(person, person, _ -> Map.of(), new Asked(clock), AnOperation.making(clock), views);
    }

    private static Server server(String name) {
        return AServer.named(name).build();
    }

    private static View view(Map<ServerKey, Server> before, Map<ServerKey, Server> now) {
        return new View(1, now, Map.of(), Delta.between(before, now));
    }

    private static Map<StateGroup, Integer> counts(ServerRows rows) {
        Map<StateGroup, Integer> counts = new EnumMap<>(StateGroup.class);
        for (StateGroup group : StateGroup.values()) {
            if (rows.count(group) != 0) {
                counts.put(group, rows.count(group));
            }
        }
        return counts;
    }

    /** A page that is updated now and then, with a simple model of what it must show. */
    private final class Page {

        private final UserId person;
        private final ServerRows rows;
        private final Set<ServerKey> moving = new HashSet<>();
        private Map<ServerKey, Server> told = Map.of();
        private Owners toldOwners = Owners.NONE;
        private GridQuery query = GridQuery.ALL;

        Page(UserId person) {
            this.person = person;
            this.rows = rows(person);
        }

        void meanwhile(Random random, Map<ServerKey, Server> now, Owners owners) {
            if (random.nextInt(3) > 0) {
                rows.take(view(told, now));
                told = now;
            }
            if (random.nextInt(3) == 0) {
                rows.take(owners);
                toldOwners = owners;
            }
            if (random.nextInt(20) == 0) {
                query = new GridQuery(
                        SEARCHES.get(random.nextInt(SEARCHES.size())),
                        random.nextInt(3) == 0
                                ? Set.of(random.nextBoolean() ? StateGroup.MOVING : StateGroup.RUNNING)
                                : Set.of(),
                        new ServerOrder(COLUMNS.get(random.nextInt(COLUMNS.size())), random.nextBoolean()),
                        null,
                        random.nextInt(5) == 0 ? AServer.STAFF.id().value() : null);
                rows.show(query);
            }
            String id = "s" + random.nextInt(25);
            if (random.nextInt(20) == 0 && told.containsKey(AServer.key(id)) && moving.add(AServer.key(id))) {
                rows.take(AnOperation.of(ServerAction.STOP, id).running());
            }
        }

        List<Server> naive() {
            SearchQuery search = SearchQuery.parse(query.search());
            Belonging belonging = new Belonging(person, toldOwners);
            return told.values().stream()
                    .filter(query::covers)
                    .filter(server -> search.matches(server, group(server), belonging))
                    .filter(server -> query.states().isEmpty() || query.states().contains(group(server)))
                    .sorted(query.order().among(toldOwners))
                    .toList();
        }

        Map<StateGroup, Integer> naiveCounts() {
            SearchQuery search = SearchQuery.parse(query.search());
            Belonging belonging = new Belonging(person, toldOwners);
            Map<StateGroup, Integer> counts = new EnumMap<>(StateGroup.class);
            told.values().stream()
                    .filter(query::covers)
                    .filter(server -> search.matches(server, group(server), belonging))
                    .forEach(server -> counts.merge(group(server), 1, Integer::sum));
            return counts;
        }

        private StateGroup group(Server server) {
            return moving.contains(server.key()) ? StateGroup.MOVING : StateGroup.of(server);
        }
    }
}
