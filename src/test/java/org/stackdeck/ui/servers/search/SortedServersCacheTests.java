package org.stackdeck.ui.servers.search;

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
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.search.ServerSearchQuery;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.TestSeed;
import org.stackdeck.ui.servers.TestOperationBuilder;
import org.stackdeck.ui.servers.grid.RecentServerOperations;
import org.stackdeck.ui.servers.grid.ServerGridModel;

class SortedServersCacheTests {

    private static final List<String> SEARCHES = List.of(
            "", "", "web", "1", "owner:me", "owner:jonas", "owner:none", "status:moving", "tag:blue", "project:res");
    private static final List<ServerSort.Column> COLUMNS = List.of(ServerSort.Column.values());
    private static final List<UserId> PEOPLE = List.of(TestOperationBuilder.ME, FakeUserDirectory.idOf("jonas"));

    private final SortedServersCache sortedServersCache = new SortedServersCache();
    private final Map<ServerKey, Server> servers = new HashMap<>();
    private final MutableClock clock = new MutableClock(TestOperationBuilder.NOW);
    private OwnerMap ownerMap = OwnerMap.NONE;

    @Test
    void randomlyUpdatedPagesEqualFreshlySortedViews() {
        long seed = TestSeed.printedFor(SortedServersCacheTests.class);
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
                page.meanwhile(random, now, ownerMap);
                String about = "seed %d, round %d, %s".formatted(seed, round, page.query);
                assertThat(page.model.displayedServers()).as(about).isEqualTo(page.naive());
                assertThat(counts(page.model)).as(about).isEqualTo(page.naiveCounts());
            }
        }
    }

    @Test
    void pagesWithTheSameCriteriaShareOneView() {
        Map<ServerKey, Server> first = Map.of(ServerBuilder.key("b"), server("b"), ServerBuilder.key("a"), server("a"));
        ServerGridModel serverGridModel = rows(TestOperationBuilder.ME);
        ServerGridModel other = rows(FakeUserDirectory.idOf("jonas"));
        serverGridModel.applyUpdate(view(Map.of(), first));
        other.applyUpdate(view(Map.of(), first));
        assertThat(other.displayedServers()).isSameAs(serverGridModel.displayedServers());

        Map<ServerKey, Server> second = new HashMap<>(first);
        second.put(ServerBuilder.key("c"), server("c"));
        serverGridModel.applyUpdate(view(first, second));
        other.applyUpdate(view(first, second));

        assertThat(other.displayedServers())
                .isSameAs(serverGridModel.displayedServers())
                .hasSize(3);
    }

    @Test
    void operationOfOneUserDoesNotShowOnAnotherUsersPage() {
        Map<ServerKey, Server> now = Map.of(ServerBuilder.key("a"), server("a"));
        ServerGridModel serverGridModel = rows(TestOperationBuilder.ME);
        ServerGridModel other = rows(TestOperationBuilder.ME);
        serverGridModel.applyUpdate(view(Map.of(), now));
        other.applyUpdate(view(Map.of(), now));

        serverGridModel.applyOperation(
                TestOperationBuilder.of(ServerAction.STOP, "a").running());

        assertThat(serverGridModel.count(ServerStateGroup.MOVING)).isEqualTo(1);
        assertThat(other.count(ServerStateGroup.MOVING)).isZero();
        assertThat(serverGridModel.displayedServers())
                .as("the sort order does not depend on the user")
                .isSameAs(other.displayedServers());
    }

    @Test
    void ownServersAreNotSharedBetweenUsers() {
        Map<ServerKey, Server> now = Map.of(ServerBuilder.key("a"), server("a"));
        ServerGridModel serverGridModel = rows(TestOperationBuilder.ME);
        ServerGridModel other = rows(FakeUserDirectory.idOf("jonas"));
        OwnerMap mine =
                new OwnerMap(Map.of(ServerBuilder.key("a"), new Owner(TestOperationBuilder.ME, new UserName("mia"))));
        for (ServerGridModel model : List.of(serverGridModel, other)) {
            model.applyUpdate(view(Map.of(), now));
            model.setOwners(mine);
            model.setQuery(ServerGridQuery.ALL.withSearch("owner:me"));
        }

        assertThat(serverGridModel.size()).isEqualTo(1);
        assertThat(other.size()).isZero();
    }

    @Test
    void viewThatNoPageShowsIsGarbageCollected() {
        ServerGridModel model = rows(TestOperationBuilder.ME);
        Map<ServerKey, Server> now = Map.of(ServerBuilder.key("a"), server("a"));
        model.applyUpdate(view(Map.of(), now));
        WeakReference<List<Server>> shown = new WeakReference<>(model.displayedServers());

        model.setQuery(ServerGridQuery.ALL.withSearch("nothing"));

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
                servers.remove(ServerBuilder.key(id));
            } else {
                servers.put(
                        ServerBuilder.key(id),
                        ServerBuilder.named(id)
                                .name((random.nextBoolean() ? "web-" : "Web") + random.nextInt(12))
                                .project(random.nextBoolean() ? ServerBuilder.STAFF : ServerBuilder.RESEARCH)
                                .status(random.nextBoolean() ? ServerStatus.ACTIVE : ServerStatus.REBOOT)
                                .tags(random.nextBoolean() ? new String[] {"blue"} : new String[] {})
                                .build());
            }
        }
        if (random.nextInt(4) == 0) {
            Map<ActionTarget, Owner> belong = new HashMap<>(ownerMap.byTarget());
            UserId person = PEOPLE.get(random.nextInt(2));
            belong.put(
                    ServerBuilder.key("s" + random.nextInt(25)),
                    new Owner(person, new UserName(person.equals(TestOperationBuilder.ME) ? "mia" : "jonas")));
            ownerMap = new OwnerMap(belong);
        }
    }

    private ServerGridModel rows(UserId person) {
        return new ServerGridModel(
                person,
                person,
                _ -> Map.of(),
                new RecentServerOperations(clock),
                TestOperationBuilder.pendingServers(clock),
                sortedServersCache);
    }

    private static Server server(String name) {
        return ServerBuilder.named(name).build();
    }

    private static VisibleServersUpdate view(Map<ServerKey, Server> before, Map<ServerKey, Server> now) {
        return new VisibleServersUpdate(1, now, Map.of(), Delta.between(before, now));
    }

    private static Map<ServerStateGroup, Integer> counts(ServerGridModel model) {
        Map<ServerStateGroup, Integer> counts = new EnumMap<>(ServerStateGroup.class);
        for (ServerStateGroup group : ServerStateGroup.values()) {
            if (model.count(group) != 0) {
                counts.put(group, model.count(group));
            }
        }
        return counts;
    }

    /** A page that the test updates at random moments, with a simple model of the rows that it must show. */
    private final class Page {

        private final UserId person;
        private final ServerGridModel model;
        private final Set<ServerKey> moving = new HashSet<>();
        private Map<ServerKey, Server> told = Map.of();
        private OwnerMap toldOwners = OwnerMap.NONE;
        private ServerGridQuery query = ServerGridQuery.ALL;

        Page(UserId person) {
            this.person = person;
            this.model = rows(person);
        }

        void meanwhile(Random random, Map<ServerKey, Server> now, OwnerMap ownerMap) {
            if (random.nextInt(3) > 0) {
                model.applyUpdate(view(told, now));
                told = now;
            }
            if (random.nextInt(3) == 0) {
                model.setOwners(ownerMap);
                toldOwners = ownerMap;
            }
            if (random.nextInt(20) == 0) {
                query = new ServerGridQuery(
                        SEARCHES.get(random.nextInt(SEARCHES.size())),
                        random.nextInt(3) == 0
                                ? Set.of(random.nextBoolean() ? ServerStateGroup.MOVING : ServerStateGroup.RUNNING)
                                : Set.of(),
                        new ServerSort(Stream.generate(() -> new ServerSort.Key(
                                        COLUMNS.get(random.nextInt(COLUMNS.size())), random.nextBoolean()))
                                .limit(random.nextInt(1, 4))
                                .toList()),
                        null,
                        random.nextInt(5) == 0 ? ServerBuilder.STAFF.id().value() : null);
                model.setQuery(query);
            }
            String id = "s" + random.nextInt(25);
            if (random.nextInt(20) == 0
                    && told.containsKey(ServerBuilder.key(id))
                    && moving.add(ServerBuilder.key(id))) {
                model.applyOperation(
                        TestOperationBuilder.of(ServerAction.STOP, id).running());
            }
        }

        List<Server> naive() {
            ServerSearchQuery search = ServerSearchQuery.parse(query.search());
            UserServerOwners userServerOwners = new UserServerOwners(person, toldOwners);
            return told.values().stream()
                    .filter(this::isInScope)
                    .filter(server -> search.matches(server, group(server), userServerOwners))
                    .filter(server -> query.states().isEmpty() || query.states().contains(group(server)))
                    .sorted(query.order().comparator(toldOwners))
                    .toList();
        }

        Map<ServerStateGroup, Integer> naiveCounts() {
            ServerSearchQuery search = ServerSearchQuery.parse(query.search());
            UserServerOwners userServerOwners = new UserServerOwners(person, toldOwners);
            Map<ServerStateGroup, Integer> counts = new EnumMap<>(ServerStateGroup.class);
            told.values().stream()
                    .filter(this::isInScope)
                    .filter(server -> search.matches(server, group(server), userServerOwners))
                    .forEach(server -> counts.merge(group(server), 1, Integer::sum));
            return counts;
        }

        private boolean isInScope(Server server) {
            return (query.cloud() == null || query.cloud().equals(server.cloud().value()))
                    && (query.project() == null
                            || query.project().equals(server.project().id().value()));
        }

        private ServerStateGroup group(Server server) {
            return moving.contains(server.key()) ? ServerStateGroup.MOVING : ServerStateGroup.of(server);
        }
    }
}
