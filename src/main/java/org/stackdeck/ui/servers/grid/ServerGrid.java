package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ComponentUtil;
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
import org.stackdeck.inventory.resource.AttachedResourceIndex;
import org.stackdeck.ui.component.ViewportDataCommunicator;
import org.stackdeck.ui.component.ViewportGrid;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerSort;

/**
 * Grid of servers. Loads only visible rows and repaints individual rows in place, so that the scroll position, the
 * focus and an open menu are kept.
 */
public final class ServerGrid extends ViewportGrid<ServerGridRow> {

    /** Maximum number of highlighted rows. If more rows change at the same time, none is highlighted. */
    private static final int MAX_HIGHLIGHTED = 200;

    private final transient ServerGridModel model;
    private final ViewportDataCommunicator<ServerGridRow> dataCommunicator;
    private final transient ServerGridColumns columns;
    private final transient RowRefreshQueue rowRefreshQueue = new RowRefreshQueue();
    private final transient @Nullable ServerSelection serverSelection;
    private transient Runnable selectionListener = () -> {};
    private final transient GroupHeaderHandler groupHeaderHandler;
    private Set<ServerKey> highlighted = Set.of();
    /** The server shown in the detail pane; null if the pane is closed. */
    private @Nullable ServerKey open;

    private boolean refreshScheduled;
    private transient ServerGridLayout displayedLayout = ServerGridLayout.DEFAULT;
    private boolean displaysHost;
    private final transient ServerCellLinks links;
    private transient ServerSort displayedSort = ServerSort.BY_NAME;
    private transient DisplayedRows displayedRows = DisplayedRows.NONE;

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
        groupHeaderHandler = new GroupHeaderHandler(this, model, dataCommunicator, messages, serverSelection);
        links = new ServerCellLinks(messages);
        columns = new ServerGridColumns(
                this,
                messages,
                new ServerCellRenderers(messages, button, groupHeaderHandler.template(), this::isOpen, links),
                links,
                serverSelection,
                row -> toggleSelection(row.key()));
        setPartNameGenerator(this::rowPartName);
        setDataProvider(new CallbackDataProvider<ServerGridRow, Void>(
                query -> model.rows(query.getOffset(), query.getLimit()),
                query -> model.displayedRows().size(),
                ServerGridRow::id));
    }

    /** Restores the groups that the user collapsed before opening another page. */
    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        CollapsedGroups earlier = ComponentUtil.getData(event.getUI(), CollapsedGroups.class);
        if (earlier == null) {
            ComponentUtil.setData(
                    event.getUI(), CollapsedGroups.class, model.grouping().collapsedGroups());
        } else {
            model.grouping().setCollapsedGroups(earlier);
            refreshAllRows();
        }
    }

    /** Returns the displayed servers in the order of the rows, including those of collapsed groups. */
    public List<ServerKey> displayedServers() {
        return model.displayedRows().servers();
    }

    /** Sets the listener for selection changes by the user. */
    public void onSelectionChange(Runnable listener) {
        selectionListener = listener;
    }

    public void toggleSelection(ServerKey server) {
        if (serverSelection != null && model.contains(server)) {
            serverSelection.toggle(server);
            rowRefreshQueue.addHeaders();
            refreshRows(Stream.of(server));
            selectionListener.run();
        }
    }

    /** Repaints all rows after the selection of several servers has changed, and runs the selection listener. */
    void refreshSelection() {
        refreshAllRows();
        selectionListener.run();
    }

    /** Sets the receiver of texts for screen readers. */
    public void onAnnouncement(Consumer<String> newAnnouncer) {
        groupHeaderHandler.onAnnouncement(newAnnouncer);
    }

    public void setAllGroupsCollapsed(boolean collapsed) {
        groupHeaderHandler.setAllCollapsed(collapsed);
    }

    /** Marks the row of the server in the detail pane; null for none. */
    public void setOpenServer(@Nullable ServerKey server) {
        refreshRows(Stream.of(open, server).filter(Objects::nonNull));
        open = server;
    }

    private void refreshRows(Stream<ServerKey> servers) {
        if (!refreshScheduled) {
            // Rows highlighted earlier must not flash again.
            highlighted = Set.of();
        }
        servers.forEach(rowRefreshQueue::add);
        scheduleRefresh();
    }

    private boolean isOpen(ServerRow row) {
        return row.key().equals(open);
    }

    private @Nullable String rowPartName(ServerGridRow row) {
        if (!(row instanceof ServerRow server)) {
            return "group";
        }
        boolean changed = highlighted.contains(server.key());
        boolean opened = isOpen(server);
        return changed && opened ? "changed open" : changed ? "changed" : opened ? "open" : null;
    }

    /** Shows the sort order in the header without notifying listeners. */
    public void setSort(ServerSort serverSort) {
        displayedSort = serverSort;
        sort(columns.sortOrder(serverSort));
    }

    /**
     * Shows the columns, widths, density and grouping.
     *
     * @param withHost whether the host is shown if the layout contains it
     */
    public void applyLayout(ServerGridLayout layout, boolean withHost) {
        setClassName("compact", layout.density() == ServerGridLayout.Density.COMPACT);
        boolean regroup = layout.grouping() != displayedLayout.grouping();
        boolean sameColumns = layout.withDensity(displayedLayout.density())
                .withGrouping(displayedLayout.grouping())
                .equals(displayedLayout);
        if (!sameColumns || withHost != displaysHost) {
            columns.apply(layout, withHost);
            links.setColumns(layout.allColumns());
            setSort(displayedSort);
        }
        if (regroup) {
            columns.setGrouped(layout.grouping() != ServerGrouping.NONE);
            model.grouping().set(layout.grouping());
        }
        if (!sameColumns || withHost != displaysHost || regroup) {
            refreshAllRows();
        }
        displayedLayout = layout;
        displaysHost = withHost;
    }

    public ServerCellLinks links() {
        return links;
    }

    /** Shows the resources attached to the servers. Compares only the rows that the browser holds. */
    public void setAttached(AttachedResourceIndex attached) {
        List<ServerKey> changed = model.displayedRows()
                .servers(dataCommunicator.firstRow(), dataCommunicator.endRow())
                .filter(links.setAttached(attached))
                .map(Server::key)
                .toList();
        // A push without a visible change would reveal changes of resources that the viewer cannot see.
        if (!changed.isEmpty()) {
            refreshRows(changed.stream());
        }
    }

    /**
     * Adds a listener that receives the new width, in CSS pixels, of a column that the user has resized. While the
     * detail pane is open, widths are temporary and are not reported.
     */
    public void onColumnResize(ObjIntConsumer<ServerSort.Column> listener) {
        columns.onResize((column, pixels) -> {
            displayedLayout = displayedLayout.withWidth(column, pixels);
            listener.accept(column, pixels);
        });
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

    /**
     * Sends the changed rows that the browser holds. If different rows are displayed than before, sends all rows that
     * the browser holds.
     */
    public void applyChanges(ChangedServerRows changedServerRows) {
        DisplayedRows before = displayedRows;
        DisplayedRows now = model.displayedRows();
        displayedRows = now;
        highlight(changedServerRows.highlighted());
        boolean sameRows = rowRefreshQueue.addChanges(
                before, now, dataCommunicator.firstRow(), dataCommunicator.endRow(), changedServerRows.changed());
        if (!sameRows) {
            // The browser receives the event before the rows, so that it can keep the visible rows in their place
            // (grid.js).
            getElement().executeJs("this.dispatchEvent(new CustomEvent('sd-rows-move'))");
        }
        if (before.size() != now.size()) {
            dataCommunicator.updateRowCount(() -> model.displayedRows().size());
        }
        if (!sameRows) {
            dataCommunicator.refreshAll();
        }
    }

    /**
     * Highlights rows in the next response. If a row changes several times before the response, it is highlighted if at
     * least one of the changes requires a highlight.
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
        groupHeaderHandler.refresh();
        DisplayedRows rows = model.displayedRows();
        rowRefreshQueue
                .drain(rows, dataCommunicator.firstRow(), dataCommunicator.endRow())
                .forEach(row -> dataCommunicator.refresh(model.row(rows, row)));
    }

    /** Updates the number of rows and sends all rows that the browser holds. */
    public void refreshAllRows() {
        displayedRows = model.displayedRows();
        groupHeaderHandler.refresh();
        dataCommunicator.updateRowCount(() -> model.displayedRows().size());
        dataCommunicator.refreshAll();
    }

    @Override
    protected BiFunction<Renderer<ServerGridRow>, String, Column<ServerGridRow>> getDefaultColumnFactory() {
        return (renderer, id) -> new UnsynchronizedColumn<>(this, id, renderer);
    }
}
