package org.stackdeck.ui.servers.columns;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerSort;

/**
 * Button that opens a popover in which the user selects the grouping, the columns and their order, and the density of
 * the grid. In narrow windows, which show cards instead of columns, the popover offers only the grouping. Offers the
 * host only to users who may see the hosts of some servers. A stored layout keeps the host even if the user can no
 * longer see it.
 */
public final class ServerGridLayoutChooser extends Div {

    /** The browser sends the width, because the default columns depend on it. */
    private static final String WINDOW_WIDTH = "window.innerWidth";

    private final transient ServerGrid grid;
    private final Messages messages;
    private final transient Choices choices;
    private final transient ServerGridLayoutStore store;
    private final Div list = StyledElements.div("columns-list");
    private final Div content = StyledElements.div("columns");
    private final Popover popover = new Popover(content);
    private final Map<ServerSort.Column, ColumnRow> rows = new EnumMap<>(ServerSort.Column.class);
    private transient ServerGridLayout layout = ServerGridLayout.DEFAULT;
    /**
     * The layout of the user. Differs from the displayed layout if a view is shown or the URL contains another
     * grouping.
     */
    private transient ServerGridLayout stored = ServerGridLayout.DEFAULT;

    private transient ServerSort storedSort = ServerSort.BY_NAME;
    /** Whether the displayed layout is that of the user. Only changes of this layout are stored. */
    private boolean own;

    private boolean withHost;
    private transient Runnable changeListener = () -> {};
    private int windowWidth = Integer.MAX_VALUE;

    /**
     * Choices that depend on the permissions of the user whose servers are shown.
     *
     * @param hostReadable returns whether the user may see the hosts of some servers
     * @param severalClouds returns whether the user may see servers in several clouds
     */
    public record Choices(BooleanSupplier hostReadable, BooleanSupplier severalClouds) {}

    public ServerGridLayoutChooser(ServerGrid grid, Messages messages, Choices choices, ServerGridLayoutStore store) {
        this.grid = grid;
        this.messages = messages;
        this.choices = choices;
        this.store = store;
        addClassName("columns-box");
        list.getElement().setAttribute("role", "group");
        list.getElement().setAttribute("aria-label", messages.text("servers.columns.list"));
        NativeButton button = NativeButtons.labelled("columns", messages.text("servers.columns"));
        button.getElement()
                .addEventListener(
                        "click",
                        event -> setWindowWidth(
                                event.getEventData().path(WINDOW_WIDTH).asInt(Integer.MAX_VALUE)))
                .addEventData(WINDOW_WIDTH);
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel(messages.text("servers.columns.title"));
        popover.setAutofocus(true);
        popover.addOpenedChangeListener(_ -> showContent());
        grid.onColumnResize((column, pixels) -> change(base -> base.withWidth(column, pixels)));
        add(button, popover);
        showOwnLayout();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        store.bind(event, this::onStored);
    }

    /** Shows a layout that another page of the user has stored. Keeps the sort order, and a grouping from the URL. */
    private void onStored(ServerGridLayoutStore.Stored settings) {
        storedSort = settings.sort();
        if (!own) {
            return;
        }
        ServerGridLayout latest = settings.layout();
        ServerGridLayout shown =
                layout.grouping() == stored.grouping() ? latest : latest.withGrouping(layout.grouping());
        stored = latest;
        if (!shown.equals(layout)) {
            apply(shown);
            showContent();
        }
    }

    /** Sets the listener that runs after the user has changed the layout. */
    public void onChange(Runnable listener) {
        changeListener = listener;
    }

    public ServerGridLayout layout() {
        return layout;
    }

    /**
     * Returns the columns that a window of this width, in CSS pixels, shows, in their order. For windows that show
     * cards, returns the columns of the widest windows.
     */
    public List<ServerSort.Column> shownColumns(int width) {
        List<ServerSort.Column> shown = layout.shownColumns(width);
        return (shown.isEmpty() ? layout.shownColumns(Integer.MAX_VALUE) : shown)
                .stream().filter(this::isOffered).toList();
    }

    public boolean showsOwnLayout() {
        return own;
    }

    /** Shows the layout of the user. Changes by the user are stored. */
    public void showOwnLayout() {
        if (!own) {
            stored = store.load();
            storedSort = store.loadSort();
            own = true;
            apply(stored);
        }
    }

    /** Returns the sort order that the user has selected last, without the host if the user can no longer see it. */
    public ServerSort storedSort() {
        return new ServerSort(storedSort.keys().stream()
                .filter(key -> key.column() != ServerSort.Column.HOST
                        || choices.hostReadable().getAsBoolean())
                .toList());
    }

    /** Stores a sort order that the user has selected, if the displayed layout is that of the user. */
    public void storeSort(ServerSort order) {
        if (own && !order.equals(storedSort)) {
            storedSort = order;
            store.saveSort(order);
        }
    }

    /**
     * @param requested grouping from the URL, which is not stored; null for the grouping of the displayed layout or, if
     *     that is the layout of the user, the stored grouping
     */
    public void showGrouping(@Nullable ServerGrouping requested) {
        ServerGrouping shown = requested != null ? requested : own ? stored.grouping() : layout.grouping();
        if (shown != layout.grouping()) {
            apply(layout.withGrouping(shown));
        }
    }

    /**
     * Returns the query parameter for the grouping; empty if neither the displayed nor the stored layout is grouped.
     */
    public Map<String, String> toParameters() {
        return layout.grouping() == ServerGrouping.NONE && stored.grouping() == ServerGrouping.NONE
                ? Map.of()
                : Map.of(ServerGrouping.PARAMETER, layout.grouping().code());
    }

    /** Shows another layout. Changes by the user are not stored. */
    public void showLayout(ServerGridLayout other) {
        own = false;
        apply(other);
    }

    private void apply(ServerGridLayout newLayout) {
        layout = newLayout;
        withHost = choices.hostReadable().getAsBoolean();
        grid.applyLayout(layout, withHost);
        showColumns();
    }

    /** Adds or removes the host after the permissions have changed. */
    public void refreshPermissions() {
        if (withHost != choices.hostReadable().getAsBoolean()) {
            apply(layout);
        }
    }

    private void setWindowWidth(int pixels) {
        windowWidth = pixels;
        showColumns();
    }

    /**
     * Changes the displayed layout. If the layout is that of the user, applies the change to the stored layout. This
     * keeps changes by other pages that this page has not received yet.
     */
    private void change(UnaryOperator<ServerGridLayout> edit) {
        ServerGridLayout changed = edit.apply(layout);
        if (own) {
            ServerGridLayout latest = store.load();
            ServerGridLayout edited = edit.apply(latest);
            if (!edited.equals(latest)) {
                store.save(edited);
            }
            stored = edited;
            // A grouping from the URL is displayed, but not stored.
            changed = stored.withGrouping(changed.grouping());
        }
        if (!changed.equals(layout)) {
            apply(changed);
            changeListener.run();
        }
    }

    /** Creates the content of the popover if it is open. A closed popover has no content, to save memory. */
    private void showContent() {
        content.removeAll();
        list.removeAll();
        rows.clear();
        if (popover.isOpened()) {
            NativeButton reset = NativeButtons.quiet("undo", messages.text("servers.columns.reset"));
            reset.addClickListener(_ -> {
                change(_ -> ServerGridLayout.DEFAULT);
                showContent();
            });
            Span hint = StyledElements.span("muted", messages.text("servers.columns.hint"));
            content.add(
                    new GroupingControls(
                            messages,
                            layout.grouping(),
                            choices.severalClouds().getAsBoolean(),
                            chosen -> change(before -> before.withGrouping(chosen)),
                            grid::setAllGroupsCollapsed),
                    list,
                    densityRow(),
                    hint,
                    reset);
            showColumns();
        }
    }

    private void showColumns() {
        if (!popover.isOpened()) {
            return;
        }
        list.removeAll();
        rows.clear();
        List<ServerSort.Column> shown = layout.shownColumns(windowWidth).stream()
                .filter(this::isOffered)
                .toList();
        Stream.concat(
                        shown.stream(),
                        Arrays.stream(ServerSort.Column.values())
                                .filter(column -> !shown.contains(column) && isOffered(column)))
                .forEach(column -> {
                    ColumnRow row = new ColumnRow(column, shown, messages, windowWidth, this::onColumnChange);
                    rows.put(column, row);
                    list.add(row);
                });
    }

    private boolean isOffered(ServerSort.Column column) {
        return column != ServerSort.Column.HOST || withHost;
    }

    /** Applies a change and focuses the same control again, because each change creates new rows. */
    private void onColumnChange(
            ServerSort.Column column, UnaryOperator<ServerGridLayout> edit, Consumer<ColumnRow> focus) {
        change(edit);
        Optional.ofNullable(rows.get(column)).ifPresent(focus);
    }

    private Div densityRow() {
        String label = messages.text("servers.columns.density");
        ToggleGroup<ServerGridLayout.Density> group =
                new ToggleGroup<>(label, chosen -> change(base -> base.withDensity(chosen)));
        for (ServerGridLayout.Density density : ServerGridLayout.Density.values()) {
            group.addOption(density, messages.text("servers.columns.density." + density.code()));
        }
        group.select(layout.density());
        return StyledElements.div("columns-density", new Span(label), group);
    }
}
