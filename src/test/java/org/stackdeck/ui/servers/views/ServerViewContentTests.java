package org.stackdeck.ui.servers.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.preferences.SavedViewService;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerSort;

class ServerViewContentTests {

    @Test
    void urlWithUnknownColumnsOnlyHasTheDefaultColumns() {
        ServerViewContent content = ServerViewContent.fromParameters(lists(Map.of("columns", "gone")));

        assertThat(content.layout()).isEqualTo(ServerGridLayout.DEFAULT);
        assertThat(content.ignored()).containsExactly(new IgnoredPart(IgnoredPart.Kind.COLUMN, "gone"));
    }

    @Test
    void jsonPreservesTheContent() {
        ServerViewContent content = ServerViewContent.of(
                new ServerGridQuery(
                        "tag:web \"x\" 宽",
                        Set.of(ServerStateGroup.OFF, ServerStateGroup.ERROR),
                        new ServerSort(ServerSort.Column.AGE, true),
                        "lab",
                        "p-1"),
                ServerGridLayout.DEFAULT
                        .withColumns(List.of(ServerSort.Column.NAME, ServerSort.Column.HOST))
                        .withDensity(ServerGridLayout.Density.COMPACT)
                        .withWidth(ServerSort.Column.NAME, 200));

        assertThat(ServerViewContent.fromJson(content.toJson())).isEqualTo(content);
        ServerViewContent all = ServerViewContent.of(ServerGridQuery.ALL, ServerGridLayout.DEFAULT);
        assertThat(ServerViewContent.fromJson(all.toJson())).isEqualTo(all);
    }

    @Test
    void longestSearchCanBeSaved() {
        String json = ServerViewContent.of(
                        ServerGridQuery.ALL.withSearch("\"".repeat(1_000)),
                        ServerGridLayout.DEFAULT.withColumns(List.of(ServerSort.Column.values())))
                .toJson();

        assertThat(json).hasSizeLessThan(SavedViewService.MAX_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"query\":", "{\"query\":7}", "{}"})
    void textThatIsNoContentShowsAllServersAndIsIncomplete(String json) {
        assertThat(ServerViewContent.fromJson(json))
                .isEqualTo(new ServerViewContent(
                        ServerGridQuery.ALL,
                        ServerGridLayout.DEFAULT,
                        List.of(new IgnoredPart(IgnoredPart.Kind.CONTENT, ""))));
    }

    @Test
    void unknownPartsAreLeftOutAndReported() {
        assertThat(ServerViewContent.fromJson("""
                {"query":{"q":"web","state":"off,gone"},"layout":{"columns":null}}"""))
                .isEqualTo(new ServerViewContent(
                        ServerGridQuery.ALL.withSearch("web").withStates(Set.of(ServerStateGroup.OFF)),
                        ServerGridLayout.DEFAULT,
                        List.of(new IgnoredPart(IgnoredPart.Kind.STATE, "gone"))));
        assertThat(ServerViewContent.fromJson("""
                {"query":{},"layout":{"columns":["name","gone"]}}"""))
                .isEqualTo(new ServerViewContent(
                        ServerGridQuery.ALL,
                        ServerGridLayout.DEFAULT.withColumns(List.of(ServerSort.Column.NAME)),
                        List.of(new IgnoredPart(IgnoredPart.Kind.COLUMN, "gone"))));
        assertThat(ServerViewContent.fromJson("""
                {"query":{"sort":"-gone,name","shape":"round"},"layout":{"columns":null}}""").ignored())
                .containsExactly(
                        new IgnoredPart(IgnoredPart.Kind.SORT, "gone"),
                        new IgnoredPart(IgnoredPart.Kind.FILTER, "shape:round"));
        assertThat(ServerViewContent.fromJson("""
                {"query":{"q":"%s"},"layout":{"columns":7}}""".formatted("x".repeat(300))).ignored())
                .containsExactly(
                        new IgnoredPart(IgnoredPart.Kind.SEARCH_END, "x".repeat(100)),
                        new IgnoredPart(IgnoredPart.Kind.COLUMN, "7"));
    }

    @Test
    void layoutOfAnEarlierVersionWithoutDensityIsComplete() {
        assertThat(ServerViewContent.fromJson("""
                {"query":{"sort":"-age"},"layout":{"columns":["name"]}}""").isComplete()).isTrue();
    }

    @Test
    void urlHasTheFiltersAndColumns() {
        ServerViewContent content = ServerViewContent.of(
                ServerGridQuery.ALL.withSearch("web"),
                ServerGridLayout.DEFAULT
                        .withColumns(List.of(ServerSort.Column.NAME, ServerSort.Column.HOST))
                        .withGrouping(ServerGrouping.TAG));

        assertThat(content.toParameters()).isEqualTo(Map.of("q", "web", "columns", "name,host", "group", "tag"));
        assertThat(ServerViewContent.fromParameters(lists(content.toParameters())))
                .isEqualTo(content);
        ServerViewContent all = ServerViewContent.of(ServerGridQuery.ALL, ServerGridLayout.DEFAULT);
        assertThat(ServerViewContent.fromParameters(lists(all.toParameters()))).isEqualTo(all);
        ServerViewContent ownColumns = ServerViewContent.of(ServerGridQuery.ALL, null);
        assertThat(ServerViewContent.fromParameters(lists(ownColumns.toParameters())))
                .isEqualTo(ownColumns);
    }

    @Test
    void unknownColumnsOfAUrlAreReported() {
        ServerViewContent content =
                ServerViewContent.fromParameters(lists(Map.of("columns", "gone,age,<b>", "open", "lab/1")));

        assertThat(content.layout()).isEqualTo(ServerGridLayout.DEFAULT.withColumns(List.of(ServerSort.Column.AGE)));
        assertThat(content.ignored())
                .containsExactly(
                        new IgnoredPart(IgnoredPart.Kind.COLUMN, "gone"),
                        new IgnoredPart(IgnoredPart.Kind.COLUMN, "<b>"));
    }

    @Test
    void unknownGroupingIsReported() {
        IgnoredPart ignored = new IgnoredPart(IgnoredPart.Kind.GROUPING, "host");

        assertThat(ServerViewContent.fromParameters(lists(Map.of("group", "host")))
                        .ignored())
                .containsExactly(ignored);
        ServerViewContent stored = ServerViewContent.fromJson("""
                {"query":{},"layout":{"columns":null,"group":"host"}}""");
        assertThat(stored.ignored()).containsExactly(ignored);
        assertThat(stored.layout()).isEqualTo(ServerGridLayout.DEFAULT);
    }

    private static Map<String, List<String>> lists(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }
}
