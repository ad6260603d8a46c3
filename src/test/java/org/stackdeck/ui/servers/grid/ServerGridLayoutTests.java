package org.stackdeck.ui.servers.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.preferences.UserPreferenceService;
import org.stackdeck.ui.servers.grid.ServerGridLayout.Density;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerSort.Column;

class ServerGridLayoutTests {

    @Test
    void defaultShowsMoreColumnsInWiderWindowsExceptFour() {
        assertThat(ServerGridLayout.DEFAULT.shownColumns(700))
                .containsExactly(Column.STATE, Column.NAME, Column.ADDRESS);
        assertThat(ServerGridLayout.DEFAULT.shownColumns(1100))
                .containsExactly(Column.STATE, Column.NAME, Column.ADDRESS, Column.FLAVOR, Column.AGE);
        assertThat(ServerGridLayout.DEFAULT.allColumns())
                .hasSize(Column.values().length - 4)
                .doesNotContain(Column.HOST, Column.KEY, Column.VOLUMES, Column.SECURITY_GROUPS);
    }

    @Test
    void selectedColumnsAreShownInAllWindows() {
        ServerGridLayout layout = ServerGridLayout.DEFAULT.withColumns(List.of(Column.TAGS, Column.NAME));

        assertThat(layout.shownColumns(700)).containsExactly(Column.TAGS, Column.NAME);
        assertThat(layout.minWindowWidth(Column.TAGS)).isEqualTo(641);
        assertThat(ServerGridLayout.DEFAULT.minWindowWidth(Column.TAGS)).isEqualTo(1400);
    }

    @Test
    void nameIsAlwaysShown() {
        assertThat(ServerGridLayout.DEFAULT.withColumns(List.of(Column.AGE)).columns())
                .containsExactly(Column.NAME, Column.AGE);
        assertThat(ServerGridLayout.fromJson("{\"columns\":[]}").columns()).containsExactly(Column.NAME);
    }

    @Test
    void jsonPreservesTheLayout() {
        ServerGridLayout layout = ServerGridLayout.DEFAULT
                .withColumns(List.of(Column.HOST, Column.NAME))
                .withWidth(Column.NAME, 320)
                .withDensity(Density.COMPACT)
                .withGrouping(ServerGrouping.OWNER);

        assertThat(ServerGridLayout.fromJson(layout.toJson())).isEqualTo(layout);
        assertThat(ServerGridLayout.fromJson(ServerGridLayout.DEFAULT.toJson())).isEqualTo(ServerGridLayout.DEFAULT);
    }

    @Test
    void layoutWithoutGroupingIsStoredAsBefore() {
        assertThat(ServerGridLayout.DEFAULT.toJson()).doesNotContain("group");
        assertThat(ServerGridLayout.fromJson("{\"columns\":[\"name\"],\"density\":\"compact\"}")
                        .grouping())
                .isEqualTo(ServerGrouping.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "\"x\"",
                "{\"columns\":7}",
                "{\"widths\":{\"name\":\"wide\"}}",
                "{\"density\":{}}"
            })
    void textThatIsNoLayoutIsTheDefault(String json) {
        assertThat(ServerGridLayout.fromJson(json)).isEqualTo(ServerGridLayout.DEFAULT);
    }

    @Test
    void unknownPartsOfAStoredLayoutAreIgnored() {
        ServerGridLayout layout = ServerGridLayout.fromJson("""
                {"columns":["name","future",null,"age","age"],"widths":{"future":50,"age":null,"name":1,"tags":99999},
                "density":"future","group":"future","colours":"all"}""");

        assertThat(layout)
                .isEqualTo(new ServerGridLayout(
                        List.of(Column.NAME, Column.AGE),
                        Map.of(Column.NAME, ServerGridLayout.MIN_WIDTH, Column.TAGS, ServerGridLayout.MAX_WIDTH),
                        Density.COMFORTABLE,
                        ServerGrouping.NONE));
    }

    @Test
    void largestLayoutCanBeStored() {
        Map<Column, Integer> widths = Arrays.stream(Column.values())
                .collect(Collectors.toMap(Function.identity(), _ -> ServerGridLayout.MAX_WIDTH));

        assertThat(new ServerGridLayout(List.of(Column.values()), widths, Density.COMFORTABLE, ServerGrouping.PROJECT)
                        .toJson())
                .hasSizeLessThan(UserPreferenceService.MAX_LENGTH);
    }
}
