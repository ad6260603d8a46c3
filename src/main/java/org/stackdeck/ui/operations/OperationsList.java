package org.stackdeck.ui.operations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.operations.RowFilter.Standing;

/**
 * Live list of the operations a viewer may see, with filters. Used on the operations page and in the panel of all other
 * pages.
 */
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
    private final NativeButton underWay;
    private final NativeButton failed;
    private final TextField text = new TextField();
    private transient RowFilter filter = RowFilter.NONE;

    /** @param filtered runs when the user changes the filter */
    OperationsList(OperationsFeed feed, Words words, Clock clock, Runnable filtered) {
        this.feed = feed;
        this.words = words;
        this.filtered = filtered;
        UserId viewer = feed.viewer();
        OperationCells cells = new OperationCells(words, feed, clock);
        this.rows = new OperationRows(viewer, cells::says);
        this.all = chip("operation.filter.all", () -> choose(RowFilter.NONE));
        this.own = chip("operation.filter.own", () -> choose(filter.own(!filter.ownOnly())));
        this.underWay = chip("operation.filter.under-way", () -> choose(filter.toggle(Standing.UNDER_WAY)));
        this.failed = chip("operation.filter.failed", () -> choose(filter.toggle(Standing.FAILED)));
        prepareText();
        chips.add(all, own, underWay, failed, text);
        addClassName("grid-box");
        empty.addClassName("empty-box");
        add(grid, empty);
        build(cells);
    }

    /** Returns the filter chips and the text field, which the page places. */
    Div chips() {
        return chips;
    }

    RowFilter filter() {
        return filter;
    }

    /** Sets the filter without notifying the listener. */
    void filter(RowFilter wanted) {
        filter = wanted;
        text.setValue(wanted.text());
        show();
    }

    private void prepareText() {
        text.addClassName("filter-text");
        text.setPlaceholder(words.say("operation.filter.text"));
        text.setAriaLabel(words.say("operation.filter.text.label"));
        text.setClearButtonVisible(true);
        text.setPrefixComponent(new Icon("search"));
        text.setAutocomplete(Autocomplete.OFF);
        text.setMaxLength(RowFilter.LONGEST);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                choose(filter.text(event.getValue()));
            }
        });
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
     * If no row moves, repaints the changed rows in place, and all rows of the same server: whether they can run again
     * depends on its running operations.
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
            repaint(news.stream().map(Operation::server).collect(Collectors.toSet()));
        }
    }

    @Override
    public void repaint(Set<ServerKey> servers) {
        rows.shown().stream()
                .filter(operation -> servers.contains(operation.server()))
                .forEach(this::repaint);
    }

    private void repaint(Operation operation) {
        if (untold.isEmpty()) {
            getElement().getNode().runWhenAttached(ui -> ui.beforeClientResponse(this, _ -> tell()));
        }
        untold.add(operation.id());
    }

    /**
     * Refreshes each row once, in its current state. If a row is refreshed twice before a response, Vaadin sends both
     * versions in no particular order. The list also holds the newer version of an update that arrived late.
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
        column("result", cells.result(), "250px", 0).setFlexGrow(3);
        Span header = new Span(words.say("operation.again"));
        header.addClassName("sr");
        Pages.column(grid, "", cells.again(), "88px", 0).setKey("again").setHeader(header);
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

    private void choose(RowFilter wanted) {
        filter = wanted;
        if (wanted.equals(RowFilter.NONE)) {
            text.clear();
        }
        show();
        filtered.run();
    }

    private void show() {
        rows.filter(filter);
        grid.getDataProvider().refreshAll();
        press(all, filter.equals(RowFilter.NONE));
        press(own, filter.ownOnly());
        press(underWay, filter.standing() == Standing.UNDER_WAY);
        press(failed, filter.standing() == Standing.FAILED);
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
