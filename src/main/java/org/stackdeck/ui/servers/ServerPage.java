package org.stackdeck.ui.servers;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.access.OwnerBook;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.View;
import org.stackdeck.inventory.Watching;
import org.stackdeck.operations.Availability;
import org.stackdeck.operations.ConsoleLogs;
import org.stackdeck.operations.Consoles;
import org.stackdeck.operations.DeletedServers;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.operations.Protections;
import org.stackdeck.operations.ServerParts;
import org.stackdeck.operations.Timeline;
import org.stackdeck.operations.Timelines;
import org.stackdeck.operations.Usages;
import org.stackdeck.operations.UsualDurations;
import org.stackdeck.platform.Subscription;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.ui.ConsoleFrames;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.NotFoundState;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Paced;
import org.stackdeck.ui.component.Reader;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.operations.WaysAgain;
import org.stackdeck.ui.proof.ProofPrompt;
import org.stackdeck.ui.requests.AccessAsker;
import org.stackdeck.ui.requests.OpenRequests;
import org.stackdeck.ui.requests.RequestNews;

/**
 * Page or detail pane of one server. The viewer's access is checked at each update. If it is lost, the page shows the
 * same state as for a server that does not exist.
 */
@JsModule("context://frontend/js/grid.js")
@JsModule("context://frontend/js/console.js")
@JsModule("context://frontend/js/log.js")
final class ServerPage extends Composite<Div> {

    private static final Logger LOG = LoggerFactory.getLogger(ServerPage.class);

    private final transient Parts parts;
    private final transient ServerPlace place;
    private final transient OneServer server;
    private final transient RowActions actions;
    private final transient ServerMenu menu;
    private final Words words;
    private final StaleBanner banner;
    private final ServerHead head;
    private final transient ServerPanes panes;
    private final Div body;
    private final AbsentServer instead;
    private final transient Attendance attendance;
    /** Reloads the timeline soon; does nothing while the page is detached. */
    private transient Runnable changed = () -> {};
    /** Searches for a soft-deleted server in the cloud; does nothing while the page is detached. */
    private transient Runnable searched = () -> {};

    private boolean missing;
    private @Nullable String called;

    @org.springframework.stereotype.Component
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    record Parts(
            Inventory inventory,
            OwnerBook owners,
            ProtectionBook protections,
            Operations operations,
            Timelines timelines,
            Consoles consoles,
            ConsoleFrames frames,
            ConsoleLogs logs,
            ServerParts serverParts,
            DeletedServers deleted,
            Usages usages,
            AskedNews asked,
            Presence presence,
            Availability availability,
            Viewer viewer,
            Live live,
            AccessRequests requests,
            RequestNews requestNews,
            CurrentUser currentUser,
            Offers offers,
            ProofPrompt prompt,
            List<MenuExtra> extras,
            WaysAgain waysAgain,
            UsualDurations usual,
            Clock clock) {}

    ServerPage(ServerKey key, Parts parts, Words words, ServerPlace place) {
        this.parts = parts;
        this.place = place;
        this.words = words;
        Viewer viewer = parts.viewer();
        this.server = new OneServer(
                key, viewer.id(), one -> parts.availability().of(viewer.subject(), one), new Asked(parts.clock()));
        this.actions = new RowActions(
                parts.operations(),
                parts.currentUser(),
                parts.offers(),
                parts.prompt(),
                words,
                operation -> show(List.of(operation)));
        AccessAsker asker = new AccessAsker(parts.requests(), parts.currentUser(), words);
        this.banner = new StaleBanner(words, parts.clock());
        this.head = new ServerHead(key, place.way().orElse(null), words, actions::ask);
        this.attendance = new Attendance(parts.presence(), key, parts.currentUser(), head::show);
        this.menu = new ServerMenu(
                head.opener(),
                parts.extras(),
                words,
                viewer::rights,
                actions::ask,
                (row, permission) -> asker.ask(row.server(), permission));
        this.panes = new ServerPanes(key, parts, actions, asker, server::row, place::opened, words);
        this.body = new Div(banner, head, panes.tabs());
        body.addClassName("server");
        this.instead = new AbsentServer(parts.extras(), viewer::rights, words, actions::ask);
        getContent().addClassName("server-box");
        getContent().add(instead);
    }

    ServerKey server() {
        return server.key();
    }

    String title() {
        return called == null ? NotFoundState.title(words) : words.say("app.page-title", called);
    }

    /** Loads the current data. Returns false if the server does not exist or the viewer may not see it. */
    boolean look() {
        parts.asked().recent(parts.currentUser().caller()).forEach(server::take);
        server.take(parts.owners().owners());
        server.take(parts.protections().protections());
        show(parts.inventory().look(parts.viewer().id()));
        return server.row().isPresent()
                || server.mayStillCome()
                || parts.deleted().worthAsking(parts.currentUser().caller(), server.key());
    }

    /** Opens the tab named in the URL. */
    void show(ServerTab tab) {
        panes.open(tab);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Live live = parts.live();
        Viewer viewer = parts.viewer();
        Subscription news = parts.asked().follow(live.newestOfEach(ui, this, Operation::id, this::show));
        Watching watch = parts.inventory().watch(viewer.id(), live.newest(ui, this, this::show));
        Subscription belonging = parts.owners().watch(live.newest(ui, this, this::show));
        Subscription shielding = parts.protections().watch(live.newest(ui, this, this::show));
        Consumer<Boolean> rights = live.newest(ui, this, _ -> paint());
        Subscription change = viewer.onChange(() -> rights.accept(true));
        live.whileHidden(
                ui,
                this,
                () -> {
                    watch.pause();
                    attendance.hide(true);
                },
                () -> {
                    watch.resume();
                    attendance.hide(false);
                });
        attendance.begin(live.newest(ui, this, head::show));
        Caller caller = parts.currentUser().caller();
        parts.requestNews()
                .keep(
                        event,
                        live,
                        viewer.id()::equals,
                        () -> new OpenRequests(parts.requests().own(caller)),
                        this::show);
        Consumer<Optional<Server>> found = live.newest(ui, this, this::show);
        Reader search = new Reader("soft-deleted-server", () -> found.accept(kept(caller)));
        searched = search::tell;
        missing = false;
        paint();
        Consumer<Timeline> done = live.newest(ui, this, this::show);
        // Triggered by changes of the server and not by a timer, so that an idle page causes no requests to the cloud.
        Paced timeline = new Paced(
                Timelines.PACE, () -> parts.timelines().of(caller, server.key()).ifPresent(done));
        timeline.tell();
        changed = timeline::tellTwice;
        addDetachListener(detach -> {
            detach.unregisterListener();
            watch.close();
            news.close();
            belonging.close();
            shielding.close();
            change.close();
            attendance.end();
        });
    }

    /** Starts an action on the current server. */
    void ask(ServerAction action) {
        server.row().ifPresent(row -> actions.ask(row, action));
    }

    private void show(View view) {
        if (server.take(view)) {
            changed.run();
        }
        Freshness known = view.freshness().get(server.key().cloud());
        banner.show(known == null ? Map.of() : Map.of(server.key().cloud(), known));
        paint();
    }

    private void show(Owners owners) {
        server.take(owners);
        paint();
    }

    private void show(Protections newest) {
        server.take(newest);
        paint();
    }

    private void show(List<Operation> news) {
        boolean mine = false;
        boolean ended = false;
        for (Operation operation : news) {
            if (server.take(operation)) {
                mine = true;
                ended |= operation.state().ended();
                place.heard(operation);
            }
        }
        if (mine) {
            if (ended) {
                panes.changed();
                // An operation may have restored or soft-deleted the server, so search again.
                missing = false;
            }
            changed.run();
            paint();
        }
    }

    private Optional<Server> kept(Caller caller) {
        try {
            return parts.deleted().find(caller, server.key());
        } catch (CloudException e) {
            // Without this information nothing can be offered; the page shows that the server was not found.
            LOG.debug("Could not find out whether {} is soft-deleted: {}", server.key(), e.getMessage());
            return Optional.empty();
        }
    }

    private void show(Optional<Server> kept) {
        server.keep(kept.orElse(null));
        paint();
    }

    private void show(Timeline newest) {
        server.row().ifPresent(now -> panes.show(newest, now));
    }

    private void show(OpenRequests open) {
        menu.show(open);
        panes.show(open);
    }

    private void paint() {
        Optional<ServerRow> row = server.row();
        stand(row.isPresent());
        showInstead(row.isPresent());
        row.ifPresent(now -> {
            head.show(now);
            menu.show(now);
            panes.show(now);
        });
        call(row.map(ServerHead::called).orElse(null));
    }

    private void showInstead(boolean there) {
        AbsentServer.Absence now = new AbsentServer.Absence(
                there, server.mayStillCome(), server.kept().orElse(null));
        instead.show(now);
        boolean gone = !there && !now.loading();
        if (gone && !missing) {
            searched.run();
        }
        missing = gone;
    }

    /** Removes content from the browser, instead of hiding it, when the viewer loses access. */
    private void stand(boolean visible) {
        if (visible && body.getParent().isEmpty()) {
            getContent().addComponentAsFirst(body);
        } else if (!visible && body.getParent().isPresent()) {
            panes.close();
            getContent().remove(body);
        }
        attendance.see(visible);
    }

    /** Updates the title after the server was loaded or renamed. */
    private void call(@Nullable String name) {
        if (!Optional.ofNullable(name).equals(Optional.ofNullable(called))) {
            called = name;
            place.titled(title());
        }
    }
}
