package org.stackdeck.ui.servers.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.preferences.SavedViewService;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerSort;
import org.stackdeck.ui.servers.state.ServerStateGroup;

class ServerViewContentTests {

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
                .isEqualTo(new ServerViewContent(ServerGridQuery.ALL, ServerGridLayout.DEFAULT, false));
    }

    @Test
    void unknownPartsAreLeftOutAndReported() {
        assertThat(ServerViewContent.fromJson("""
                {"query":{"q":"web","state":"off,gone"},"layout":{"columns":null}}"""))
                .isEqualTo(new ServerViewContent(
                        ServerGridQuery.ALL.withSearch("web").withStates(Set.of(ServerStateGroup.OFF)),
                        ServerGridLayout.DEFAULT,
                        false));
        assertThat(ServerViewContent.fromJson("""
                {"query":{},"layout":{"columns":["name","gone"]}}"""))
                .isEqualTo(new ServerViewContent(
                        ServerGridQuery.ALL,
                        ServerGridLayout.DEFAULT.withColumns(List.of(ServerSort.Column.NAME)),
                        false));
        assertThat(ServerViewContent.fromJson("""
                {"query":{"sort":"gone"},"layout":{"columns":null}}""").complete()).isFalse();
    }

    @Test
    void layoutOfAnEarlierVersionWithoutDensityIsComplete() {
        assertThat(ServerViewContent.fromJson("""
                {"query":{"sort":"-age"},"layout":{"columns":["name"]}}""").complete()).isTrue();
    }
}
