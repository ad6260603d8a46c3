package org.stackdeck.ui.servers;

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
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.View;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.MovableClock;

class BeingMadeTests {

    private final MovableClock clock = new MovableClock(AnOperation.NOW);
    private final SharedViews views = new SharedViews();
    private final Set<OperationId> secret = new HashSet<>();
    private final ServerRows rows = new ServerRows(
            AnOperation.ME,
            AnOperation.ME,
            _ -> Map.of(),
            new Asked(clock),
            new BeingMade(clock, operation -> !secret.contains(operation.id()), _ -> AServer.STAFF),
            views);
    private final Map<ServerKey, Server> servers = new HashMap<>();

    @Test
    void acceptedLaunchShowsAPlaceholderRowAtOnce() {
        come("a", "c");
        AnOperation create = AnOperation.creating("b");

        Change change = rows.take(create.unbegun(State.WAITING));

        assertThat(change.touched())
                .containsExactly(create.unbegun(State.WAITING).standIn());
        assertThat(names()).containsExactly("a", "b", "c");
        ServerRow row = row(1);
        assertThat(row.there()).isFalse();
        assertThat(row.state().word()).isEqualTo("waiting");
        assertThat(row.server().project()).isEqualTo(AServer.STAFF);
        assertThat(row.server().flavor().name()).isEqualTo("m1.small");
        assertThat(row.owner()).isNotNull();
        assertThat(row.own()).isTrue();
        assertThat(row.raw()).isEmpty();
        assertThat(row.answers()).isEmpty();
    }

    @Test
    void placeholderCountsAsInTransitionButNotAsServer() {
        come("a");
        rows.take(AnOperation.creating("b").unbegun(State.WAITING));

        assertThat(rows.count(StateGroup.MOVING)).isEqualTo(1);
        assertThat(rows.found()).isEqualTo(2);
        assertThat(rows.visible()).isEqualTo(1);
        assertThat(rows.awaited()).isEqualTo(1);
        assertThat(rows.pickable()).isEqualTo(1);
    }

    @Test
    void serverReplacesPlaceholderWhenTheListArrivesLater() {
        come("a", "c");
        AnOperation create = AnOperation.creating("b");
        rows.take(create.unbegun(State.WAITING));
        rows.take(create.unbegun(State.RUNNING));
        assertThat(row(1).state().word()).isEqualTo("building");

        rows.take(create.running());
        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(row(1).there()).isFalse();
        Change change = come("b");

        assertThat(change.touched()).contains(create.running().standIn(), AServer.key("b"));
        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(row(1).there()).isTrue();
        assertThat(row(1).state().moving()).isTrue();
    }

    @Test
    void serverListedBeforeTheCloudsResponseIsShownOnce() {
        AnOperation create = AnOperation.creating("b");
        rows.take(create.unbegun(State.RUNNING));

        made(create);
        assertThat(names()).containsExactly("b");
        assertThat(row(0).there()).isTrue();
        rows.take(create.unbegun(State.RUNNING));
        rows.take(create.running());
        rows.take(create.succeeded());

        assertThat(names()).containsExactly("b");
    }

    @Test
    void pageOpenedDuringCreationShowsOneRow() {
        AnOperation before = AnOperation.creating("b");
        AnOperation after = AnOperation.creating("c");
        AnOperation begun = AnOperation.creating("d");
        made(before);
        come("d");

        rows.take(before.unbegun(State.RUNNING));
        rows.take(after.unbegun(State.RUNNING));
        rows.take(begun.running());

        assertThat(names()).containsExactly("b", "c", "d");
    }

    @Test
    void serverWithTheSameNameDoesNotReplacePlaceholder() {
        rows.take(AnOperation.creating("b").unbegun(State.RUNNING));

        come("b");

        assertThat(names()).containsExactly("b", "b");
    }

    @Test
    void placeholderRemainsIfOperationEndsBeforeServerIsListed() {
        AnOperation create = AnOperation.creating("b");
        rows.take(create.unbegun(State.WAITING));

        rows.take(create.succeeded());
        assertThat(names()).containsExactly("b");
        come("b");

        assertThat(names()).containsExactly("b");
        assertThat(row(0).there()).isTrue();
    }

    @Test
    void placeholderOfServerThatNeverAppearsIsRemovedAfterGracePeriod() {
        AnOperation create = AnOperation.creating("b");
        rows.take(create.unbegun(State.WAITING));
        rows.take(create.succeeded());
        clock.move(BeingMade.LINGER);

        Change change = come("a");

        assertThat(change.touched()).contains(create.running().standIn());
        assertThat(names()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "CANCELLED"})
    void oneThatIsNotMadeGoesAndLateNewsDoNotBringItBack(State end) {
        AnOperation create = AnOperation.creating("b");
        rows.take(create.unbegun(State.WAITING));

        Change change = rows.take(create.unbegun(end));

        assertThat(change.touched()).containsExactly(create.running().standIn());
        assertThat(names()).isEmpty();
        assertThat(rows.take(create.unbegun(State.RUNNING))).isEqualTo(Change.NONE);
        assertThat(names()).isEmpty();
    }

    @Test
    void deletedServerGetsNoPlaceholderAgain() {
        AnOperation create = AnOperation.creating("b");
        rows.take(create.unbegun(State.WAITING));
        rows.take(create.running());
        come("b");

        servers.clear();
        rows.take(new View(1, Map.of(), Map.of(), new Delta(List.of(), List.of(), Set.of(AServer.key("b")))));
        rows.take(create.running());

        assertThat(names()).isEmpty();
    }

    @Test
    void viewerWithoutAccessNeverSeesThePlaceholder() {
        AnOperation create = AnOperation.creating("b");
        rows.take(create.unbegun(State.WAITING));

        secret.add(create.id());
        rows.reconsider();

        assertThat(names()).isEmpty();
        assertThat(rows.row(create.running().standIn())).isEmpty();
        assertThat(rows.awaited()).isZero();
    }

    @Test
    void placeholderIsSearchedAndSortedLikeItsServer() {
        come("a");
        rows.take(AnOperation.creating("b").unbegun(State.WAITING));
        rows.take(AnOperation.creating("c").byAna().unbegun(State.WAITING));

        rows.show(GridQuery.ALL.withSearch("owner:me"));
        assertThat(names()).containsExactly("b");
        rows.show(GridQuery.ALL.withSearch("owner:ana"));
        assertThat(names()).containsExactly("c");
        rows.show(GridQuery.ALL.toggling(StateGroup.RUNNING));
        assertThat(names()).containsExactly("a");
        assertThat(rows.pickable()).isEqualTo(1);
        rows.show(GridQuery.ALL.withOrder(new ServerOrder(ServerOrder.Column.OWNER, false)));
        assertThat(names()).containsExactly("c", "b", "a");
        rows.show(new GridQuery("", Set.of(), ServerOrder.BY_NAME, null, "another project"));
        assertThat(names()).isEmpty();
    }

    @Test
    void serverDeletedDuringCreationShowsDeletion() {
        AnOperation create = AnOperation.creating("b");
        rows.take(create.unbegun(State.WAITING));
        rows.take(create.running());
        come("b");

        rows.take(AnOperation.of(ServerAction.DELETE, "b")
                .at(AnOperation.NOW.plusSeconds(1))
                .waiting());

        assertThat(row(0).state().word()).isEqualTo("deleting");
    }

    /** Twenty launches whose updates and servers arrive in any order that keeps the order of each launch. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void ofTwentyAtOnceEachIsOneRowAtEveryMoment(long seed) {
        Random random = new Random(seed);
        List<AnOperation> creates = IntStream.rangeClosed(1, 20)
                .mapToObj(number -> AnOperation.creating("s-" + number))
                .toList();
        creates.forEach(create -> rows.take(create.unbegun(State.WAITING)));
        List<String> expected = names();
        assertThat(expected).hasSize(20).startsWith("s-1", "s-2", "s-3");
        List<List<Runnable>> all = new ArrayList<>();
        for (AnOperation create : creates) {
            all.add(new ArrayList<>(List.of(
                    () -> rows.take(create.unbegun(State.RUNNING)),
                    () -> rows.take(create.running()),
                    () -> rows.take(create.succeeded()))));
            all.add(new ArrayList<>(List.of(() -> made(create))));
        }

        while (!all.isEmpty()) {
            List<Runnable> one = all.get(random.nextInt(all.size()));
            one.removeFirst().run();
            all.removeIf(List::isEmpty);

            assertThat(names()).isEqualTo(expected);
            assertThat(rows.found()).isEqualTo(20);
        }
        assertThat(rows.awaited()).isZero();
        assertThat(rows.visible()).isEqualTo(20);
    }

    private void made(AnOperation create) {
        come(AServer.named(create.server())
                .status(ServerStatus.BUILD)
                .metadata(Map.of("stackdeck-operation", create.id().toString()))
                .build());
    }

    private Change come(String... names) {
        return come(
                Arrays.stream(names).map(name -> AServer.named(name).build()).toArray(Server[]::new));
    }

    private Change come(Server... added) {
        for (Server server : added) {
            servers.put(server.key(), server);
        }
        return rows.take(new View(1, Map.copyOf(servers), Map.of(), new Delta(List.of(added), List.of(), Set.of())));
    }

    private List<String> names() {
        return rows.rows(0, 100).map(row -> row.server().name()).toList();
    }

    private ServerRow row(int place) {
        return rows.rows(place, 1).findFirst().orElseThrow();
    }
}
