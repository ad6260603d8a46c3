package org.stackdeck.ui.operations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Access;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;

/** Every operation the viewer may see, live. */
@Route(value = OperationsView.PATH, layout = MainLayout.class)
@PermitAll
@JsModule("context://frontend/js/grid.js")
class OperationsView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    static final String PATH = "operations";

    private final transient Operations operations;
    private final transient CurrentUser currentUser;
    private final transient Sight sight;
    private final transient OperationRows rows;
    private final Words words = Words.here();
    private final Grid<Operation> grid = new Grid<>();
    private final Div empty = new Div();
    private final NativeButton all;
    private final NativeButton own;
    private final NativeButton failed;
    private boolean ownOnly;
    private Operation.@Nullable State state;

    OperationsView(Operations operations, Access access, CurrentUser currentUser, Clock clock) {
        this.operations = operations;
        this.currentUser = currentUser;
        UserId viewer = currentUser.caller().userId();
        this.sight = new Sight(access, viewer);
        this.rows = new OperationRows(viewer);
        this.all = chip("operation.filter.all", () -> ask(false, null));
        this.own = chip("operation.filter.own", () -> ask(!ownOnly, state));
        this.failed = chip(
                "operation.filter.failed",
                () -> ask(ownOnly, state == Operation.State.FAILED ? null : Operation.State.FAILED));
        addClassName("list-page");
        Div title = new Div(new H1(words.say("operation.title")));
        title.addClassName("title");
        Div chips = new Div(all, own, failed);
        chips.addClassNames("states", "last");
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        empty.addClassName("empty-box");
        add(title, chips, box);
        build(new OperationCells(words, viewer, clock));
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("operation.title"));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        ownOnly = parameters.getSingleParameter("own").isPresent();
        state = parameters
                .getSingleParameter("state")
                .filter(Operation.State.FAILED.name()::equals)
                .map(Operation.State::valueOf)
                .orElse(null);
        show();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Subscription news = operations.subscribe(Live.to(event.getUI(), this, this::show));
        rows.fill(operations.recent(currentUser.caller(), OperationRows.LIMIT));
        show();
        addDetachListener(detach -> {
            detach.unregisterListener();
            news.close();
        });
    }

    private void build(OperationCells cells) {
        grid.addClassName("operations");
        Pages.dress(grid, words.say("operation.title"));
        Pages.card(grid, cells.card());
        column("state", cells.state(), "150px", 641);
        column("what", cells.what(), "130px", 641);
        column("server", cells.server(), "180px", 641).setFlexGrow(1).setRowHeader(true);
        column("who", cells.who(), "130px", 641);
        column("since", cells.since(), "170px", 900);
        column("duration", cells.duration(), "110px", 760);
        column("result", cells.result(), "280px", 641).setFlexGrow(3);
        grid.setDataProvider(new CallbackDataProvider<Operation, Void>(
                query -> rows.shown().stream().skip(query.getOffset()).limit(query.getLimit()),
                _ -> rows.shown().size(),
                Operation::id));
    }

    private Grid.Column<Operation> column(String key, LitRenderer<Operation> renderer, String width, int from) {
        Grid.Column<Operation> column = grid.addColumn(renderer)
                .setKey(key)
                .setHeader(words.say("operation.column." + key))
                .setResizable(true)
                .setWidth(width)
                .setFlexGrow(0);
        column.getElement().setAttribute("data-from", String.valueOf(from));
        return column;
    }

    private NativeButton chip(String key, Runnable pressed) {
        NativeButton chip = new NativeButton(words.say(key), _ -> pressed.run());
        chip.addClassName("chip");
        chip.getElement().setAttribute("type", "button");
        return chip;
    }

    private void ask(boolean newOwnOnly, Operation.@Nullable State newState) {
        ownOnly = newOwnOnly;
        state = newState;
        show();
        Map<String, String> parameters = new TreeMap<>();
        if (ownOnly) {
            parameters.put("own", "true");
        }
        if (state != null) {
            parameters.put("state", state.name());
        }
        UI.getCurrentOrThrow()
                .getPage()
                .getHistory()
                .replaceState(null, new Location(PATH, QueryParameters.simple(parameters)));
    }

    private void show(Operation operation) {
        if (!sight.covers(operation)) {
            return;
        }
        if (rows.take(operation)) {
            show();
        } else {
            grid.getDataProvider().refreshItem(operation);
        }
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
