package org.stackdeck.ui.operations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.Autocomplete;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SearchField;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationRowFilter.StatusFilter;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/**
 * Live list of the operations that a viewer may see, with filters. The operations page and the panel above the footer
 * use this list.
 */
final class OperationsList extends Composite<OperationGrid> implements OperationsFeed.Listener {

    private final transient OperationsFeed feed;
    private final transient OperationGridModel model;
    private final transient Runnable filterListener;
    private final Messages messages;
    private final OperationGrid grid;
    private final Set<OperationId> pendingRows = new HashSet<>();
    private final Div chips = new Div();
    private final NativeButton all;
    private final NativeButton own;
    private final NativeButton inProgress;
    private final NativeButton failed;
    private final SearchField text;
    private transient OperationRowFilter filter = OperationRowFilter.NONE;

    /** @param filtered runs when the user has changed the filter */
    OperationsList(OperationsFeed feed, Messages messages, Clock clock, Runnable filtered) {
        this.feed = feed;
        this.messages = messages;
        this.filterListener = filtered;
        UserId viewer = feed.viewer();
        this.grid = new OperationGrid(messages, feed, clock);
        this.model = new OperationGridModel(viewer, grid::searchText);
        this.all = chip("operation.filter.all", () -> changeFilter(OperationRowFilter.NONE));
        this.own = chip("operation.filter.own", () -> changeFilter(filter.withOwnOnly(!filter.ownOnly())));
        this.inProgress = chip(
                "operation.filter.under-way", () -> changeFilter(filter.withToggledStatus(StatusFilter.IN_PROGRESS)));
        this.failed =
                chip("operation.filter.failed", () -> changeFilter(filter.withToggledStatus(StatusFilter.FAILED)));
        this.text = new SearchField(messages.text("operation.filter.text"));
        prepareText();
        chips.add(all, own, inProgress, failed, text);
    }

    @Override
    protected OperationGrid initContent() {
        return grid;
    }

    /** Returns the filter chips and the search field. The caller adds them to the page. */
    Div chips() {
        return chips;
    }

    OperationRowFilter filter() {
        return filter;
    }

    /** Sets the filter without notifying the listener. */
    void setFilter(OperationRowFilter newFilter) {
        filter = newFilter;
        text.setValue(newFilter.text());
        refresh();
    }

    private void prepareText() {
        text.addClassName("filter-text");
        text.setAriaLabel(messages.text("operation.filter.text.label"));
        text.setAutocomplete(Autocomplete.OFF);
        text.setMaxLength(OperationRowFilter.MAX_TEXT_LENGTH);
        UserInputListeners.onChange(text, value -> changeFilter(filter.withText(value)));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UiPush.closeOnDetach(this, feed.subscribe(event.getUI(), this, OperationGridModel.LIMIT, this));
    }

    @Override
    public void addMissing(List<Operation> recent) {
        model.addMissing(recent);
        refresh();
    }

    /**
     * Applies the updates. If no row moves, repaints the changed rows and all other rows of the same targets. The other
     * rows can change, because the running operations of a target determine which operations can be run again.
     */
    @Override
    public void applyUpdates(List<Operation> updates) {
        boolean moved = false;
        for (Operation operation : updates) {
            moved |= model.apply(operation);
        }
        if (moved) {
            refresh();
        } else {
            grid.replaceRows(model.displayed());
            refreshTargets(updates.stream().map(Operation::target).collect(Collectors.toSet()));
        }
    }

    @Override
    public void refreshTargets(Set<? extends ActionTarget> targets) {
        model.displayed().stream()
                .filter(operation -> targets.contains(operation.target()))
                .forEach(this::scheduleRefresh);
    }

    private void scheduleRefresh(Operation operation) {
        if (pendingRows.isEmpty()) {
            getElement().getNode().runWhenAttached(ui -> ui.beforeClientResponse(this, _ -> refreshPendingRows()));
        }
        pendingRows.add(operation.id());
    }

    /**
     * Refreshes each row once, in its current state. If a row is refreshed twice before a response, Vaadin sends both
     * versions in no particular order.
     */
    private void refreshPendingRows() {
        model.displayed().stream()
                .filter(operation -> pendingRows.contains(operation.id()))
                .forEach(grid.grid().getDataProvider()::refreshItem);
        pendingRows.clear();
    }

    @Override
    public void applyVisibility(Function<Operation, Optional<Operation>> visible) {
        model.applyVisibility(visible);
        refresh();
    }

    private NativeButton chip(String key, Runnable pressed) {
        return NativeButtons.text(messages.text(key), "chip", pressed);
    }

    private void changeFilter(OperationRowFilter newFilter) {
        filter = newFilter;
        if (newFilter.equals(OperationRowFilter.NONE)) {
            text.clear();
        }
        refresh();
        filterListener.run();
    }

    private void refresh() {
        model.setFilter(filter);
        if (model.displayed().isEmpty()) {
            String key = model.isEmpty() ? "operation.empty" : "operation.none-match";
            grid.setEmptyState(new EmptyState(
                    "pulse",
                    messages.text(key + ".title"),
                    messages.text(key + ".text"),
                    StyledElements.buttonLink(ServerRoutes.ALL_SERVERS_PATH, messages.text("servers.title"))));
        }
        grid.setRows(model.displayed());
        setPressed(all, filter.equals(OperationRowFilter.NONE));
        setPressed(own, filter.ownOnly());
        setPressed(inProgress, filter.status() == StatusFilter.IN_PROGRESS);
        setPressed(failed, filter.status() == StatusFilter.FAILED);
    }

    private static void setPressed(NativeButton chip, boolean pressed) {
        chip.getElement().setAttribute("aria-pressed", String.valueOf(pressed));
    }
}
