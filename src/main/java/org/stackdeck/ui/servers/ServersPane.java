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
 * The servers of one person: states, freshness, search, grid and menu, and a picture where there are no rows. It shows
 * what it is told and can do nothing to a server; whoever lets something be done listens to its grid and its menu.
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
    /** Of the clouds in which the person has any rights; null until the inventory has told. */
    private @Nullable Map<CloudName, Freshness> freshness;

    private transient @Nullable Situation situation;

    /**
     * What it is made of.
     *
     * @param grid over the rows
     * @param menu of the grid
     */
    record Parts(ServerRows rows, ServerGrid grid, RowMenu menu, EmptyServers pictures) {}

    /**
     * @param rights of the person, now
     * @param asked is told what else is asked for from now on
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

    /** Stands beside the search. */
    void addTool(Component tool) {
        tools.add(tool);
    }

    /** Says something below the title, for as long as the page stands. */
    void say(Component notice) {
        addComponentAtIndex(1, notice);
    }

    /** What is asked for now. */
    GridQuery query() {
        return query;
    }

    /** Shows what the page's address asks for. */
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

    /** The servers themselves come and go with the next view; what can be done with those that stay is another now. */
    void showRights() {
        rows.reconsider();
        grid.repaint();
        menu.follow(rows);
        showAround();
    }

    /** Says anew why nothing can be seen, if it is for want of access. */
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

    /** Says how many there are in each state: whoever tells of changes has it said now and then. */
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
