package org.stackdeck.ui.servers.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.ui.servers.TestOperationBuilder;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerSort;
import org.stackdeck.ui.servers.search.SortedServersCache;
import org.stackdeck.ui.servers.state.DisplayedServerState;

class ServerGridModelTests {

    private final MutableClock clock = new MutableClock(TestOperationBuilder.NOW);
    private final SortedServersCache sortedServersCache = new SortedServersCache();
    private final ServerGridModel model = new ServerGridModel(
            TestOperationBuilder.ME,
            TestOperationBuilder.ME,
            _ -> Map.of(),
            new RecentServerOperations(clock),
            TestOperationBuilder.pendingServers(clock),
            sortedServersCache);
    private final Map<ServerKey, Server> servers = new HashMap<>();

    @Test
    void namesAreSortedNaturally() {
        add("web-10", "Web-2", "api");

        assertThat(names()).containsExactly("api", "Web-2", "web-10");
    }

    @Test
    void changedServerIsRepaintedInPlace() {
        add("a", "b", "c");

        ChangedServerRows changedServerRows =
                change(ServerBuilder.named("b").status(ServerStatus.SHUTOFF).build());

        assertThat(changedServerRows)
                .isEqualTo(new ChangedServerRows(Set.of(ServerBuilder.key("b")), Set.of(ServerBuilder.key("b"))));
        assertThat(model.row(ServerBuilder.key("b")).orElseThrow().state().group())
                .isEqualTo(ServerStateGroup.OFF);
    }

    @Test
    void initialServersAreNotHighlighted() {
        servers.put(ServerBuilder.key("a"), ServerBuilder.named("a").build());
        ChangedServerRows first = model.applyUpdate(view(Delta.between(Map.of(), servers)));
        servers.put(ServerBuilder.key("b"), ServerBuilder.named("b").build());
        ChangedServerRows later =
                model.applyUpdate(view(new Delta(List.of(servers.get(ServerBuilder.key("b"))), List.of(), Set.of())));

        assertThat(first).isEqualTo(new ChangedServerRows(Set.of(ServerBuilder.key("a")), Set.of()));
        assertThat(later)
                .isEqualTo(new ChangedServerRows(Set.of(ServerBuilder.key("b")), Set.of(ServerBuilder.key("b"))));
    }

    @Test
    void repeatedUpdateIsNoChange() {
        add("a", "b");

        assertThat(model.applyUpdate(view(Delta.between(Map.of(), servers)))).isEqualTo(ChangedServerRows.NONE);
    }

    @Test
    void renamedServerMovesToItsNewPosition() {
        add("a", "b", "c");

        change(ServerBuilder.named("a").name("z").build());

        assertThat(names()).containsExactly("b", "c", "z");
    }

    @Test
    void newOwnerIsShownAndMovesTheRow() {
        add("a", "b", "c");
        model.setQuery(ServerGridQuery.ALL.withOrder(new ServerSort(ServerSort.Column.OWNER, false)));
        assertThat(names()).containsExactly("a", "b", "c");

        ChangedServerRows changedServerRows = model.setOwners(owners(Map.of("c", "mia", "elsewhere", "mia")));

        assertThat(changedServerRows).isEqualTo(new ChangedServerRows(Set.of(ServerBuilder.key("c")), Set.of()));
        assertThat(names()).containsExactly("c", "a", "b");
        assertThat(model.row(ServerBuilder.key("c")).orElseThrow().own()).isFalse();
        assertThat(model.setOwners(owners(Map.of("c", "mia", "b", "jonas"))).changed())
                .containsExactly(ServerBuilder.key("b"));
        assertThat(names()).containsExactly("b", "c", "a");
        assertThat(model.setOwners(owners(Map.of("c", "mia", "b", "jonas")))).isEqualTo(ChangedServerRows.NONE);
    }

    @Test
    void ownServersAreThoseOfTheViewer() {
        add("a", "b");
        model.setQuery(ServerGridQuery.ALL.withSearch("owner:me"));
        assertThat(names()).isEmpty();

        model.setOwners(
                new OwnerMap(Map.of(ServerBuilder.key("a"), new Owner(TestOperationBuilder.ME, new UserName("mia")))));

        assertThat(names()).containsExactly("a");
        assertThat(model.row(ServerBuilder.key("a")).orElseThrow().own()).isTrue();
        assertThat(Stream.of(ServerStateGroup.values()).mapToInt(model::count).sum())
                .isEqualTo(1);
    }

    @Test
    void ownServersAreThoseOfTheViewedUser() {
        ServerGridModel theirs = new ServerGridModel(
                TestOperationBuilder.ME,
                FakeUserDirectory.idOf("jonas"),
                _ -> Map.of(),
                new RecentServerOperations(clock),
                TestOperationBuilder.pendingServers(clock),
                sortedServersCache);
        theirs.setQuery(ServerGridQuery.ALL.withSearch("owner:me"));
        servers.put(ServerBuilder.key("a"), ServerBuilder.named("a").build());
        theirs.applyUpdate(view(Delta.between(Map.of(), servers)));

        theirs.setOwners(
                new OwnerMap(Map.of(ServerBuilder.key("a"), new Owner(TestOperationBuilder.ME, new UserName("mia")))));
        assertThat(theirs.size()).isZero();
        theirs.setOwners(owners(Map.of("a", "jonas")));
        assertThat(theirs.size()).isEqualTo(1);
    }

    @Test
    void manyServersAssignedAtOnceAreFoundByOwner() {
        String[] many = IntStream.range(0, 300).mapToObj(i -> "s" + i).toArray(String[]::new);
        add(many);
        model.setQuery(ServerGridQuery.ALL.withSearch("owner:mia"));

        model.setOwners(owners(Stream.of(many).collect(Collectors.toMap(name -> name, _ -> "mia"))));

        assertThat(model.size()).isEqualTo(300);
    }

    @Test
    void removedServerDisappears() {
        add("a", "b");
        servers.remove(ServerBuilder.key("a"));

        ChangedServerRows changedServerRows =
                model.applyUpdate(view(new Delta(List.of(), List.of(), Set.of(ServerBuilder.key("a")))));

        assertThat(changedServerRows.changed()).containsExactly(ServerBuilder.key("a"));
        assertThat(names()).containsExactly("b");
    }

    @Test
    void serverThatLeavesTheFilterDisappearsAndIsCounted() {
        add("a", "b");
        model.setQuery(ServerGridQuery.ALL.withToggledState(ServerStateGroup.RUNNING));

        change(ServerBuilder.named("a").status(ServerStatus.SHUTOFF).build());

        assertThat(names()).containsExactly("b");
        assertThat(model.count(ServerStateGroup.RUNNING)).isEqualTo(1);
        assertThat(model.count(ServerStateGroup.OFF)).isEqualTo(1);
    }

    @Test
    void chipsCountSearchMatchesOfEveryState() {
        add("web-1", "web-2", "db-1");
        model.setQuery(ServerGridQuery.ALL.withSearch("web").withToggledState(ServerStateGroup.OFF));

        assertThat(model.size()).isZero();
        assertThat(model.count(ServerStateGroup.RUNNING)).isEqualTo(2);
    }

    @Test
    void suggestionsCountTheServersThatTheChipsCount() {
        add("web-1", "web-2", "db-1");
        model.setQuery(ServerGridQuery.ALL.withSearch("web").withToggledState(ServerStateGroup.OFF));

        assertThat(model.matchingServers("web")).hasSize(model.count(ServerStateGroup.RUNNING));
        assertThat(model.matchingServers("")).hasSize(3);
    }

    @Test
    void stopOperationPutsServerInTransitionAtOnce() {
        add("a");

        ChangedServerRows changedServerRows = model.applyOperation(
                TestOperationBuilder.of(ServerAction.STOP, "a").waiting());

        assertThat(changedServerRows.changed()).containsExactly(ServerBuilder.key("a"));
        assertThat(state("a").labelKey()).isEqualTo("stopping");
        assertThat(model.count(ServerStateGroup.MOVING)).isEqualTo(1);
    }

    @Test
    void succeededOperationShowsTheCloudsState() {
        add("a");
        TestOperationBuilder stop = TestOperationBuilder.of(ServerAction.STOP, "a");
        model.applyOperation(stop.running());
        change(ServerBuilder.named("a").status(ServerStatus.SHUTOFF).build());

        model.applyOperation(stop.succeeded());

        assertThat(state("a").group()).isEqualTo(ServerStateGroup.OFF);
        assertThat(state("a").reason()).isNull();
    }

    @Test
    void failedOperationIsShownForAMinute() {
        add("a");
        TestOperationBuilder stop = TestOperationBuilder.of(ServerAction.STOP, "a");
        model.applyOperation(stop.waiting());

        model.applyOperation(stop.failed());
        DisplayedServerState right = state("a");
        clock.advance(RecentServerOperations.FAILURE_DISPLAY_TIME);
        ChangedServerRows later = model.applyUpdate(view(Delta.NONE));

        assertThat(right.group()).isEqualTo(ServerStateGroup.RUNNING);
        assertThat(right.reason()).isNotNull();
        assertThat(later.changed()).containsExactly(ServerBuilder.key("a"));
        assertThat(state("a").reason()).isNull();
    }

    @Test
    void lateUpdateDoesNotRestartAnEndedOperation() {
        add("a");
        TestOperationBuilder stop = TestOperationBuilder.of(ServerAction.STOP, "a");
        model.applyOperation(stop.failed());

        assertThat(model.applyOperation(stop.running())).isEqualTo(ChangedServerRows.NONE);
        assertThat(state("a").isMoving()).isFalse();
    }

    @Test
    void operationsOnInvisibleServersChangeNothing() {
        add("a");

        assertThat(model.applyOperation(
                        TestOperationBuilder.of(ServerAction.STOP, "hidden").waiting()))
                .isEqualTo(ChangedServerRows.NONE);
    }

    @Test
    void patchedViewOfTenThousandServersEqualsSortedView() {
        add(IntStream.range(0, 10_000).mapToObj(i -> "s-" + i).toArray(String[]::new));
        List<Server> renamed = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            renamed.add(ServerBuilder.named("s-" + i * 7).name("t-" + (100 - i)).build());
        }

        change(renamed.toArray(Server[]::new));
        List<String> patched = names();
        model.setQuery(ServerGridQuery.ALL);

        assertThat(patched).isEqualTo(names()).hasSize(10_000);
    }

    @Test
    void expiredFailureIsNotShownOnANewPage() {
        add("a");
        clock.advance(Duration.ofMinutes(2));

        model.applyOperation(TestOperationBuilder.of(ServerAction.STOP, "a").failed());

        assertThat(state("a").reason()).isNull();
    }

    private static OwnerMap owners(Map<String, String> names) {
        return new OwnerMap(names.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> ServerBuilder.key(entry.getKey()),
                        entry -> new Owner(FakeUserDirectory.idOf(entry.getValue()), new UserName(entry.getValue())))));
    }

    private void add(String... names) {
        List<Server> added = new ArrayList<>();
        for (String name : names) {
            Server server = ServerBuilder.named(name).build();
            servers.put(server.key(), server);
            added.add(server);
        }
        model.applyUpdate(view(new Delta(added, List.of(), Set.of())));
    }

    private ChangedServerRows change(Server... changed) {
        for (Server server : changed) {
            servers.put(server.key(), server);
        }
        return model.applyUpdate(view(new Delta(List.of(), List.of(changed), Set.of())));
    }

    private VisibleServersUpdate view(Delta delta) {
        return new VisibleServersUpdate(1, Map.copyOf(servers), Map.of(), delta);
    }

    private List<String> names() {
        return model.displayedServers().stream().map(Server::name).toList();
    }

    private DisplayedServerState state(String name) {
        return model.row(ServerBuilder.key(name)).orElseThrow().state();
    }
}
