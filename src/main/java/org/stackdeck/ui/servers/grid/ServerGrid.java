package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.Renderer;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.component.ViewportDataCommunicator;
import org.stackdeck.ui.component.ViewportGrid;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.search.ServerSort;

/**
 * The server grid. It loads only visible rows and repaints individual rows in place, so that the scroll position, the
 * focus and an open menu are kept.
 */
public final class ServerGrid extends ViewportGrid<ServerRow> {

    /** Maximum number of highlighted rows. If more rows change at the same time, none is highlighted. */
    private static final int MAX_HIGHLIGHTED = 200;

    private static final String RESIZED_COLUMN = "event.detail.resizedColumn.dataset.column";
    private static final String RESIZED_WIDTH = "parseFloat(event.detail.resizedColumn.width)";

    private final transient ServerGridModel model;
    private final ViewportDataCommunicator<ServerRow> dataCommunicator;
    private final transient ServerGridColumns columns;
    private final Set<ServerKey> pendingRows = new HashSet<>();
    private final transient @Nullable ServerSelection serverSelection;
    private transient Runnable selectionListener = () -> {};
    private Set<ServerKey> highlighted = Set.of();
    /** The server shown in the detail pane; null if the pane is closed. */
    private @Nullable ServerKey open;

    private boolean refreshScheduled;
    private transient ServerGridLayout displayedLayout = ServerGridLayout.DEFAULT;
    private boolean displaysHost;
    private transient ServerSort displayedSort = ServerSort.BY_NAME;
    private transient List<Server> displayedServers = List.of();

    /** @param serverSelection null if rows cannot be selected */
    public ServerGrid(
            ServerGridModel model,
            Messages messages,
            RowMenuButtonTemplate button,
            @Nullable ServerSelection serverSelection) {
        this.model = model;
        this.dataCommunicator = viewport();
        addClassName("servers");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        setMultiSort(true, MultiSortPriority.APPEND, true);
        setSizeFull();
        getElement().setAttribute("aria-label", messages.text("servers.title"));
        this.serverSelection = serverSelection;
        columns = new ServerGridColumns(
                this,
                messages,
                new ServerCellRenderers(messages, button, this::isOpen),
                serverSelection,
                row -> toggleSelection(row.key()));
        setPartNameGenerator(this::rowPartName);
        setDataProvider(new CallbackDataProvider<ServerRow, Void>(
                query -> model.rows(query.getOffset(), query.getLimit()), query -> model.size(), ServerRow::key));
    }

    /** Sets the listener for selection changes by the user. */
    public void onSelectionChange(Runnable listener) {
        selectionListener = listener;
    }

    public void toggleSelection(ServerKey server) {
        if (serverSelection != null && model.contains(server)) {
            serverSelection.toggle(server);
            model.row(server).ifPresent(dataCommunicator::refresh);
            selectionListener.run();
        }
    }

    /** Marks the row of the server in the detail pane; null for none. */
    public void setOpenServer(@Nullable ServerKey server) {
        if (!refreshScheduled) {
            // Rows highlighted earlier must not flash again.
            highlighted = Set.of();
        }
        Stream.of(open, server).filter(Objects::nonNull).forEach(pendingRows::add);
        open = server;
        scheduleRefresh();
    }

    private boolean isOpen(ServerRow row) {
        return row.key().equals(open);
    }

    private @Nullable String rowPartName(ServerRow row) {
        boolean changed = highlighted.contains(row.key());
        boolean opened = isOpen(row);
        return changed && opened ? "changed open" : changed ? "changed" : opened ? "open" : null;
    }

    /** Shows the sort order in the header without notifying listeners. */
    public void setSort(ServerSort serverSort) {
        displayedSort = serverSort;
        sort(columns.sortOrder(serverSort));
    }

    /**
     * Shows the columns, widths and density.
     *
     * @param withHost whether the host is shown if the layout contains it
     */
    public void applyLayout(ServerGridLayout layout, boolean withHost) {
        setClassName("compact", layout.density() == ServerGridLayout.Density.COMPACT);
        if (!layout.withDensity(displayedLayout.density()).equals(displayedLayout) || withHost != displaysHost) {
            columns.apply(layout, withHost);
            setSort(displayedSort);
            refreshAllRows();
        }
        displayedLayout = layout;
        displaysHost = withHost;
    }

    /**
     * Sets the listener that receives the new width, in pixels, of a column that the user has resized. Next to the
     * detail pane, widths are temporary and not reported.
     */
    public void onColumnResize(ObjIntConsumer<ServerSort.Column> listener) {
        getElement()
                .addEventListener("column-resize", event -> {
                    double pixels = event.getEventData().path(RESIZED_WIDTH).asDouble(0);
                    if (pixels > 0) {
                        columns.findByKey(event.getEventData()
                                        .path(RESIZED_COLUMN)
                                        .asString(""))
                                .ifPresent(column -> {
                                    columns.setWidth(column, (int) Math.round(pixels));
                                    displayedLayout = displayedLayout.withWidth(column, (int) Math.round(pixels));
                                    listener.accept(column, (int) Math.round(pixels));
                                });
                    }
                })
                .setFilter("!element.closest('vaadin-master-detail-layout[has-detail]')")
                .addEventData(RESIZED_COLUMN)
                .addEventData(RESIZED_WIDTH);
    }

    /** Adds a listener for sort changes by the user. */
    public void onSortChange(Consumer<ServerSort> listener) {
        addSortListener(event -> {
            if (event.isFromClient()) {
                displayedSort = ServerGridColumns.toSort(event.getSortOrder());
                listener.accept(displayedSort);
            }
        });
    }

    /** Sends the changed rows that the browser holds, or all rows that it holds if their order has changed. */
    public void applyChanges(ServerRowChanges serverRowChanges) {
        List<Server> before = displayedServers;
        List<Server> now = model.displayedServers();
        displayedServers = now;
        highlight(serverRowChanges.highlighted());
        if (before.size() != now.size()) {
            dataCommunicator.updateRowCount(model::size);
        }
        int end = Math.min(dataCommunicator.endRow(), Math.min(before.size(), now.size()));
        for (int i = dataCommunicator.firstRow(); i < end; i++) {
            if (!before.get(i).key().equals(now.get(i).key())) {
                dataCommunicator.refreshAll();
                return;
            }
        }
        for (int i = dataCommunicator.firstRow(); i < end; i++) {
            ServerKey key = now.get(i).key();
            if (serverRowChanges.changed().contains(key)) {
                pendingRows.add(key);
            }
        }
    }

    /**
     * Highlights rows in the next response. If a row changes several times before the response, it is highlighted if at
     * least one of the changes requires this.
     */
    private void highlight(Set<ServerKey> changed) {
        Set<ServerKey> all = new HashSet<>(refreshScheduled ? highlighted : Set.of());
        all.addAll(changed);
        highlighted = all.size() > MAX_HIGHLIGHTED ? Set.of() : all;
        scheduleRefresh();
    }

    private void scheduleRefresh() {
        if (!refreshScheduled) {
            refreshScheduled = true;
            getElement().getNode().runWhenAttached(ui -> ui.beforeClientResponse(this, _ -> refreshPendingRows()));
        }
    }

    /**
     * Refreshes each row once, in its current state. If a row is refreshed twice before a response, Vaadin sends both
     * versions in no particular order, and the browser may show the older one.
     */
    private void refreshPendingRows() {
        refreshScheduled = false;
        pendingRows.forEach(key -> model.row(key).ifPresent(dataCommunicator::refresh));
        pendingRows.clear();
    }

    /** Updates the number of rows and sends all rows that the browser holds. */
    public void refreshAllRows() {
        displayedServers = model.displayedServers();
        dataCommunicator.updateRowCount(model::size);
        dataCommunicator.refreshAll();
    }

    @Override
    protected BiFunction<Renderer<ServerRow>, String, Column<ServerRow>> getDefaultColumnFactory() {
        return (renderer, id) -> new UnsynchronizedPropertyColumn<>(this, id, renderer);
    }
}
