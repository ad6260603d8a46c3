package org.stackdeck.ui.servers.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
import org.stackdeck.operations.Operation;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.TestSeed;
import org.stackdeck.ui.servers.TestOperationBuilder;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerSort;
import org.stackdeck.ui.servers.search.SortedServersCache;

class GroupedRowsTests {

    private final MutableClock clock = new MutableClock(TestOperationBuilder.NOW);
    private final SortedServersCache cache = new SortedServersCache();
    private final ServerGridModel model = model(cache);
    private final Map<ServerKey, Server> servers = new HashMap<>();

    @Test
    void headersPrecedeTheServersOfTheirGroup() {
        put(server("a").project(ServerBuilder.STAFF), server("b").project(ServerBuilder.RESEARCH), server("c"));
        assertThat(rows()).containsExactly("a", "b", "c");

        model.grouping().set(ServerGrouping.PROJECT);

        assertThat(rows()).containsExactly("[research 1]", "b", "[staff 2]", "a", "c");
        assertThat(model.size()).isEqualTo(3);
    }

    @Test
    void serversOfAGroupHaveTheSortOrderOfTheGrid() {
        put(server("a"), server("b").project(ServerBuilder.RESEARCH), server("c"));
        model.grouping().set(ServerGrouping.PROJECT);

        model.setQuery(ServerGridQuery.ALL.withOrder(new ServerSort(ServerSort.Column.NAME, true)));

        assertThat(rows()).containsExactly("[research 1]", "b", "[staff 2]", "c", "a");
    }

    @Test
    void collapsedGroupShowsOnlyItsHeader() {
        put(server("a"), server("b").project(ServerBuilder.RESEARCH), server("c"));
        model.grouping().set(ServerGrouping.PROJECT);

        model.grouping().toggle("lab/p-staff");

        assertThat(rows()).containsExactly("[research 1]", "b", "[staff 2 collapsed]");
        assertThat(model.size()).as("number of displayed servers").isEqualTo(3);
        assertThat(model.displayedServers()).hasSize(3);

        model.grouping().toggle("lab/p-staff");
        assertThat(rows()).containsExactly("[research 1]", "b", "[staff 2]", "a", "c");
    }

    @Test
    void changeMovesTheServerAndKeepsCollapsedGroups() {
        put(server("a"), server("b"), server("c").status(ServerStatus.SHUTOFF));
        model.grouping().set(ServerGrouping.STATUS);
        model.grouping().toggle("off");
        assertThat(rows()).containsExactly("[running 2]", "a", "b", "[off 1 collapsed]");

        put(server("a").status(ServerStatus.SHUTOFF));
        assertThat(rows()).containsExactly("[running 1]", "b", "[off 2 collapsed]");

        put(server("a").status(ServerStatus.ERROR));
        assertThat(rows()).containsExactly("[running 1]", "b", "[off 1 collapsed]", "[error 1]", "a");
    }

    @Test
    void groupOfRemovedServersDisappearsAndIsStillCollapsedWhenItReturns() {
        put(server("a"), server("b").tags("blue"));
        model.grouping().set(ServerGrouping.TAG);
        model.grouping().toggle("blue");

        put(server("b"));
        assertThat(rows()).containsExactly("[ 2]", "a", "b");
        put(server("b").tags("blue"));

        assertThat(rows()).containsExactly("[blue 1 collapsed]", "[ 1]", "a");
    }

    @Test
    void groupThatAppearsAfterCollapseAllIsCollapsed() {
        put(server("a").tags("blue"));
        model.grouping().set(ServerGrouping.TAG);

        model.grouping().setAllCollapsed(true);
        model.grouping().toggle("blue");
        put(server("b").tags("red"));

        assertThat(rows()).containsExactly("[blue 1]", "a", "[red 1 collapsed]");
        model.grouping().setAllCollapsed(false);
        assertThat(rows()).containsExactly("[blue 1]", "a", "[red 1]", "b");
    }

    @Test
    void collapsedGroupsAreKeptForEachGrouping() {
        put(server("a").tags("staff"));
        model.grouping().set(ServerGrouping.TAG);
        model.grouping().setAllCollapsed(true);

        model.grouping().set(ServerGrouping.PROJECT);
        assertThat(rows()).containsExactly("[staff 1]", "a");
        model.grouping().set(ServerGrouping.NONE);
        assertThat(rows()).containsExactly("a");
        model.grouping().set(ServerGrouping.TAG);
        assertThat(rows()).containsExactly("[staff 1 collapsed]");
    }

    @Test
    void serverWithSeveralTagsHasARowInEachGroupButIsOneServer() {
        put(server("a").tags("blue", "red"), server("b").tags("red"));
        model.grouping().set(ServerGrouping.TAG);

        assertThat(rows()).containsExactly("[blue 1]", "a", "[red 2]", "a", "b");
        assertThat(model.rows(0, 10).map(ServerGridRow::id)).doesNotHaveDuplicates();
        assertThat(model.size()).isEqualTo(2);
        assertThat(model.selectableCount()).isEqualTo(2);
        assertThat(model.displayedServers()).hasSize(2);
    }

    @Test
    void pendingOperationMovesTheServerToTheGroupInTransition() {
        put(server("a"), server("b"));
        model.grouping().set(ServerGrouping.STATUS);
        TestOperationBuilder stop = TestOperationBuilder.of(ServerAction.STOP, "a");

        model.applyOperation(stop.running());
        assertThat(rows()).containsExactly("[running 1]", "b", "[moving 1]", "a");

        model.applyOperation(stop.succeeded());
        assertThat(rows()).containsExactly("[running 2]", "a", "b");
    }

    @Test
    void pendingServerIsInTheGroupsOfItsValues() {
        put(server("a"));
        Operation create = TestOperationBuilder.creating("new").withoutServer(Operation.State.RUNNING);

        for (ServerGrouping grouping : ServerGrouping.values()) {
            model.grouping().set(grouping);
            model.applyOperation(create);
            assertThat(rows()).as(grouping.code()).contains("a", "new");
        }
        model.grouping().set(ServerGrouping.STATUS);
        assertThat(rows()).containsExactly("[running 1]", "a", "[moving 1]", "new");
        model.grouping().set(ServerGrouping.OWNER);
        assertThat(rows()).containsExactly("[me 1]", "new", "[ 1]", "a");
    }

    @Test
    void newOwnerMovesTheServer() {
        put(server("a"), server("b"));
        model.grouping().set(ServerGrouping.OWNER);
        assertThat(rows()).containsExactly("[ 2]", "a", "b");

        model.setOwners(new OwnerMap(
                Map.of(ServerBuilder.key("b"), new Owner(FakeUserDirectory.idOf("mia"), new UserName("mia")))));

        assertThat(rows()).containsExactly("[mia 1]", "b", "[ 1]", "a");
    }

    @Test
    void filterAppliesToTheGroups() {
        put(server("a"), server("b").status(ServerStatus.SHUTOFF));
        model.grouping().set(ServerGrouping.STATUS);

        model.setQuery(ServerGridQuery.ALL.withToggledState(ServerStateGroup.OFF));

        assertThat(rows()).containsExactly("[off 1]", "b");
        model.setQuery(ServerGridQuery.ALL.withSearch("nothing"));
        assertThat(rows()).isEmpty();
    }

    @Test
    void sectionsAreTheExpandedGroupsOfTheRows() {
        put(
                server("a").tags("blue"),
                server("b").tags("blue"),
                server("c").tags("green"),
                server("d").tags("red"));
        model.grouping().set(ServerGrouping.TAG);
        model.grouping().toggle("green");
        assertThat(rows()).containsExactly("[blue 2]", "a", "b", "[green 1 collapsed]", "[red 1]", "d");

        assertThat(sections(0, 50)).containsExactly("blue 0-3", "red 4-6");
        assertThat(sections(2, 4)).containsExactly("blue 0-3");
        assertThat(sections(3, 4)).isEmpty();
        assertThat(sections(5, 6)).containsExactly("red 4-6");
        assertThat(sections(6, 9)).isEmpty();
        assertThat(sections(0, 0)).isEmpty();
        model.grouping().set(ServerGrouping.NONE);
        assertThat(sections(0, 50)).isEmpty();
        assertThat(model.displayedRows().findHeader("")).isEmpty();
    }

    private List<String> sections(int first, int end) {
        return model.displayedRows().sections(first, end).stream()
                .map(section -> section.header().name() + " " + section.start() + "-" + section.end())
                .toList();
    }

    @Test
    void headerHasTheSelectionOfItsServersWithoutPendingOnes() {
        ServerSelection selection = new ServerSelection();
        model.grouping().setSelection(selection, model::contains);
        put(server("a"), server("b").status(ServerStatus.BUILD));
        model.applyOperation(TestOperationBuilder.creating("new").withoutServer(Operation.State.RUNNING));
        model.grouping().set(ServerGrouping.STATUS);
        assertThat(rows()).containsExactly("[running 1]", "a", "[moving 2]", "b", "new");
        assertThat(selected("moving")).isEqualTo(ServerSelection.Extent.NONE);

        selection.toggle(ServerBuilder.key("b"));
        assertThat(selected("moving")).isEqualTo(ServerSelection.Extent.ALL);
        assertThat(selected("running")).isEqualTo(ServerSelection.Extent.NONE);

        put(server("a").status(ServerStatus.BUILD));
        assertThat(selected("moving")).isEqualTo(ServerSelection.Extent.SOME);
    }

    private ServerSelection.Extent selected(String group) {
        return model.displayedRows().findHeader(group).orElseThrow().selected();
    }

    @Test
    void partsOfTheRowsAreConsistent() {
        put(IntStream.range(0, 50)
                .mapToObj(i -> server("s" + i).tags("t" + i % 7))
                .toArray(ServerBuilder[]::new));
        model.grouping().set(ServerGrouping.TAG);
        model.grouping().toggle("t3");
        List<String> all = rows();

        for (int offset = 0; offset <= all.size() + 2; offset++) {
            assertThat(model.rows(offset, 5).map(GroupedRowsTests::text))
                    .isEqualTo(all.subList(Math.min(offset, all.size()), Math.min(offset + 5, all.size())));
        }
    }

    /** Compares the rows of two pages that share a cache with those of a new page that has a separate cache. */
    @ParameterizedTest
    @EnumSource(ServerGrouping.class)
    void randomlyUpdatedRowsEqualThoseOfANewPage(ServerGrouping grouping) {
        Random random = new Random(TestSeed.printedFor(GroupedRowsTests.class));
        ServerGridModel other = model(cache);
        model.grouping().set(grouping);
        other.grouping().set(grouping);
        for (int round = 0; round < 300; round++) {
            ServerStatus[] states = ServerStatus.values();
            VisibleServersUpdate update = update(server("s" + random.nextInt(20))
                    .status(states[random.nextInt(states.length)])
                    .project(random.nextBoolean() ? ServerBuilder.STAFF : ServerBuilder.RESEARCH)
                    .flavor("f" + random.nextInt(3))
                    .tags(Stream.of("blue", "red", "green")
                            .filter(_ -> random.nextInt(3) == 0)
                            .toArray(String[]::new)));
            for (ServerGridModel page : List.of(model, other)) {
                page.applyUpdate(update);
                if (random.nextInt(5) == 0) {
                    page.setOwners(new OwnerMap(Map.of(
                            ServerBuilder.key("s" + random.nextInt(20)),
                            new Owner(TestOperationBuilder.ANA, new UserName("ana")))));
                }
                ServerGridModel fresh = model(new SortedServersCache());
                fresh.grouping().set(grouping);
                fresh.setOwners(page.owners().owners());
                fresh.applyUpdate(
                        new VisibleServersUpdate(1, Map.copyOf(servers), Map.of(), Delta.between(Map.of(), servers)));
                assertThat(rows(page)).as("round %d", round).isEqualTo(rows(fresh));
            }
        }
    }

    private ServerGridModel model(SortedServersCache shared) {
        return new ServerGridModel(
                TestOperationBuilder.ME,
                TestOperationBuilder.ME,
                _ -> Map.of(),
                new RecentServerOperations(clock),
                TestOperationBuilder.pendingServers(clock),
                shared);
    }

    private static ServerBuilder server(String name) {
        return ServerBuilder.named(name);
    }

    private void put(ServerBuilder... changed) {
        model.applyUpdate(update(changed));
    }

    private VisibleServersUpdate update(ServerBuilder... changed) {
        Map<ServerKey, Server> before = Map.copyOf(servers);
        for (ServerBuilder builder : changed) {
            Server server = builder.build();
            servers.put(server.key(), server);
        }
        return new VisibleServersUpdate(1, Map.copyOf(servers), Map.of(), Delta.between(before, servers));
    }

    private List<String> rows() {
        return rows(model);
    }

    private static List<String> rows(ServerGridModel model) {
        return model.rows(0, Integer.MAX_VALUE).map(GroupedRowsTests::text).toList();
    }

    private static String text(ServerGridRow row) {
        return switch (row) {
            case ServerRow server -> server.server().name();
            case GroupHeaderRow group ->
                "[%s %d%s]".formatted(group.name(), group.serverCount(), group.collapsed() ? " collapsed" : "");
        };
    }
}
