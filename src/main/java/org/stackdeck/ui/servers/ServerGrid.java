package org.stackdeck.ui.servers;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridArrayUpdater;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.CompositeDataGenerator;
import com.vaadin.flow.data.provider.DataCommunicator;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.function.ValueProvider;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.component.Words;

/**
 * The server grid. It loads only visible rows and repaints single rows in place, so that scroll position, focus and an
 * open menu are kept.
 *
 * <p>The browser selects the columns (grid.js): a card below 641 px, otherwise columns that are hidden in a fixed order
 * when the actions would no longer fit. Next to an open server, each column defines the minimum grid width that it
 * requires.
 */
final class ServerGrid extends Grid<ServerRow> {

    /** If more rows change at once, none is highlighted. */
    private static final int MOST_GLOWING = 200;

    private static final int PAGE = 50;

    private final transient ServerRows rows;
    private final RowsInSight sight;
    private final Map<ServerOrder.Column, Column<ServerRow>> sortable = new HashMap<>();
    private final Set<ServerKey> untold = new HashSet<>();
    private final transient @Nullable Selection selection;
    private transient Runnable picked = () -> {};
    private Set<ServerKey> glowing = Set.of();
    /** The server shown in the detail pane. */
    private @Nullable ServerKey open;

    private boolean telling;
    private transient List<Server> painted = List.of();

    /** @param selection null if rows cannot be selected */
    ServerGrid(ServerRows rows, Words words, RowButtons buttons, @Nullable Selection selection) {
        super(PAGE, new Sighted());
        this.rows = rows;
        this.sight = (RowsInSight) getDataCommunicator();
        addClassName("servers");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        setSizeFull();
        getElement().setAttribute("aria-label", words.say("servers.title"));
        ServerCells cells = new ServerCells(words, buttons);
        this.selection = selection;
        addCard(selection == null ? cells.card() : cells.card(selection, row -> pick(row.key())));
        if (selection != null) {
            addPick(cells.pick(selection, row -> pick(row.key())), words);
        }
        Column<ServerRow> state = add(ServerOrder.Column.STATE, cells.state(), words, "202px");
        state.setTooltipGenerator(ServerRow::raw);
        state.getElement().setAttribute("data-beside-width", "136px");
        beside(0, state);
        beside(
                0,
                add(ServerOrder.Column.NAME, cells.name(), words, "150px")
                        .setRowHeader(true)
                        .setFlexGrow(3));
        beside(
                470,
                add(ServerOrder.Column.ADDRESS, cells.addresses(), words, "164px")
                        .setFlexGrow(1));
        until(
                1000,
                add(ServerOrder.Column.FLAVOR, cells.flavor(), words, "184px").setFlexGrow(1));
        until(1520, add(ServerOrder.Column.IMAGE, cells.image(), words, "120px").setFlexGrow(1));
        until(
                1180,
                add(ServerOrder.Column.PROJECT, cells.project(), words, "100px").setFlexGrow(1));
        until(
                1080,
                add(ServerOrder.Column.AGE, cells.age(), words, "84px")
                        .setTextAlign(ColumnTextAlign.END)
                        .setHeaderPartName("num")
                        .setPartNameGenerator(_ -> "num"));
        until(1280, add(ServerOrder.Column.OWNER, cells.owner(), words, "100px").setFlexGrow(1));
        until(1400, add(ServerOrder.Column.TAGS, cells.tags(), words, "120px").setFlexGrow(1));
        addActions(cells.actions(), words);
        setPartNameGenerator(this::parts);
        setDataProvider(new CallbackDataProvider<ServerRow, Void>(
                query -> rows.rows(query.getOffset(), query.getLimit()), query -> rows.size(), ServerRow::key));
    }

    /** Sets the listener for selection changes by the user. */
    void onPick(Runnable listener) {
        picked = listener;
    }

    void pick(ServerKey server) {
        if (selection != null && rows.covers(server)) {
            selection.toggle(server);
            rows.row(server).ifPresent(sight::refresh);
            picked.run();
        }
    }

    /** Marks the row of the server in the detail pane. */
    void showOpen(@Nullable ServerKey server) {
        if (!telling) {
            // Rows highlighted earlier must not flash again.
            glowing = Set.of();
        }
        Stream.of(open, server).filter(Objects::nonNull).forEach(untold::add);
        open = server;
        tellSoon();
    }

    private @Nullable String parts(ServerRow row) {
        boolean changed = glowing.contains(row.key());
        boolean opened = row.key().equals(open);
        return changed && opened ? "changed open" : changed ? "changed" : opened ? "open" : null;
    }

    /** Shows the sort order in the header without notifying listeners. */
    void showOrder(ServerOrder order) {
        Column<ServerRow> column = sortable.get(order.column());
        if (column != null) {
            sort(List.of(new GridSortOrder<>(
                    column, order.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
        }
    }

    /** Adds a listener for sort changes by the user. */
    void onOrder(Consumer<ServerOrder> listener) {
        addSortListener(event -> {
            if (event.isFromClient()) {
                listener.accept(event.getSortOrder().stream()
                        .findFirst()
                        .map(ServerGrid::order)
                        .orElse(ServerOrder.BY_NAME));
            }
        });
    }

    /** Sends changed rows if they are visible. */
    void repaint(Change change) {
        List<Server> before = painted;
        List<Server> now = rows.shown();
        painted = now;
        glow(change.glowing());
        if (before.size() != now.size()) {
            sight.recount(rows::size);
        }
        int end = Math.min(sight.end(), Math.min(before.size(), now.size()));
        for (int i = sight.start(); i < end; i++) {
            if (!before.get(i).key().equals(now.get(i).key())) {
                sight.resend();
                return;
            }
        }
        for (int i = sight.start(); i < end; i++) {
            ServerKey key = now.get(i).key();
            if (change.touched().contains(key)) {
                untold.add(key);
            }
        }
    }

    /** Rows that change several times before the next response are highlighted if any change requires it. */
    private void glow(Set<ServerKey> changed) {
        Set<ServerKey> all = new HashSet<>(telling ? glowing : Set.of());
        all.addAll(changed);
        glowing = all.size() > MOST_GLOWING ? Set.of() : all;
        tellSoon();
    }

    private void tellSoon() {
        if (!telling) {
            telling = true;
            getElement().getNode().runWhenAttached(ui -> ui.beforeClientResponse(this, _ -> tell()));
        }
    }

    /**
     * Refreshes each row once, in its current state. If a row is refreshed twice before a response, Vaadin sends both
     * versions in no particular order, and the older one may win.
     */
    private void tell() {
        telling = false;
        untold.forEach(key -> rows.row(key).ifPresent(sight::refresh));
        untold.clear();
    }

    /** Sends all visible rows. */
    void repaint() {
        painted = rows.shown();
        sight.recount(rows::size);
        sight.resend();
    }

    @Override
    protected void refreshViewport() {
        ((RowsInSight) getDataCommunicator()).resend();
    }

    @Override
    protected BiFunction<Renderer<ServerRow>, String, Column<ServerRow>> getDefaultColumnFactory() {
        return (renderer, id) -> new UntoldColumn<>(this, id, renderer);
    }

    /** Creates the {@link RowsInSight} of the grid. */
    private static final class Sighted extends DataCommunicatorBuilder<ServerRow, GridArrayUpdater> {

        @Override
        protected DataCommunicator<ServerRow> build(
                Element element,
                CompositeDataGenerator<ServerRow> generator,
                GridArrayUpdater updater,
                SerializableSupplier<ValueProvider<ServerRow, String>> keys) {
            return new RowsInSight(element, generator, updater);
        }
    }

    private static ServerOrder order(GridSortOrder<ServerRow> sort) {
        return new ServerOrder(
                ServerOrder.Column.ofWord(sort.getSorted().getKey()).orElse(ServerOrder.Column.NAME),
                sort.getDirection() == SortDirection.DESCENDING);
    }

    private Column<ServerRow> add(ServerOrder.Column what, LitRenderer<ServerRow> renderer, Words words, String width) {
        Column<ServerRow> column = addColumn(renderer)
                .setKey(what.word())
                .setHeader(words.say("servers.column." + what.word()))
                .setSortProperty(what.word())
                .setSortable(true)
                .setResizable(true)
                .setWidth(width)
                .setFlexGrow(0);
        column.getElement().setAttribute("data-from", "641");
        sortable.put(what, column);
        return column;
    }

    private void addActions(LitRenderer<ServerRow> renderer, Words words) {
        Column<ServerRow> column = addColumn(renderer)
                .setKey("actions")
                .setWidth("76px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        Span header = new Span(words.say("servers.column.actions"));
        header.addClassName("sr");
        column.setHeader(header);
        column.getElement().setAttribute("data-from", "641");
        beside(580, column);
    }

    private void addPick(LitRenderer<ServerRow> renderer, Words words) {
        Column<ServerRow> column =
                addColumn(renderer).setKey("pick").setWidth("40px").setFlexGrow(0);
        Span header = new Span(words.say("servers.bulk.column"));
        header.addClassName("sr");
        column.setHeader(header);
        column.getElement().setAttribute("data-from", "641");
        beside(0, column);
    }

    private void addCard(LitRenderer<ServerRow> renderer) {
        Column<ServerRow> column = addColumn(renderer).setKey("card").setFlexGrow(1);
        column.getElement().setAttribute("data-to", "640");
    }

    /** @param pixels minimum grid width next to an open server at which the column is shown */
    private static void beside(int pixels, Column<ServerRow> column) {
        column.getElement().setAttribute("data-beside", String.valueOf(pixels));
    }

    private static void until(int pixels, Column<ServerRow> column) {
        column.getElement().setAttribute("data-from", String.valueOf(pixels));
    }
}
