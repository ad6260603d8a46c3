package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.search.ServerSort;

/**
 * Columns of the server grid. The browser shows them by the width of the window (grid.js): a card below 641 px,
 * otherwise the columns whose minimum width is reached, so that the actions always fit. Next to an open server, only
 * the columns with a minimum grid width are shown, if the grid has this width.
 */
final class ServerGridColumns {

    private final Grid<ServerRow> grid;
    private final Messages messages;
    private final Map<ServerSort.Column, Grid.Column<ServerRow>> sortable = new EnumMap<>(ServerSort.Column.class);

    ServerGridColumns(Grid<ServerRow> grid, Messages messages) {
        this.grid = grid;
        this.messages = messages;
    }

    /**
     * @param serverSelection null if rows cannot be selected
     * @param toggleSelection called with the row that the user selects or deselects
     */
    void addAll(
            ServerCellRenderers renderers,
            @Nullable ServerSelection serverSelection,
            SerializableConsumer<ServerRow> toggleSelection) {
        addCard(serverSelection == null ? renderers.card() : renderers.card(serverSelection, toggleSelection));
        if (serverSelection != null) {
            addPick(renderers.checkbox(serverSelection, toggleSelection));
        }
        Grid.Column<ServerRow> state = add(ServerSort.Column.STATE, renderers.state(), "202px");
        state.setTooltipGenerator(ServerRow::rawState);
        state.getElement().setAttribute("data-beside-width", "136px");
        setMinWidthBesideDetail(0, state);
        setMinWidthBesideDetail(
                0,
                add(ServerSort.Column.NAME, renderers.name(), "150px")
                        .setRowHeader(true)
                        .setFlexGrow(3));
        setMinWidthBesideDetail(
                470,
                add(ServerSort.Column.ADDRESS, renderers.addresses(), "164px").setFlexGrow(1));
        setMinWindowWidth(
                1000, add(ServerSort.Column.FLAVOR, renderers.flavor(), "184px").setFlexGrow(1));
        setMinWindowWidth(
                1520, add(ServerSort.Column.IMAGE, renderers.image(), "120px").setFlexGrow(1));
        setMinWindowWidth(
                1180,
                add(ServerSort.Column.PROJECT, renderers.project(), "100px").setFlexGrow(1));
        setMinWindowWidth(
                1080,
                add(ServerSort.Column.AGE, renderers.age(), "84px")
                        .setTextAlign(ColumnTextAlign.END)
                        .setHeaderPartName("num")
                        .setPartNameGenerator(_ -> "num"));
        setMinWindowWidth(
                1280, add(ServerSort.Column.OWNER, renderers.owner(), "100px").setFlexGrow(1));
        setMinWindowWidth(
                1400, add(ServerSort.Column.TAGS, renderers.tags(), "120px").setFlexGrow(1));
        addActions(renderers.actions());
    }

    /** Converts a sort order to the sort order of the grid; empty if the column cannot be sorted. */
    List<GridSortOrder<ServerRow>> sortOrder(ServerSort serverSort) {
        Grid.Column<ServerRow> column = sortable.get(serverSort.column());
        return column == null
                ? List.of()
                : List.of(new GridSortOrder<>(
                        column, serverSort.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING));
    }

    static ServerSort toSort(GridSortOrder<ServerRow> sort) {
        return new ServerSort(
                ServerSort.Column.fromCode(sort.getSorted().getKey()).orElse(ServerSort.Column.NAME),
                sort.getDirection() == SortDirection.DESCENDING);
    }

    private Grid.Column<ServerRow> add(ServerSort.Column what, LitRenderer<ServerRow> renderer, String width) {
        Grid.Column<ServerRow> column = grid.addColumn(renderer)
                .setKey(what.code())
                .setHeader(messages.text("servers.column." + what.code()))
                .setSortProperty(what.code())
                .setSortable(true)
                .setResizable(true)
                .setWidth(width)
                .setFlexGrow(0);
        column.getElement().setAttribute("data-from", "641");
        sortable.put(what, column);
        return column;
    }

    private void addActions(LitRenderer<ServerRow> renderer) {
        Grid.Column<ServerRow> column = grid.addColumn(renderer)
                .setKey("actions")
                .setWidth("76px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        Span header = new Span(messages.text("servers.column.actions"));
        header.addClassName("sr");
        column.setHeader(header);
        column.getElement().setAttribute("data-from", "641");
        setMinWidthBesideDetail(580, column);
    }

    private void addPick(LitRenderer<ServerRow> renderer) {
        Grid.Column<ServerRow> column =
                grid.addColumn(renderer).setKey("pick").setWidth("40px").setFlexGrow(0);
        Span header = new Span(messages.text("servers.bulk.column"));
        header.addClassName("sr");
        column.setHeader(header);
        column.getElement().setAttribute("data-from", "641");
        setMinWidthBesideDetail(0, column);
    }

    private void addCard(LitRenderer<ServerRow> renderer) {
        Grid.Column<ServerRow> column = grid.addColumn(renderer).setKey("card").setFlexGrow(1);
        column.getElement().setAttribute("data-to", "640");
    }

    /** @param pixels minimum grid width next to an open server at which the column is shown */
    private static void setMinWidthBesideDetail(int pixels, Grid.Column<ServerRow> column) {
        column.getElement().setAttribute("data-beside", String.valueOf(pixels));
    }

    private static void setMinWindowWidth(int pixels, Grid.Column<ServerRow> column) {
        column.getElement().setAttribute("data-from", String.valueOf(pixels));
    }
}
