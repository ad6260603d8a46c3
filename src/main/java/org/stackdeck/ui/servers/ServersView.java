package org.stackdeck.ui.servers;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.View;
import org.stackdeck.operations.Availability;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.platform.Subscription;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;
import org.stackdeck.ui.requests.AccessAsker;
import org.stackdeck.ui.requests.OpenRequests;
import org.stackdeck.ui.requests.RequestNews;

/** The servers, live. */
@Route(value = ServersView.PATH, layout = MainLayout.class)
@PermitAll
@JsModule("context://frontend/js/grid.js")
class ServersView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    static final String PATH = "servers";

    private static final int RECENT = 200;

    private final transient Inventory inventory;
    private final transient Operations operations;
    private final transient Clouds clouds;
    private final transient AccessRequests requests;
    private final transient RequestNews requestNews;
    private final transient CurrentUser currentUser;
    private final transient Viewer viewer;
    private final transient Live live;
    private final transient ServerRows rows;
    private final transient RowActions actions;
    private final transient RowMenu menu;
    private final Words words;
    private final ServerGrid grid;
    private final StateChips chips;
    private final FreshnessBadge badge;
    private final StaleBanner banner;
    private final SearchField search;
    private final Div title;
    private final Div line = new Div();
    private final Div tools = new Div();
    private final Div empty = new Div();
    private final transient EmptyServers pictures;

    private GridQuery query = GridQuery.ALL;
    /** Of the clouds in which the viewer has any rights; null until the inventory has told. */
    private @Nullable Map<CloudName, Freshness> freshness;

    private transient @Nullable Situation situation;

    ServersView(
            Inventory inventory,
            Operations operations,
            Availability availability,
            Viewer viewer,
            Live live,
            Clouds clouds,
            AccessRequests requests,
            RequestNews requestNews,
            CurrentUser currentUser,
            ProofPrompt prompt,
            List<MenuExtra> extras,
            Clock clock) {
        this.inventory = inventory;
        this.operations = operations;
        this.clouds = clouds;
        this.requests = requests;
        this.requestNews = requestNews;
        this.currentUser = currentUser;
        this.words = Words.here();
        this.viewer = viewer;
        this.live = live;
        this.rows = new ServerRows(viewer.id(), server -> availability.of(viewer.subject(), server), new Asked(clock));
        this.actions = new RowActions(operations, currentUser, prompt, words, operation -> show(List.of(operation)));
        this.grid = new ServerGrid(rows, words, actions::ask);
        AccessAsker asker = new AccessAsker(requests, currentUser, words);
        this.menu = new RowMenu(
                grid,
                words,
                actions::ask,
                (row, permission) -> asker.ask(row.server(), permission),
                extras,
                viewer::rights);
        this.chips = new StateChips(words, group -> ask(query.toggling(group)));
        this.badge = new FreshnessBadge(words, clock);
        this.banner = new StaleBanner(words, clock);
        this.search = new SearchField(
                words, typed -> SearchHelp.of(typed, rows.servers()), typed -> ask(query.withSearch(typed)));
        this.pictures = new EmptyServers(
                words, clock, currentUser.caller().userName(), () -> ask(query.cleared()), asker::askInWords);
        addClassName("servers-page");
        empty.addClassName("empty-box");
        Div box = new Div(grid, empty);
        box.addClassName("grid-box");
        line.add(chips, badge);
        line.addClassName("states");
        tools.add(search);
        tools.addClassName("tools");
        this.title = Pages.title(words.say("servers.title"));
        add(title, banner, line, tools, box);
        grid.onOrder(order -> ask(query.withOrder(order)));
        grid.getElement()
                .addEventListener(
                        "sd-act",
                        event -> act(
                                event.getEventData().get("event.detail.key").asString(),
                                event.getEventData().get("event.detail.action").asString()))
                .addEventData("event.detail.key")
                .addEventData("event.detail.action");
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("servers.title"));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        query = GridQuery.from(event.getLocation().getQueryParameters().getParameters());
        search.show(query.search());
        rows.show(query);
        grid.showOrder(query.order());
        grid.getDataProvider().refreshAll();
        showAround();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Subscription news = operations.subscribe(live.newestOfEach(ui, this, Operation::id, this::show));
        Subscription watch =
                inventory.watch(viewer.id(), live.merged(ui, this, (missed, view) -> view.after(missed), this::show));
        Consumer<Boolean> rights = live.newest(ui, this, _ -> showRights());
        Subscription change = viewer.onChange(() -> rights.accept(true));
        Caller caller = currentUser.caller();
        operations.recent(caller, RECENT).reversed().forEach(rows::take);
        requestNews.keep(event, live, viewer.id()::equals, () -> new OpenRequests(requests.own(caller)), this::show);
        addDetachListener(detach -> {
            detach.unregisterListener();
            watch.close();
            news.close();
            change.close();
        });
    }

    private void show(View view) {
        freshness = view.freshness();
        Change change = rows.take(view);
        grid.repaint(change);
        menu.follow(rows);
        showAround();
    }

    private void show(List<Operation> news) {
        for (Operation operation : news) {
            Change change = rows.take(operation);
            if (!change.touched().isEmpty()) {
                grid.repaint(change);
                menu.follow(rows);
                showAround();
            }
            Failures.tell(operation, viewer.id(), words);
        }
    }

    /** The servers themselves come and go with the next view; what can be done with those that stay is another now. */
    private void showRights() {
        grid.getDataProvider().refreshAll();
        menu.follow(rows);
    }

    private void show(OpenRequests asked) {
        menu.show(asked, rows);
        pictures.know(asked);
        if (situation instanceof Situation.NoGrants || situation instanceof Situation.NotYet) {
            paint(situation);
        }
    }

    private void act(String rowKey, String word) {
        ServerRow row = grid.getDataCommunicator().getKeyMapper().get(rowKey);
        if (row != null) {
            ServerAction.ofWord(word).ifPresent(action -> ask(row.key(), action));
        }
    }

    /** Asks for an action on the server as it is now. */
    void ask(ServerKey server, ServerAction action) {
        rows.row(server).ifPresent(row -> actions.ask(row, action));
    }

    /** Asks for something else, and writes it into the page's address. */
    private void ask(GridQuery other) {
        query = other;
        rows.show(other);
        search.show(other.search());
        grid.getDataProvider().refreshAll();
        showAround();
        UI.getCurrentOrThrow()
                .getPage()
                .getHistory()
                .replaceState(null, new Location(PATH, QueryParameters.simple(other.parameters())));
    }

    private void showAround() {
        chips.show(rows, query);
        Map<CloudName, Freshness> known = freshness == null ? Map.of() : freshness;
        badge.show(known);
        Situation now = Situation.of(
                clouds.names(),
                known,
                rows.size(),
                rows.visible(),
                freshness == null || !freshness.isEmpty(),
                viewer.rights().opening().orElse(null));
        boolean hasRows = now instanceof Situation.Rows;
        banner.show(hasRows ? known : Map.of());
        if (!now.equals(situation)) {
            situation = now;
            boolean toFind = !(now instanceof Situation.NoGrants
                    || now instanceof Situation.NotYet
                    || now instanceof Situation.NoCloud);
            title.setClassName("alone", !toFind);
            line.setVisible(toFind);
            tools.setVisible(toFind);
            grid.setVisible(hasRows);
            empty.setVisible(!hasRows);
            paint(now);
        }
        findAncestor(MainLayout.class).showServerCount(rows.visible());
    }

    private void paint(Situation now) {
        empty.removeAll();
        empty.add(pictures.of(now));
    }
}
