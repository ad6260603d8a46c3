package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GridQueryTests {

    @Test
    void urlRestoresTheQuery() {
        GridQuery asked = GridQuery.ALL
                .withSearch("tag:web a b")
                .toggling(StateGroup.ERROR)
                .toggling(StateGroup.OFF)
                .withOrder(new ServerOrder(ServerOrder.Column.AGE, true));

        assertThat(reread(asked)).isEqualTo(asked);
    }

    @Test
    void defaultsAreOmittedFromTheUrl() {
        assertThat(GridQuery.ALL.parameters()).isEmpty();
    }

    @Test
    void invalidUrlParametersAreIgnored() {
        GridQuery query = GridQuery.from(Map.of("state", List.of("off,nonsense"), "sort", List.of("-nothing")));

        assertThat(query).isEqualTo(GridQuery.ALL.toggling(StateGroup.OFF));
    }

    @Test
    void clearingFiltersKeepsScopeAndSortOrder() {
        GridQuery here =
                new GridQuery("x", Set.of(), new ServerOrder(ServerOrder.Column.IMAGE, false), "lab", "p-staff");

        assertThat(here.cleared()).isEqualTo(new GridQuery("", Set.of(), here.order(), "lab", "p-staff"));
    }

    private static GridQuery reread(GridQuery query) {
        return GridQuery.from(query.parameters().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
    }
}
