package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final ServerCellRenderers renderers;
    private final List<Grid.Column<ServerRow>> leading = new ArrayList<>();
    private final Map<ServerSort.Column, Grid.Column<ServerRow>> sortable = new LinkedHashMap<>();
    private final Grid.Column<ServerRow> actions;

    /**
     * Adds the columns of the default layout.
     *
     * @param serverSelection null if rows cannot be selected
     * @param toggleSelection called with the row that the user selects or deselects
     */
    ServerGridColumns(
            Grid<ServerRow> grid,
            Messages messages,
            ServerCellRenderers renderers,
            @Nullable ServerSelection serverSelection,
            SerializableConsumer<ServerRow> toggleSelection) {
        this.grid = grid;
        this.messages = messages;
        this.renderers = renderers;
        leading.add(
                addCard(serverSelection == null ? renderers.card() : renderers.card(serverSelection, toggleSelection)));
        if (serverSelection != null) {
            leading.add(addPick(renderers.checkbox(serverSelection, toggleSelection)));
        }
        addSortable(ServerGridLayout.DEFAULT, false);
        actions = addActions(renderers.actions());
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
        // Selected columns can be wider than the window.
        actions.setFrozenToEnd(layout.columns() != null);
        List<Grid.Column<ServerRow>> all = new ArrayList<>(leading);
        all.addAll(sortable.values());
        all.add(actions);
        grid.setColumnOrder(all);
    }

    private void addSortable(ServerGridLayout layout, boolean withHost) {
        for (ServerSort.Column what : layout.allColumns()) {
            if (what != ServerSort.Column.HOST || withHost) {
                Grid.Column<ServerRow> column = add(what);
                setMinWindowWidth(layout.minWindowWidth(what), column);
                sortable.put(what, column);
                Integer width = layout.widths().get(what);
                if (width != null) {
                    setWidth(what, width);
                }
            }
        }
    }

    private Grid.Column<ServerRow> add(ServerSort.Column what) {
        return switch (what) {
            case STATE -> {
                Grid.Column<ServerRow> state = add(what, renderers.state(), "202px");
                state.setTooltipGenerator(ServerRow::rawState);
                state.getElement().setAttribute("data-beside-width", "136px");
                setMinWidthBesideDetail(0, state);
                yield state;
            }
            case NAME -> {
                Grid.Column<ServerRow> name = add(what, renderers.name(), "150px");
                setMinWidthBesideDetail(0, name);
                yield name.setRowHeader(true).setFlexGrow(3);
            }
            case ADDRESS -> {
                Grid.Column<ServerRow> address = add(what, renderers.addresses(), "164px");
                setMinWidthBesideDetail(470, address);
                yield address.setFlexGrow(1);
            }
            case FLAVOR -> add(what, renderers.flavor(), "184px").setFlexGrow(1);
            case IMAGE -> add(what, renderers.image(), "120px").setFlexGrow(1);
            case PROJECT -> add(what, renderers.project(), "100px").setFlexGrow(1);
            case AGE ->
                add(what, renderers.age(), "84px")
                        .setTextAlign(ColumnTextAlign.END)
                        .setHeaderPartName("num")
                        .setPartNameGenerator(_ -> "num");
            case OWNER -> add(what, renderers.owner(), "100px").setFlexGrow(1);
            case TAGS -> add(what, renderers.tags(), "120px").setFlexGrow(1);
            case HOST -> add(what, renderers.host(), "140px").setFlexGrow(1);
        };
    }

    /** Sets a fixed width in pixels. Does nothing if the column is not shown. */
    void setWidth(ServerSort.Column what, int pixels) {
        Grid.Column<ServerRow> column = sortable.get(what);
        if (column != null) {
            column.setWidth(pixels + "px").setFlexGrow(0);
        }
    }

    /** Returns the sortable column; empty if it is not shown. */
    Optional<ServerSort.Column> findByKey(String key) {
        return ServerSort.Column.fromCode(key).filter(sortable::containsKey);
    }

    /** Converts a sort order to the sort order of the grid, without the columns that are not shown. */
    List<GridSortOrder<ServerRow>> sortOrder(ServerSort serverSort) {
        List<GridSortOrder<ServerRow>> order = new ArrayList<>();
        for (ServerSort.Key key : serverSort.keys()) {
            Grid.Column<ServerRow> column = sortable.get(key.column());
            if (column != null) {
                order.add(new GridSortOrder<>(
                        column, key.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING));
            }
        }
        return order;
    }

    static ServerSort toSort(List<GridSortOrder<ServerRow>> order) {
        return new ServerSort(order.stream()
                .flatMap(sort -> ServerSort.Column.fromCode(sort.getSorted().getKey()).stream()
                        .map(column -> new ServerSort.Key(column, sort.getDirection() == SortDirection.DESCENDING)))
                .toList());
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
        column.getElement().setAttribute("data-column", what.code());
        return column;
    }

    private Grid.Column<ServerRow> addActions(LitRenderer<ServerRow> renderer) {
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
        return column;
    }

    private Grid.Column<ServerRow> addPick(LitRenderer<ServerRow> renderer) {
        Grid.Column<ServerRow> column =
                grid.addColumn(renderer).setKey("pick").setWidth("40px").setFlexGrow(0);
        Span header = new Span(messages.text("servers.bulk.column"));
        header.addClassName("sr");
        column.setHeader(header);
        column.getElement().setAttribute("data-from", "641");
        setMinWidthBesideDetail(0, column);
        return column;
    }

    private Grid.Column<ServerRow> addCard(LitRenderer<ServerRow> renderer) {
        Grid.Column<ServerRow> column = grid.addColumn(renderer).setKey("card").setFlexGrow(1);
        column.getElement().setAttribute("data-to", "640");
        return column;
    }

    /** @param pixels minimum grid width next to an open server at which the column is shown */
    private static void setMinWidthBesideDetail(int pixels, Grid.Column<ServerRow> column) {
        column.getElement().setAttribute("data-beside", String.valueOf(pixels));
    }

    private static void setMinWindowWidth(int pixels, Grid.Column<ServerRow> column) {
        column.getElement().setAttribute("data-from", String.valueOf(pixels));
    }
}
