package org.stackdeck.ui.servers.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.server.ServerStateGroup;

class ServerGridQueryTests {

    @Test
    void urlRestoresTheQuery() {
        ServerGridQuery serverGridQuery = ServerGridQuery.ALL
                .withSearch("tag:web a b")
                .withToggledState(ServerStateGroup.ERROR)
                .withToggledState(ServerStateGroup.OFF)
                .withOrder(new ServerSort(ServerSort.Column.AGE, true));

        assertThat(reread(serverGridQuery)).isEqualTo(serverGridQuery);
    }

    @Test
    void urlRestoresSeveralSortColumnsAndOldUrlsSortByOne() {
        ServerGridQuery query = ServerGridQuery.ALL.withOrder(new ServerSort(List.of(
                new ServerSort.Key(ServerSort.Column.PROJECT, false),
                new ServerSort.Key(ServerSort.Column.AGE, true))));

        assertThat(query.toParameters()).isEqualTo(Map.of("sort", "project,-age"));
        assertThat(reread(query)).isEqualTo(query);
        assertThat(ServerGridQuery.fromParameters(Map.of("sort", List.of("-age")))
                        .order())
                .isEqualTo(new ServerSort(ServerSort.Column.AGE, true));
    }

    @Test
    void defaultsAreOmittedFromTheUrl() {
        assertThat(ServerGridQuery.ALL.toParameters()).isEmpty();
    }

    @Test
    void invalidUrlParametersAreIgnored() {
        ServerGridQuery query =
                ServerGridQuery.fromParameters(Map.of("state", List.of("off,nonsense"), "sort", List.of("-nothing")));

        assertThat(query).isEqualTo(ServerGridQuery.ALL.withToggledState(ServerStateGroup.OFF));
    }

    @Test
    void clearingFiltersKeepsScopeAndSortOrder() {
        ServerGridQuery here =
                new ServerGridQuery("x", Set.of(), new ServerSort(ServerSort.Column.IMAGE, false), "lab", "p-staff");

        assertThat(here.withoutFilters()).isEqualTo(new ServerGridQuery("", Set.of(), here.order(), "lab", "p-staff"));
    }

    private static ServerGridQuery reread(ServerGridQuery query) {
        return ServerGridQuery.fromParameters(query.toParameters().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
    }
}
