package org.stackdeck.ui.servers.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.grid.GridSortOrderBuilder;
import com.vaadin.flow.data.event.SortEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.preferences.SavedView;
import org.stackdeck.preferences.SavedViewName;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.grid.ServerGridRow;
import org.stackdeck.ui.servers.search.ServerGridQuery;

class StoredSortOrderTests extends ServerViewsTestBase {

    @Override
    void putServers() {
        inventory.put(
                ServerBuilder.named("a").tags("red").host("compute-1").build(),
                ServerBuilder.named("b").tags("blue").host("compute-3").build(),
                ServerBuilder.named("c").tags("red").host("compute-2").build());
    }

    @Test
    void orderIsRememberedInAnotherSessionOfTheUserOnly() {
        openGrid("");
        sort("-tags,-name");
        assertThat(names()).containsExactly("c", "a", "b");

        enterAs(mia);
        openGrid("");
        assertThat(names()).containsExactly("c", "a", "b");
        assertThat(parameters()).isEqualTo(Map.of("sort", "-tags,-name"));
        openGrid("view=mine");
        assertThat(parameters()).containsEntry("sort", "-tags,-name");

        enterAs(ben);
        openGrid("");
        assertThat(names()).containsExactly("a", "b", "c");
    }

    @Test
    void orderAppliesToFiltersWithoutAnOrderButNotToLinksWithOne() {
        openGrid("");
        sort("-name");

        openGrid("q=tag:red");
        assertThat(names()).containsExactly("c", "a");
        openGrid("sort=name");
        assertThat(names()).containsExactly("a", "b", "c");
        assertThat(parameters()).isEqualTo(Map.of("sort", "name"));
        openGrid("sort=tags");
        assertThat(names()).containsExactly("b", "a", "c");
        openGrid("columns=default&group=none");
        assertThat(names()).containsExactly("a", "b", "c");
        openGrid("");
        assertThat(names()).containsExactly("c", "b", "a");
    }

    @Test
    void orderByNameIsRememberedAgain() {
        openGrid("");
        sort("-name");
        sort("");
        assertThat(parameters()).isEmpty();

        enterAs(mia);
        openGrid("");
        assertThat(names()).containsExactly("a", "b", "c");
    }

    @Test
    void savedViewKeepsItsOrderAndDoesNotChangeTheRememberedOne() {
        SavedView view = views.create(
                FakeUserDirectory.caller(mia),
                new SavedViewName("By name"),
                ServerViewContent.of(ServerGridQuery.ALL, ServerGridLayout.DEFAULT)
                        .toJson());
        openGrid("");
        sort("-name");

        openGrid("view=" + view.id());
        assertThat(names()).containsExactly("a", "b", "c");
        sort("tags");
        openGrid("view=all");
        assertThat(names()).containsExactly("c", "b", "a");
    }

    @Test
    void orderByHostIsNotAppliedWithoutPermission() {
        preferences.save(mia.id(), UserPreferenceName.SERVER_GRID_SORT, "host,-name");
        enterAs(mia);

        openGrid("");

        assertThat(names()).containsExactly("c", "b", "a");
        assertThat(parameters()).isEqualTo(Map.of("sort", "-name"));
    }

    /** Sorts the grid as a click on a header does. */
    private void sort(String codes) {
        GridSortOrderBuilder<ServerGridRow> order = new GridSortOrderBuilder<>();
        for (String code : codes.isEmpty() ? List.<String>of() : List.of(codes.split(",", -1))) {
            order = code.startsWith("-")
                    ? order.thenDesc(grid().getColumnByKey(code.substring(1)))
                    : order.thenAsc(grid().getColumnByKey(code));
        }
        ComponentUtil.fireEvent(grid(), new SortEvent<>(grid(), order.build(), true));
        roundTrip();
    }
}
