package org.stackdeck.ui.servers.views;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/** View that all users have. Applies filters and keeps the user's columns. */
@ViewLogic
enum BuiltInView {
    ALL("", Set.of()),
    MINE("owner:me", Set.of()),
    ATTENTION("", Set.of(ServerStateGroup.ATTENTION, ServerStateGroup.ERROR));

    private final ServerGridQuery query;

    BuiltInView(String search, Set<ServerStateGroup> states) {
        this.query = ServerGridQuery.ALL.withSearch(search).withStates(states);
    }

    /** Returns the ID in URLs and message keys. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    ServerGridQuery query() {
        return query;
    }

    /** Returns the query with the filters of this view. */
    ServerGridQuery applyTo(ServerGridQuery other) {
        return other.withSearch(query.search()).withStates(query.states());
    }

    static Optional<BuiltInView> fromCode(String code) {
        return Arrays.stream(values()).filter(view -> view.code().equals(code)).findFirst();
    }

    /**
     * Returns the view with the same search and states as the query. The scope and the sort order of the query may
     * differ.
     */
    static Optional<BuiltInView> withFiltersOf(ServerGridQuery query) {
        return Arrays.stream(values())
                .filter(view -> view.query.search().equals(query.search())
                        && view.query.states().equals(query.states()))
                .findFirst();
    }
}
