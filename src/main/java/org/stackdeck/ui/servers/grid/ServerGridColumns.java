package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.search.ServerSort;

/**
 * Columns of the server grid. The script grid.js selects the columns to show. In a window narrower than 641 CSS pixels,
 * it shows one column of cards. In a wider window, it shows the columns whose minimum window width is reached, so that
 * the actions always fit. While a server is open next to the grid, it shows only the columns that have a minimum grid
 * width and fit.
 */
final class ServerGridColumns {

    private static final String RESIZED_COLUMN = "event.detail.resizedColumn.dataset.column";
    private static final String RESIZED_WIDTH = "parseFloat(event.detail.resizedColumn.width)";

    private final Grid<ServerGridRow> grid;
    private final Messages messages;
    private final ServerCellRenderers renderers;
    private final ServerCellLinks links;
    private final List<Grid.Column<ServerGridRow>> leading = new ArrayList<>();
    private final Map<ServerSort.Column, Grid.Column<ServerGridRow>> sortable = new LinkedHashMap<>();
    private final Grid.Column<ServerGridRow> groupColumn;
    private final boolean selectable;
    private final Grid.Column<ServerGridRow> actions;

    /**
     * Adds the columns of the default layout.
     *
     * @param serverSelection null if rows cannot be selected
     * @param toggleSelection called with the row that the user selects or deselects
     */
    ServerGridColumns(
            Grid<ServerGridRow> grid,
            Messages messages,
            ServerCellRenderers renderers,
            ServerCellLinks links,
            @Nullable ServerSelection serverSelection,
            SerializableConsumer<ServerRow> toggleSelection) {
        this.grid = grid;
        this.messages = messages;
        this.renderers = renderers;
        this.links = links;
        leading.add(
                addCard(serverSelection == null ? renderers.card() : renderers.card(serverSelection, toggleSelection)));
        groupColumn = serverSelection == null
                ? addLeading("group", "servers.grouping.column", renderers.header())
                : addLeading("pick", "servers.bulk.column", renderers.checkbox(serverSelection, toggleSelection));
        selectable = serverSelection != null;
        leading.add(groupColumn);
        setGrouped(false);
        addSortable(ServerGridLayout.DEFAULT, false);
        actions = addActions(renderers.actions());
    }

    /**
     * Shows or hides the column that contains only the headers of groups. Does nothing if the grid has a column of
     * checkboxes, which also contains the headers.
     */
    void setGrouped(boolean grouped) {
        if (!selectable) {
            groupColumn.getElement().setAttribute("data-off", !grouped);
        }
    }

    /**
     * Replaces the sortable columns. A column that is not shown does not exist, so that the browser receives no values
     * for it. New columns also discard the widths that a browser has set.
     *
     * @param withHost whether the host is shown if the layout contains it
     */
    void apply(ServerGridLayout layout, boolean withHost) {
        sortable.values().forEach(grid::removeColumn);
        sortable.clear();
        addSortable(layout, withHost);
        // Keeps the actions visible, because the columns that the user has selected can be wider than the window.
        actions.setFrozenToEnd(layout.columns() != null);
        List<Grid.Column<ServerGridRow>> all = new ArrayList<>(leading);
        all.addAll(sortable.values());
        all.add(actions);
        grid.setColumnOrder(all);
    }

    private void addSortable(ServerGridLayout layout, boolean withHost) {
        for (ServerSort.Column serverColumn : layout.allColumns()) {
            if (serverColumn != ServerSort.Column.HOST || withHost) {
                Grid.Column<ServerGridRow> column = add(serverColumn);
                setMinWindowWidth(layout.minWindowWidth(serverColumn), column);
                sortable.put(serverColumn, column);
                Integer width = layout.widths().get(serverColumn);
                if (width != null) {
                    setWidth(serverColumn, width);
                }
            }
        }
    }

    private Grid.Column<ServerGridRow> add(ServerSort.Column serverColumn) {
        return switch (serverColumn) {
            case STATE -> {
                Grid.Column<ServerGridRow> state = add(serverColumn, renderers.state(), "202px");
                state.setTooltipGenerator(row -> row instanceof ServerRow server ? server.rawState() : null);
                state.getElement().setAttribute("data-beside-width", "136px");
                setMinWidthBesideDetail(0, state);
                yield state;
            }
            case NAME -> {
                Grid.Column<ServerGridRow> name = add(serverColumn, renderers.name(), "150px");
                setMinWidthBesideDetail(0, name);
                yield name.setRowHeader(true).setFlexGrow(3);
            }
            case ADDRESS -> {
                Grid.Column<ServerGridRow> address = add(serverColumn, renderers.addresses(), "164px");
                setMinWidthBesideDetail(470, address);
                yield address.setFlexGrow(1);
            }
            case FLAVOR -> add(serverColumn, renderers.flavor(), "184px").setFlexGrow(1);
            case IMAGE -> add(serverColumn, renderers.image(), "120px").setFlexGrow(1);
            case PROJECT -> add(serverColumn, renderers.project(), "100px").setFlexGrow(1);
            case AGE ->
                add(serverColumn, renderers.age(), "84px")
                        .setTextAlign(ColumnTextAlign.END)
                        .setHeaderPartName("num")
                        .setPartNameGenerator(_ -> "num");
            case OWNER -> add(serverColumn, renderers.owner(), "100px").setFlexGrow(1);
            case TAGS -> add(serverColumn, renderers.tags(), "120px").setFlexGrow(1);
            case HOST -> add(serverColumn, renderers.host(), "140px").setFlexGrow(1);
            case KEY -> add(serverColumn, links.keyPair(), "120px").setFlexGrow(1);
            case VOLUMES, SECURITY_GROUPS ->
                add(serverColumn, links.attached(serverColumn), "160px").setFlexGrow(1);
        };
    }

    /** Adds a listener that receives the new width, in CSS pixels, of a column that the user has resized. */
    void onResize(ObjIntConsumer<ServerSort.Column> listener) {
        grid.getElement()
                .addEventListener("column-resize", event -> {
                    int pixels = (int)
                            Math.round(event.getEventData().path(RESIZED_WIDTH).asDouble(0));
                    if (pixels > 0) {
                        findByKey(event.getEventData().path(RESIZED_COLUMN).asString(""))
                                .ifPresent(column -> {
                                    setWidth(column, pixels);
                                    listener.accept(column, pixels);
                                });
                    }
                })
                .setFilter("!element.closest('vaadin-master-detail-layout[has-detail]')")
                .addEventData(RESIZED_COLUMN)
                .addEventData(RESIZED_WIDTH);
    }

    /** Sets a fixed width in pixels. Does nothing if the column is not shown. */
    private void setWidth(ServerSort.Column serverColumn, int pixels) {
        Grid.Column<ServerGridRow> column = sortable.get(serverColumn);
        if (column != null) {
            column.setWidth(pixels + "px").setFlexGrow(0);
        }
    }

    /** Returns the sortable column with this key; empty if the column is not shown. */
    private Optional<ServerSort.Column> findByKey(String key) {
        return ServerSort.Column.fromCode(key).filter(sortable::containsKey);
    }

    /** Converts a sort order to the sort order of the grid. Omits columns that are not shown. */
    List<GridSortOrder<ServerGridRow>> sortOrder(ServerSort serverSort) {
        List<GridSortOrder<ServerGridRow>> order = new ArrayList<>();
        for (ServerSort.Key key : serverSort.keys()) {
            Grid.Column<ServerGridRow> column = sortable.get(key.column());
            if (column != null) {
                order.add(new GridSortOrder<>(
                        column, key.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING));
            }
        }
        return order;
    }

    static ServerSort toSort(List<GridSortOrder<ServerGridRow>> order) {
        return new ServerSort(order.stream()
                .flatMap(sort -> ServerSort.Column.fromCode(sort.getSorted().getKey()).stream()
                        .map(column -> new ServerSort.Key(column, sort.getDirection() == SortDirection.DESCENDING)))
                .toList());
    }

    private Grid.Column<ServerGridRow> add(
            ServerSort.Column serverColumn, ServerCellRendererBuilder cell, String width) {
        Grid.Column<ServerGridRow> column = grid.addColumn(cell.renderer())
                .setKey(serverColumn.code())
                .setHeader(messages.text("servers.column." + serverColumn.code()))
                .setSortProperty(serverColumn.code())
                .setSortable(serverColumn.isSortable())
                .setResizable(true)
                .setWidth(width)
                .setFlexGrow(0);
        column.getElement().setAttribute("data-column", serverColumn.code());
        return column;
    }

    private Grid.Column<ServerGridRow> addActions(ServerCellRendererBuilder cell) {
        Grid.Column<ServerGridRow> column = grid.addColumn(cell.renderer())
                .setKey("actions")
                .setWidth("76px")
                .setFlexGrow(0)
                .setTextAlign(ColumnTextAlign.END);
        Span header = StyledElements.span("sr", messages.text("servers.column.actions"));
        column.setHeader(header);
        column.getElement().setAttribute("data-from", "641");
        setMinWidthBesideDetail(580, column);
        return column;
    }

    /** Adds the first column of wide windows. The content of a group header extends beyond this column (grid.css). */
    private Grid.Column<ServerGridRow> addLeading(String key, String labelKey, ServerCellRendererBuilder cell) {
        Grid.Column<ServerGridRow> column =
                grid.addColumn(cell.renderer()).setKey(key).setWidth("40px").setFlexGrow(0);
        Span header = StyledElements.span("sr", messages.text(labelKey));
        column.setHeader(header);
        column.getElement().setAttribute("data-from", "641");
        setMinWidthBesideDetail(0, column);
        return column;
    }

    private Grid.Column<ServerGridRow> addCard(ServerCellRendererBuilder cell) {
        Grid.Column<ServerGridRow> column =
                grid.addColumn(cell.renderer()).setKey("card").setFlexGrow(1);
        column.getElement().setAttribute("data-to", "640");
        return column;
    }

    /** @param pixels minimum grid width next to an open server at which the column is shown */
    private static void setMinWidthBesideDetail(int pixels, Grid.Column<ServerGridRow> column) {
        column.getElement().setAttribute("data-beside", String.valueOf(pixels));
    }

    private static void setMinWindowWidth(int pixels, Grid.Column<ServerGridRow> column) {
        column.getElement().setAttribute("data-from", String.valueOf(pixels));
    }
}
