package org.stackdeck.ui.servers;

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
import org.stackdeck.access.Owner;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.View;
import org.stackdeck.platform.MovableClock;

class ServerRowsTests {

    private final MovableClock clock = new MovableClock(AnOperation.NOW);
    private final SharedViews views = new SharedViews();
    private final ServerRows rows = new ServerRows(
            AnOperation.ME, AnOperation.ME, _ -> Map.of(), new Asked(clock), AnOperation.making(clock), views);
    private final Map<ServerKey, Server> servers = new HashMap<>();

    @Test
    void namesAreSortedNaturally() {
        add("web-10", "Web-2", "api");

        assertThat(names()).containsExactly("api", "Web-2", "web-10");
    }

    @Test
    void changedServerIsRepaintedInPlace() {
        add("a", "b", "c");

        Change change = change(AServer.named("b").status(ServerStatus.SHUTOFF).build());

        assertThat(change).isEqualTo(new Change(Set.of(AServer.key("b")), Set.of(AServer.key("b"))));
        assertThat(rows.row(AServer.key("b")).orElseThrow().state().group()).isEqualTo(StateGroup.OFF);
    }

    @Test
    void initialServersAreNotHighlighted() {
        servers.put(AServer.key("a"), AServer.named("a").build());
        Change first = rows.take(view(Delta.between(Map.of(), servers)));
        servers.put(AServer.key("b"), AServer.named("b").build());
        Change later = rows.take(view(new Delta(List.of(servers.get(AServer.key("b"))), List.of(), Set.of())));

        assertThat(first).isEqualTo(new Change(Set.of(AServer.key("a")), Set.of()));
        assertThat(later).isEqualTo(new Change(Set.of(AServer.key("b")), Set.of(AServer.key("b"))));
    }

    @Test
    void repeatedUpdateIsNoChange() {
        add("a", "b");

        assertThat(rows.take(view(Delta.between(Map.of(), servers)))).isEqualTo(Change.NONE);
    }

    @Test
    void renamedServerMovesToItsNewPosition() {
        add("a", "b", "c");

        change(AServer.named("a").name("z").build());

        assertThat(names()).containsExactly("b", "c", "z");
    }

    @Test
    void newOwnerIsShownAndMovesTheRow() {
        add("a", "b", "c");
        rows.show(GridQuery.ALL.withOrder(new ServerOrder(ServerOrder.Column.OWNER, false)));
        assertThat(names()).containsExactly("a", "b", "c");

        Change change = rows.take(owners(Map.of("c", "mia", "elsewhere", "mia")));

        assertThat(change).isEqualTo(new Change(Set.of(AServer.key("c")), Set.of()));
        assertThat(names()).containsExactly("c", "a", "b");
        assertThat(rows.row(AServer.key("c")).orElseThrow().own()).isFalse();
        assertThat(rows.take(owners(Map.of("c", "mia", "b", "jonas"))).touched())
                .containsExactly(AServer.key("b"));
        assertThat(names()).containsExactly("b", "c", "a");
        assertThat(rows.take(owners(Map.of("c", "mia", "b", "jonas")))).isEqualTo(Change.NONE);
    }

    @Test
    void ownServersAreThoseOfTheViewer() {
        add("a", "b");
        rows.show(GridQuery.ALL.withSearch("owner:me"));
        assertThat(names()).isEmpty();

        rows.take(new Owners(Map.of(AServer.key("a"), new Owner(AnOperation.ME, new UserName("mia")))));

        assertThat(names()).containsExactly("a");
        assertThat(rows.row(AServer.key("a")).orElseThrow().own()).isTrue();
        assertThat(rows.found()).isEqualTo(1);
    }

    @Test
    void ownServersAreThoseOfTheViewedUser() {
        ServerRows theirs = new ServerRows(
                AnOperation.ME,
                FakeDirectory.idOf("jonas"),
                _ -> Map.of(),
                new Asked(clock),
                AnOperation.making(clock),
                views);
        theirs.show(GridQuery.ALL.withSearch("owner:me"));
        servers.put(AServer.key("a"), AServer.named("a").build());
        theirs.take(view(Delta.between(Map.of(), servers)));

        theirs.take(new Owners(Map.of(AServer.key("a"), new Owner(AnOperation.ME, new UserName("mia")))));
        assertThat(theirs.size()).isZero();
        theirs.take(owners(Map.of("a", "jonas")));
        assertThat(theirs.size()).isEqualTo(1);
    }

    @Test
    void manyServersAssignedAtOnceAreFoundByOwner() {
        String[] many = IntStream.range(0, 300).mapToObj(i -> "s" + i).toArray(String[]::new);
        add(many);
        rows.show(GridQuery.ALL.withSearch("owner:mia"));

        rows.take(owners(Stream.of(many).collect(Collectors.toMap(name -> name, _ -> "mia"))));

        assertThat(rows.size()).isEqualTo(300);
    }

    @Test
    void removedServerDisappears() {
        add("a", "b");
        servers.remove(AServer.key("a"));

        Change change = rows.take(view(new Delta(List.of(), List.of(), Set.of(AServer.key("a")))));

        assertThat(change.touched()).containsExactly(AServer.key("a"));
        assertThat(names()).containsExactly("b");
    }

    @Test
    void serverThatLeavesTheFilterDisappearsAndIsCounted() {
        add("a", "b");
        rows.show(GridQuery.ALL.toggling(StateGroup.RUNNING));

        change(AServer.named("a").status(ServerStatus.SHUTOFF).build());

        assertThat(names()).containsExactly("b");
        assertThat(rows.count(StateGroup.RUNNING)).isEqualTo(1);
        assertThat(rows.count(StateGroup.OFF)).isEqualTo(1);
    }

    @Test
    void chipsCountSearchMatchesOfEveryState() {
        add("web-1", "web-2", "db-1");
        rows.show(GridQuery.ALL.withSearch("web").toggling(StateGroup.OFF));

        assertThat(rows.size()).isZero();
        assertThat(rows.count(StateGroup.RUNNING)).isEqualTo(2);
    }

    @Test
    void stopOperationPutsServerInTransitionAtOnce() {
        add("a");

        Change change = rows.take(AnOperation.of(ServerAction.STOP, "a").waiting());

        assertThat(change.touched()).containsExactly(AServer.key("a"));
        assertThat(state("a").word()).isEqualTo("stopping");
        assertThat(rows.count(StateGroup.MOVING)).isEqualTo(1);
    }

    @Test
    void succeededOperationShowsTheCloudsState() {
        add("a");
        AnOperation stop = AnOperation.of(ServerAction.STOP, "a");
        rows.take(stop.running());
        change(AServer.named("a").status(ServerStatus.SHUTOFF).build());

        rows.take(stop.succeeded());

        assertThat(state("a").group()).isEqualTo(StateGroup.OFF);
        assertThat(state("a").reason()).isNull();
    }

    @Test
    void failedOperationIsShownForAMinute() {
        add("a");
        AnOperation stop = AnOperation.of(ServerAction.STOP, "a");
        rows.take(stop.waiting());

        rows.take(stop.failed());
        ShownState right = state("a");
        clock.move(Asked.FAILURE_SHOWN);
        Change later = rows.take(view(Delta.NONE));

        assertThat(right.group()).isEqualTo(StateGroup.RUNNING);
        assertThat(right.reason()).isNotNull();
        assertThat(later.touched()).containsExactly(AServer.key("a"));
        assertThat(state("a").reason()).isNull();
    }

    @Test
    void lateUpdateDoesNotRestartAnEndedOperation() {
        add("a");
        AnOperation stop = AnOperation.of(ServerAction.STOP, "a");
        rows.take(stop.failed());

        assertThat(rows.take(stop.running())).isEqualTo(Change.NONE);
        assertThat(state("a").moving()).isFalse();
    }

    @Test
    void operationsOnInvisibleServersChangeNothing() {
        add("a");

        assertThat(rows.take(AnOperation.of(ServerAction.STOP, "hidden").waiting()))
                .isEqualTo(Change.NONE);
    }

    @Test
    void patchedViewOfTenThousandServersEqualsSortedView() {
        add(IntStream.range(0, 10_000).mapToObj(i -> "s-" + i).toArray(String[]::new));
        List<Server> renamed = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            renamed.add(AServer.named("s-" + i * 7).name("t-" + (100 - i)).build());
        }

        change(renamed.toArray(Server[]::new));
        List<String> patched = names();
        rows.show(GridQuery.ALL);

        assertThat(patched).isEqualTo(names()).hasSize(10_000);
    }

    @Test
    void expiredFailureIsNotShownOnANewPage() {
        add("a");
        clock.move(Duration.ofMinutes(2));

        rows.take(AnOperation.of(ServerAction.STOP, "a").failed());

        assertThat(state("a").reason()).isNull();
    }

    private static Owners owners(Map<String, String> names) {
        return new Owners(names.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> AServer.key(entry.getKey()),
                        entry -> new Owner(FakeDirectory.idOf(entry.getValue()), new UserName(entry.getValue())))));
    }

    private void add(String... names) {
        List<Server> added = new ArrayList<>();
        for (String name : names) {
            Server server = AServer.named(name).build();
            servers.put(server.key(), server);
            added.add(server);
        }
        rows.take(view(new Delta(added, List.of(), Set.of())));
    }

    private Change change(Server... changed) {
        for (Server server : changed) {
            servers.put(server.key(), server);
        }
        return rows.take(view(new Delta(List.of(), List.of(changed), Set.of())));
    }

    private View view(Delta delta) {
        return new View(1, Map.copyOf(servers), Map.of(), delta);
    }

    private List<String> names() {
        return rows.rows(0, Integer.MAX_VALUE / 2)
                .map(row -> row.server().name())
                .toList();
    }

    private ShownState state(String name) {
        return rows.row(AServer.key(name)).orElseThrow().state();
    }
}
