package org.stackdeck.ui.operations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;

/** The operations a viewer may see, live, with the chips that filter them: on their page, and in the panel of all others. */
@JsModule("context://frontend/js/grid.js")
final class OperationsList extends Div implements OperationsFeed.Reader {

    private final transient OperationsFeed feed;
    private final transient OperationRows rows;
    private final transient Runnable filtered;
    private final Words words;
    private final Grid<Operation> grid = new Grid<>();
    private final Div empty = new Div();
    private final Set<OperationId> untold = new HashSet<>();
    private final Div chips = new Div();
    private final NativeButton all;
    private final NativeButton own;
    private final NativeButton failed;
    private boolean ownOnly;
    private Operation.@Nullable State state;

    /** @param filtered is run when a person chose another filter */
    OperationsList(OperationsFeed feed, Words words, Clock clock, Runnable filtered) {
        this.feed = feed;
        this.words = words;
        this.filtered = filtered;
        UserId viewer = feed.viewer();
        this.rows = new OperationRows(viewer);
        this.all = chip("operation.filter.all", () -> choose(false, null));
        this.own = chip("operation.filter.own", () -> choose(!ownOnly, state));
        this.failed = chip(
                "operation.filter.failed",
                () -> choose(ownOnly, state == Operation.State.FAILED ? null : Operation.State.FAILED));
        chips.add(all, own, failed);
        addClassName("grid-box");
        empty.addClassName("empty-box");
        add(grid, empty);
        build(new OperationCells(words, viewer, clock, feed.waysAgain()));
    }

    /** The chips, to be placed by the page. */
    Div chips() {
        return chips;
    }

    boolean ownOnly() {
        return ownOnly;
    }

    boolean failedOnly() {
        return state == Operation.State.FAILED;
    }

    void filter(boolean newOwnOnly, boolean failedOnly) {
        ownOnly = newOwnOnly;
        state = failedOnly ? Operation.State.FAILED : null;
        show();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Subscription news = feed.follow(event.getUI(), this, OperationRows.LIMIT, this);
        addDetachListener(detach -> {
            detach.unregisterListener();
            news.close();
        });
    }

    @Override
    public void fill(List<Operation> recent) {
        rows.fill(recent);
        show();
    }

    /**
     * One whose row stays where it is is painted in its place, so that nothing else moves; with it the others of its server,
     * since what is under way there decides whether they can be done once more.
     */
    @Override
    public void take(List<Operation> news) {
        boolean moved = false;
        for (Operation operation : news) {
            moved |= rows.take(operation);
        }
        if (moved) {
            show();
        } else {
            Set<ServerKey> servers = news.stream().map(Operation::server).collect(Collectors.toSet());
            rows.shown().stream()
                    .filter(operation -> servers.contains(operation.server()))
                    .forEach(this::repaint);
        }
    }

    private void repaint(Operation operation) {
        if (untold.isEmpty()) {
            getElement().getNode().runWhenAttached(ui -> ui.beforeClientResponse(this, _ -> tell()));
        }
        untold.add(operation.id());
    }

    /**
     * Each row once, as it is by then: of two versions of a row that are refreshed before one answer Vaadin sends both, in
     * no order, and of one that came late the list knows better.
     */
    private void tell() {
        rows.shown().stream()
                .filter(operation -> untold.contains(operation.id()))
                .forEach(grid.getDataProvider()::refreshItem);
        untold.clear();
    }

    @Override
    public void keep(Predicate<Operation> visible) {
        rows.keep(visible);
        show();
    }

    private void build(OperationCells cells) {
        grid.addClassName("operations");
        Pages.dress(grid, words.say("operation.title"));
        Pages.card(grid, cells.card());
        column("state", cells.state(), "150px", 0);
        column("what", cells.what(), "130px", 0);
        column("server", cells.server(), "180px", 0).setFlexGrow(1).setRowHeader(true);
        column("who", cells.who(), "130px", 0);
        column("since", cells.since(), "170px", 900);
        column("duration", cells.duration(), "110px", 760);
        column("result", cells.result(), "280px", 0).setFlexGrow(3);
        Span header = new Span(words.say("operation.again"));
        header.addClassName("sr");
        Pages.column(grid, "", cells.again(), "56px", 0).setKey("again").setHeader(header);
        grid.setDataProvider(new CallbackDataProvider<Operation, Void>(
                query -> rows.shown().stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.shown().size(),
                Operation::id));
    }

    private Grid.Column<Operation> column(String key, LitRenderer<Operation> renderer, String width, int from) {
        return Pages.column(grid, words.say("operation.column." + key), renderer, width, from)
                .setKey(key);
    }

    private NativeButton chip(String key, Runnable pressed) {
        NativeButton chip = new NativeButton(words.say(key), _ -> pressed.run());
        chip.addClassName("chip");
        chip.getElement().setAttribute("type", "button");
        return chip;
    }

    private void choose(boolean newOwnOnly, Operation.@Nullable State newState) {
        ownOnly = newOwnOnly;
        state = newState;
        show();
        filtered.run();
    }

    private void show() {
        rows.filter(ownOnly, state);
        grid.getDataProvider().refreshAll();
        press(all, !ownOnly && state == null);
        press(own, ownOnly);
        press(failed, state == Operation.State.FAILED);
        boolean none = rows.shown().isEmpty();
        grid.setVisible(!none);
        empty.setVisible(none);
        empty.removeAll();
        if (none) {
            String key = rows.empty() ? "operation.empty" : "operation.none-match";
            empty.add(new EmptyState("pulse", words.say(key + ".title"), words.say(key + ".text")));
        }
    }

    private static void press(NativeButton chip, boolean pressed) {
        chip.getElement().setAttribute("aria-pressed", String.valueOf(pressed));
    }
}
