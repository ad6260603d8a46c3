package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Owners;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.ChangeHints;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.View;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Protections;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;

/**
 * Servers of one user: state filters, freshness, search, grid and menu, or an empty state. It displays data only;
 * actions are added by listeners on the grid and the menu.
 */
final class ServersPane extends Div {

    private final transient Clouds clouds;
    private final transient ServerRows rows;
    private final transient Supplier<Rights> rights;
    private final transient RowMenu menu;
    private final transient EmptyServers pictures;
    private final transient Consumer<GridQuery> asked;
    private final ServerGrid grid;
    private final StateChips chips;
    private final FreshnessBadge badge;
    private final StaleBanner banner;
    private final SearchField search;
    private final Div title;
    private final Div line = new Div();
    private final Div tools = new Div();
    private final Div empty = new Div();

    private GridQuery query = GridQuery.ALL;
    /** Freshness of the clouds in which the user has rights; null until the first inventory update. */
    private @Nullable Map<CloudName, Freshness> freshness;

    private transient @Nullable Situation situation;

    /**
     * Components of the panel.
     *
     * @param grid the grid for these rows
     * @param menu the menu of the grid
     */
    record Parts(ServerRows rows, ServerGrid grid, RowMenu menu, EmptyServers pictures) {}

    /**
     * @param rights returns the current rights of the user
     * @param asked called with each changed query
     */
    ServersPane(
            String title,
            Parts parts,
            Words words,
            Clock clock,
            Clouds clouds,
            ChangeHints hints,
            Supplier<Rights> rights,
            Consumer<GridQuery> asked) {
        this.clouds = clouds;
        this.rows = parts.rows();
        this.grid = parts.grid();
        this.menu = parts.menu();
        this.pictures = parts.pictures();
        this.rights = rights;
        this.asked = asked;
        this.chips = new StateChips(words, group -> ask(query.toggling(group)));
        this.badge = new FreshnessBadge(words, hints, clock);
        this.banner = new StaleBanner(words, clock);
        this.search = new SearchField(
                words,
                typed -> SearchHelp.of(typed, rows.servers().values(), rows.belonging()),
                typed -> ask(query.withSearch(typed)));
        this.title = Pages.title(title);
        addClassName("servers-page");
        empty.addClassName("empty-box");
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        line.add(chips, badge);
        line.addClassName("states");
        tools.add(search);
        tools.addClassName("tools");
        add(this.title, banner, line, tools, box);
        grid.onOrder(order -> ask(query.withOrder(order)));
    }

    /** Adds a component next to the search field. */
    void addTool(Component tool) {
        tools.add(tool);
    }

    /** Adds a permanent notice below the title. */
    void say(Component notice) {
        addComponentAtIndex(1, notice);
    }

    /** Returns the current query. */
    GridQuery query() {
        return query;
    }

    /** Shows the query of the URL. */
    void show(GridQuery wanted) {
        query = wanted;
        search.show(wanted.search());
        rows.show(wanted);
        grid.showOrder(wanted.order());
        grid.repaint();
        showCounts();
        showAround();
    }

    void show(View view) {
        freshness = view.freshness();
        repaint(rows.take(view));
        showAround();
    }

    void show(Owners owners) {
        Change change = rows.take(owners);
        if (!change.equals(Change.NONE)) {
            repaint(change);
            showAround();
        }
    }

    void show(Protections protections) {
        Change change = rows.take(protections);
        if (!change.equals(Change.NONE)) {
            repaint(change);
        }
    }

    void show(Operation operation) {
        show(List.of(operation));
    }

    void show(List<Operation> operations) {
        Set<ServerKey> touched = new HashSet<>();
        operations.forEach(operation -> touched.addAll(rows.take(operation).touched()));
        if (!touched.isEmpty()) {
            repaint(new Change(touched, Set.of()));
            showAround();
        }
    }

    /** Updates the available actions. The servers themselves change with the next inventory update. */
    void showRights() {
        rows.reconsider();
        grid.repaint();
        menu.follow(rows);
        showAround();
    }

    /** Repaints the empty state if it depends on access. */
    void showAccess() {
        if (situation instanceof Situation.NoGrants || situation instanceof Situation.NotYet) {
            paint(situation);
        }
    }

    private void repaint(Change change) {
        grid.repaint(change);
        menu.follow(rows);
    }

    private void ask(GridQuery other) {
        query = other;
        rows.show(other);
        search.show(other.search());
        grid.repaint();
        showCounts();
        showAround();
        asked.accept(other);
    }

    /** Updates the count of each state. Callers limit how often this happens. */
    void showCounts() {
        chips.show(rows, query);
    }

    private void showAround() {
        Map<CloudName, Freshness> known = freshness == null ? Map.of() : freshness;
        badge.show(known);
        Situation now = Situation.of(
                clouds.names(),
                known,
                rows.size(),
                rows.visible() + rows.awaited(),
                freshness == null || !freshness.isEmpty(),
                rights.get().opening().orElse(null));
        boolean hasRows = now instanceof Situation.Rows;
        banner.show(hasRows ? known : Map.of());
        if (!now.equals(situation)) {
            situation = now;
            boolean toFind = !(now instanceof Situation.NoGrants
                    || now instanceof Situation.NotYet
                    || now instanceof Situation.NoCloud);
            title.setClassName("alone", !toFind);
            line.setVisible(toFind);
            tools.setVisible(toFind);
            grid.setVisible(hasRows);
            empty.setVisible(!hasRows);
            paint(now);
        }
    }

    private void paint(Situation now) {
        empty.removeAll();
        empty.add(pictures.of(now, () -> ask(query.cleared())));
    }
}
