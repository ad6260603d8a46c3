package org.stackdeck.ui.servers;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.component.Words;

/**
 * The grid itself. It fetches only the rows in sight and repaints single rows in place, so that scroll position,
 * focus and an open menu stay.
 *
 * <p>Which columns a window has room for is decided in the browser (columns.js): a card below 641 px, and columns that
 * leave in a fixed order, each when it would push the actions out of sight beside the menu.
 */
final class ServerGrid extends Grid<ServerRow> {

    private final transient ServerRows rows;
    private final Map<ServerOrder.Column, Column<ServerRow>> sortable = new HashMap<>();
    private Set<ServerKey> glowing = Set.of();

    ServerGrid(ServerRows rows, Words words, RowButtons buttons) {
        this.rows = rows;
        addClassName("servers");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        setSizeFull();
        getElement().setAttribute("aria-label", words.say("servers.title"));
        ServerCells cells = new ServerCells(words, buttons);
        addCard(cells.card());
        add(ServerOrder.Column.STATE, cells.state(), words, "202px").setTooltipGenerator(ServerRow::raw);
        add(ServerOrder.Column.NAME, cells.name(), words, "150px")
                .setRowHeader(true)
                .setFlexGrow(3);
        add(ServerOrder.Column.ADDRESS, cells.addresses(), words, "164px").setFlexGrow(1);
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
        setPartNameGenerator(row -> glowing.contains(row.key()) ? "changed" : null);
        setDataProvider(new CallbackDataProvider<ServerRow, Void>(
                query -> rows.rows(query.getOffset(), query.getLimit()), query -> rows.size(), ServerRow::key));
    }

    /** Shows the order with the column's sign, without telling about it. */
    void showOrder(ServerOrder order) {
        Column<ServerRow> column = sortable.get(order.column());
        if (column != null) {
            sort(List.of(new GridSortOrder<>(
                    column, order.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
        }
    }

    /** Calls back when a person sorts. */
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

    void repaint(Change change) {
        glowing = change.glowing();
        if (change.reordered()) {
            getDataProvider().refreshAll();
        }
        change.touched().forEach(key -> rows.row(key).ifPresent(getDataProvider()::refreshItem));
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
    }

    private void addCard(LitRenderer<ServerRow> renderer) {
        Column<ServerRow> column = addColumn(renderer).setKey("card").setFlexGrow(1);
        column.getElement().setAttribute("data-to", "640");
    }

    private static void until(int pixels, Column<ServerRow> column) {
        column.getElement().setAttribute("data-from", String.valueOf(pixels));
    }
}
