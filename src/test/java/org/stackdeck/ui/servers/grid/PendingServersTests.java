package org.stackdeck.ui.servers.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.ui.servers.TestOperationBuilder;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerSort;
import org.stackdeck.ui.servers.search.SortedServersCache;

class PendingServersTests {

    private final MutableClock clock = new MutableClock(TestOperationBuilder.NOW);
    private final SortedServersCache sortedServersCache = new SortedServersCache();
    private final Set<OperationId> secret = new HashSet<>();
    private final ServerGridModel model = new ServerGridModel(
            TestOperationBuilder.ME,
            TestOperationBuilder.ME,
            _ -> Map.of(),
            new RecentServerOperations(clock),
            new PendingServers(clock, operation -> !secret.contains(operation.id()), _ -> ServerBuilder.STAFF),
            sortedServersCache);
    private final Map<ServerKey, Server> servers = new HashMap<>();

    @Test
    void acceptedLaunchShowsAPlaceholderRowAtOnce() {
        come("a", "c");
        TestOperationBuilder create = TestOperationBuilder.creating("b");

        ChangedServerRows changedServerRows = model.applyOperation(create.withoutServer(State.WAITING));

        assertThat(changedServerRows.changed())
                .containsExactly(create.withoutServer(State.WAITING).placeholderKey());
        assertThat(names()).containsExactly("a", "b", "c");
        ServerRow row = row(1);
        assertThat(row.exists()).isFalse();
        assertThat(row.state().labelKey()).isEqualTo("waiting");
        assertThat(row.server().project()).isEqualTo(ServerBuilder.STAFF);
        assertThat(row.server().flavor().name()).isEqualTo("m1.small");
        assertThat(row.owner()).isNotNull();
        assertThat(row.own()).isTrue();
        assertThat(row.rawState()).isEmpty();
        assertThat(row.availability()).isEmpty();
    }

    @Test
    void placeholderCountsAsInTransitionButNotAsServer() {
        come("a");
        model.applyOperation(TestOperationBuilder.creating("b").withoutServer(State.WAITING));

        assertThat(model.count(ServerStateGroup.MOVING)).isEqualTo(1);
        assertThat(countMatches()).isEqualTo(2);
        assertThat(model.visibleCount()).isEqualTo(1);
        assertThat(model.pendingCount()).isEqualTo(1);
        assertThat(model.selectableCount()).isEqualTo(1);
    }

    @Test
    void serverReplacesPlaceholderWhenTheListArrivesLater() {
        come("a", "c");
        TestOperationBuilder create = TestOperationBuilder.creating("b");
        model.applyOperation(create.withoutServer(State.WAITING));
        model.applyOperation(create.withoutServer(State.RUNNING));
        assertThat(row(1).state().labelKey()).isEqualTo("building");

        model.applyOperation(create.running());
        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(row(1).exists()).isFalse();
        ChangedServerRows changedServerRows = come("b");

        assertThat(changedServerRows.changed()).contains(create.running().placeholderKey(), ServerBuilder.key("b"));
        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(row(1).exists()).isTrue();
        assertThat(row(1).state().isMoving()).isTrue();
    }

    @Test
    void serverListedBeforeTheCloudsResponseIsShownOnce() {
        TestOperationBuilder create = TestOperationBuilder.creating("b");
        model.applyOperation(create.withoutServer(State.RUNNING));

        made(create);
        assertThat(names()).containsExactly("b");
        assertThat(row(0).exists()).isTrue();
        model.applyOperation(create.withoutServer(State.RUNNING));
        model.applyOperation(create.running());
        model.applyOperation(create.succeeded());

        assertThat(names()).containsExactly("b");
    }

    @Test
    void pageOpenedDuringCreationShowsOneRow() {
        TestOperationBuilder before = TestOperationBuilder.creating("b");
        TestOperationBuilder after = TestOperationBuilder.creating("c");
        TestOperationBuilder begun = TestOperationBuilder.creating("d");
        made(before);
        come("d");

        model.applyOperation(before.withoutServer(State.RUNNING));
        model.applyOperation(after.withoutServer(State.RUNNING));
        model.applyOperation(begun.running());

        assertThat(names()).containsExactly("b", "c", "d");
    }

    @Test
    void serverWithTheSameNameDoesNotReplacePlaceholder() {
        model.applyOperation(TestOperationBuilder.creating("b").withoutServer(State.RUNNING));

        come("b");

        assertThat(names()).containsExactly("b", "b");
    }

    @Test
    void placeholderRemainsIfOperationEndsBeforeServerIsListed() {
        TestOperationBuilder create = TestOperationBuilder.creating("b");
        model.applyOperation(create.withoutServer(State.WAITING));

        model.applyOperation(create.succeeded());
        assertThat(names()).containsExactly("b");
        come("b");

        assertThat(names()).containsExactly("b");
        assertThat(row(0).exists()).isTrue();
    }

    @Test
    void placeholderOfServerThatNeverAppearsIsRemovedAfterGracePeriod() {
        TestOperationBuilder create = TestOperationBuilder.creating("b");
        model.applyOperation(create.withoutServer(State.WAITING));
        model.applyOperation(create.succeeded());
        clock.advance(PendingServers.GRACE_PERIOD);

        ChangedServerRows changedServerRows = come("a");

        assertThat(changedServerRows.changed()).contains(create.running().placeholderKey());
        assertThat(names()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "CANCELLED"})
    void placeholderOfAnUnsuccessfulLaunchIsRemovedAndNotRestoredByALateUpdate(State end) {
        TestOperationBuilder create = TestOperationBuilder.creating("b");
        model.applyOperation(create.withoutServer(State.WAITING));

        ChangedServerRows changedServerRows = model.applyOperation(create.withoutServer(end));

        assertThat(changedServerRows.changed()).containsExactly(create.running().placeholderKey());
        assertThat(names()).isEmpty();
        assertThat(model.applyOperation(create.withoutServer(State.RUNNING))).isEqualTo(ChangedServerRows.NONE);
        assertThat(names()).isEmpty();
    }

    @Test
    void deletedServerGetsNoPlaceholderAgain() {
        TestOperationBuilder create = TestOperationBuilder.creating("b");
        model.applyOperation(create.withoutServer(State.WAITING));
        model.applyOperation(create.running());
        come("b");

        servers.clear();
        model.applyUpdate(new VisibleServersUpdate(
                1, Map.of(), Map.of(), new Delta(List.of(), List.of(), Set.of(ServerBuilder.key("b")))));
        model.applyOperation(create.running());

        assertThat(names()).isEmpty();
    }

    @Test
    void viewerWithoutAccessNeverSeesThePlaceholder() {
        TestOperationBuilder create = TestOperationBuilder.creating("b");
        model.applyOperation(create.withoutServer(State.WAITING));

        secret.add(create.id());
        model.refreshPending();

        assertThat(names()).isEmpty();
        assertThat(model.row(create.running().placeholderKey())).isEmpty();
        assertThat(model.pendingCount()).isZero();
    }

    @Test
    void placeholderIsSearchedAndSortedLikeItsServer() {
        come("a");
        model.applyOperation(TestOperationBuilder.creating("b").withoutServer(State.WAITING));
        model.applyOperation(TestOperationBuilder.creating("c").byAna().withoutServer(State.WAITING));

        model.setQuery(ServerGridQuery.ALL.withSearch("owner:me"));
        assertThat(names()).containsExactly("b");
        model.setQuery(ServerGridQuery.ALL.withSearch("owner:ana"));
        assertThat(names()).containsExactly("c");
        model.setQuery(ServerGridQuery.ALL.withToggledState(ServerStateGroup.RUNNING));
        assertThat(names()).containsExactly("a");
        assertThat(model.selectableCount()).isEqualTo(1);
        model.setQuery(ServerGridQuery.ALL.withOrder(new ServerSort(ServerSort.Column.OWNER, false)));
        assertThat(names()).containsExactly("c", "b", "a");
        model.setQuery(new ServerGridQuery("", Set.of(), ServerSort.BY_NAME, null, "another project"));
        assertThat(names()).isEmpty();
    }

    @Test
    void serverDeletedDuringCreationShowsDeletion() {
        TestOperationBuilder create = TestOperationBuilder.creating("b");
        model.applyOperation(create.withoutServer(State.WAITING));
        model.applyOperation(create.running());
        come("b");

        model.applyOperation(TestOperationBuilder.of(ServerAction.DELETE, "b")
                .at(TestOperationBuilder.NOW.plusSeconds(1))
                .waiting());

        assertThat(row(0).state().labelKey()).isEqualTo("deleting");
    }

    /** The updates and the servers arrive in random order. Only the order within each launch is kept. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachOfTwentyConcurrentLaunchesAlwaysHasOneRow(long seed) {
        Random random = new Random(seed);
        List<TestOperationBuilder> creates = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> TestOperationBuilder.creating("s-" + number))
                .toList();
        creates.forEach(create -> model.applyOperation(create.withoutServer(State.WAITING)));
        List<String> expected = names();
        assertThat(expected).hasSize(20).startsWith("s-1", "s-2", "s-3");
        List<List<Runnable>> all = new ArrayList<>();
        for (TestOperationBuilder create : creates) {
            all.add(new ArrayList<>(List.of(
                    () -> model.applyOperation(create.withoutServer(State.RUNNING)),
                    () -> model.applyOperation(create.running()),
                    () -> model.applyOperation(create.succeeded()))));
            all.add(new ArrayList<>(List.of(() -> made(create))));
        }

        while (!all.isEmpty()) {
            List<Runnable> one = all.get(random.nextInt(all.size()));
            one.removeFirst().run();
            all.removeIf(List::isEmpty);

            assertThat(names()).isEqualTo(expected);
            assertThat(countMatches()).isEqualTo(20);
        }
        assertThat(model.pendingCount()).isZero();
        assertThat(model.visibleCount()).isEqualTo(20);
    }

    private void made(TestOperationBuilder create) {
        come(ServerBuilder.named(create.server())
                .status(ServerStatus.BUILD)
                .metadata(Map.of("stackdeck-operation", create.id().toString()))
                .build());
    }

    private ChangedServerRows come(String... names) {
        return come(Arrays.stream(names)
                .map(name -> ServerBuilder.named(name).build())
                .toArray(Server[]::new));
    }

    private ChangedServerRows come(Server... added) {
        for (Server server : added) {
            servers.put(server.key(), server);
        }
        return model.applyUpdate(new VisibleServersUpdate(
                1, Map.copyOf(servers), Map.of(), new Delta(List.of(added), List.of(), Set.of())));
    }

    private int countMatches() {
        return Arrays.stream(ServerStateGroup.values()).mapToInt(model::count).sum();
    }

    private List<String> names() {
        return model.displayedServers().stream().map(Server::name).toList();
    }

    private ServerRow row(int place) {
        return (ServerRow) model.rows(place, 1).findFirst().orElseThrow();
    }
}
