package org.stackdeck.ui.servers.views;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/**
 * View that the server grid shows: an opened saved view, or the filters of the grid, which can be those of a built-in
 * view.
 */
@ViewLogic
final class ServerViewSelection {

    static final String VIEW = "view";

    private final ViewableServerGrid grid;
    private final Map<String, ServerGridQuery> savedQueries = new LinkedHashMap<>();
    private AvailableSavedViews available = AvailableSavedViews.NONE;
    private @Nullable OpenedView opened;

    ServerViewSelection(ViewableServerGrid grid) {
        this.grid = grid;
    }

    ViewableServerGrid grid() {
        return grid;
    }

    AvailableSavedViews available() {
        return available;
    }

    void setAvailable(AvailableSavedViews available) {
        this.available = available;
    }

    /** Parses the views with a tab again, because the parts that the user may see can have changed. */
    void parseTabs(ServerViewParser parser) {
        savedQueries.clear();
        available
                .tabs()
                .forEach(view ->
                        savedQueries.put(view.id(), parser.parse(view).content().query()));
    }

    @Nullable
    OpenedView opened() {
        return opened;
    }

    /** @param opened null for the filters of the grid */
    void setOpened(@Nullable OpenedView opened) {
        this.opened = opened;
    }

    /** Returns whether a saved view is open and the grid differs from it. */
    boolean isModified() {
        return opened != null && opened.isModified(grid);
    }

    /**
     * Returns the ID of the saved view, or of the built-in view with the filters of the grid; null for other filters.
     */
    @Nullable
    String selectedId() {
        return opened != null
                ? opened.id()
                : BuiltInView.withFiltersOf(grid.query()).map(BuiltInView::code).orElse(null);
    }

    /** Returns the filters and columns that the grid shows. */
    ServerViewContent displayedContent() {
        return ServerViewContent.of(grid.query(), grid.layout());
    }

    /** Returns the query parameters for the view or the filters. */
    Map<String, String> toParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (opened != null && !opened.isModified(grid)) {
            parameters.put(VIEW, opened.id());
        }
        if (grid.showsOwnLayout()) {
            parameters.putAll(ServerViewContent.of(grid.query(), null).toParameters());
            parameters.putAll(grid.layoutParameters());
        } else {
            parameters.putAll(displayedContent().toParameters());
        }
        return parameters.isEmpty() && !available.startView().equals(BuiltInView.ALL.code())
                ? Map.of(VIEW, BuiltInView.ALL.code())
                : parameters;
    }

    /** Returns the query parameters of a link for other users, with the columns and the grouping of the user. */
    Map<String, String> linkParameters() {
        Map<String, String> parameters = new LinkedHashMap<>(toParameters());
        if (opened == null) {
            // The ID of a built-in view would take precedence over the columns.
            parameters.remove(VIEW);
        }
        parameters.putAll(displayedContent().toParameters());
        return parameters;
    }

    ServerViewMenu.State menuState() {
        String selected = selectedId();
        return new ServerViewMenu.State(
                ServerViewMenu.ViewOwner.of(opened),
                opened != null && (isModified() || !opened.content().isComplete()),
                selected != null && !selected.equals(available.startView()),
                available.hasHidden());
    }

    /** Returns the number of servers of each view with a tab, by the ID of the view. */
    Map<String, Long> counts() {
        Map<String, ServerGridQuery> queries = new LinkedHashMap<>(savedQueries);
        for (BuiltInView view : BuiltInView.values()) {
            queries.put(view.code(), opened == null ? view.applyTo(grid.query()) : view.query());
        }
        Map<ServerGridQuery, Long> counts = grid.counts(queries.values());
        Map<String, Long> byView = new LinkedHashMap<>();
        queries.forEach((id, query) -> byView.put(id, counts.getOrDefault(query, 0L)));
        return byView;
    }
}
