package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.Volume;
import org.stackdeck.operations.Activity;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.ServerParts;
import org.stackdeck.operations.Timeline;
import org.stackdeck.operations.Usage;
import org.stackdeck.operations.Usages;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.operations.Remaining;
import org.stackdeck.ui.requests.AccessAsker;
import org.stackdeck.ui.requests.OpenRequests;

/** Contents of the tabs of a server's page. */
final class ServerPanes {

    private static final Duration LONGEST_FOLLOWED = Duration.ofMinutes(15);

    private static final int NEWEST = 5;

    private final ServerPage.Parts parts;
    private final Words words;
    private final RowActions actions;
    private final Supplier<Optional<ServerRow>> row;
    private final Consumer<ServerTab> told;
    private final ServerTabs tabs;
    private final ServerFactLines facts;
    private final ActivityPane newest;
    private final ActivityPane activity;
    private final ConsolePane console;
    private final LogPane log;
    private final ActionButtons networkButtons;
    private final ActionButtons volumeButtons;
    private final PartsPane<ServerParts.Network> network;
    private final PartsPane<List<Volume>> volumes;
    private final NotesPane notes;
    private final PartsPane<Usage> usage;
    private @Nullable Timeline timeline;

    /**
     * @param row returns the current server
     * @param told called with each tab that the user opens
     */
    ServerPanes(
            ServerKey key,
            ServerPage.Parts parts,
            RowActions actions,
            AccessAsker asker,
            Supplier<Optional<ServerRow>> row,
            Consumer<ServerTab> told,
            Words words) {
        this.parts = parts;
        this.words = words;
        this.actions = actions;
        this.row = row;
        this.told = told;
        this.tabs = new ServerTabs(words, this::opened);
        this.facts = new ServerFactLines(words, parts.clock());
        this.newest = new ActivityPane(words, parts.clock(), NEWEST, this::again);
        this.activity = new ActivityPane(words, parts.clock(), Integer.MAX_VALUE, this::again);
        this.console =
                new ConsolePane(key, parts.consoles(), parts.frames(), parts.currentUser(), parts.live(), asker, words);
        this.log = new LogPane(key, parts.logs(), parts.currentUser(), parts.live(), asker, words);
        this.networkButtons = new ActionButtons(words);
        this.volumeButtons = new ActionButtons(words);
        this.network = new PartsPane<>(
                caller -> parts.serverParts().network(caller, key),
                new ServerPartLists(words, networkButtons, this::ask, this::take)::network,
                parts.currentUser(),
                parts.live(),
                words);
        this.volumes = new PartsPane<>(
                caller -> parts.serverParts().volumes(caller, key),
                new ServerPartLists(words, volumeButtons, this::ask, this::take)::volumes,
                parts.currentUser(),
                parts.live(),
                words);
        this.notes = new NotesPane(words, this::ask, this::take);
        this.usage = new PartsPane<>(
                caller -> parts.usages().of(caller, key),
                new UsageLines(words)::of,
                parts.currentUser(),
                parts.live(),
                words,
                new PartsPane.Following(Usages.PACE, LONGEST_FOLLOWED),
                ServerPanes::untoldUsage);
        Div overview = new Div(facts, aside());
        overview.addClassName("overview");
        tabs.add(ServerTab.OVERVIEW, overview);
        tabs.add(ServerTab.ACTIVITY, activity);
        tabs.add(ServerTab.CONSOLE, console);
        tabs.add(ServerTab.LOG, log);
        tabs.add(ServerTab.NETWORK, network);
        tabs.add(ServerTab.VOLUMES, volumes);
        tabs.add(ServerTab.NOTES, notes);
        tabs.add(ServerTab.USAGE, usage);
    }

    Component tabs() {
        return tabs;
    }

    void show(ServerRow now) {
        facts.show(now);
        Rights rights = parts.viewer().rights();
        ServerFacts of = ServerFacts.of(now.server());
        console.show(now.server(), rights.decide(Permission.SERVER_CONSOLE, of));
        log.show(now.server(), rights.decide(Permission.SERVER_LOG, of));
        networkButtons.show(now);
        volumeButtons.show(now);
        notes.show(now);
        if (timeline != null) {
            // Rerun actions depend on the current state of the server.
            show(timeline, now);
        }
    }

    void show(OpenRequests open) {
        console.show(open);
        log.show(open);
    }

    void show(Timeline told, ServerRow now) {
        timeline = told;
        ActivityLine.Reader reader = new ActivityLine.Reader(
                parts.viewer().id(), operation -> Remaining.of(operation, parts.usual()), parts.waysAgain()::label);
        List<ActivityLine> lines = told.activities().stream()
                .map(one -> ActivityLine.of(one, told, now.server(), reader))
                .toList();
        newest.show(lines, told);
        activity.show(lines, told);
    }

    /** Runs the operation of a timeline entry again. */
    private void again(ActivityLine line) {
        Timeline told = timeline;
        if (told == null) {
            return;
        }
        for (Activity activity : told.activities()) {
            if (activity instanceof Activity.Asked(Operation operation)
                    && operation.id().toString().equals(line.id())) {
                parts.waysAgain().take(operation);
            }
        }
    }

    /** Opens the tab named in the URL. */
    void open(ServerTab tab) {
        tabs.show(tab);
        look(tab);
    }

    /** Reloads tabs after an operation on the server. */
    void changed() {
        network.changed();
        volumes.changed();
        usage.changed();
    }

    /** Clears all tabs because the viewer may no longer see the server. */
    void close() {
        console.close();
        log.close();
        network.close();
        volumes.close();
        usage.close();
    }

    /** Called when the user selects a tab. */
    private void opened(ServerTab tab) {
        if (tab == ServerTab.LOG) {
            log.open();
        } else {
            log.rest();
        }
        look(tab);
        told.accept(tab);
    }

    private void look(ServerTab tab) {
        network.rest();
        volumes.rest();
        usage.rest();
        switch (tab) {
            case NETWORK -> network.open();
            case VOLUMES -> volumes.open();
            case USAGE -> usage.open();
            case OVERVIEW, ACTIVITY, CONSOLE, LOG, NOTES -> {}
        }
    }

    private static String untoldUsage(CloudException.Category why) {
        return switch (why) {
            case FORBIDDEN -> "servers.usage.administrators";
            case CONFLICT -> "servers.usage.off";
            case UNREACHABLE, TIMEOUT, UNAUTHENTICATED, THROTTLED, UNAVAILABLE -> "servers.problem." + why.name();
            case NOT_FOUND, REFUSED, FAILED, UNINTELLIGIBLE -> "servers.parts.unknown";
        };
    }

    private void ask(ServerAction action) {
        row.get().ifPresent(now -> actions.ask(now, action));
    }

    private void take(Order order) {
        row.get().ifPresent(now -> actions.confirm(now.server(), order));
    }

    private Component aside() {
        NativeButton all = new NativeButton(words.say("servers.activity.all"), _ -> {
            tabs.show(ServerTab.ACTIVITY);
            opened(ServerTab.ACTIVITY);
        });
        all.getElement().setAttribute("type", "button");
        all.addClassName("link");
        Aside aside = new Aside();
        aside.add(new H2(words.say("servers.activity.title")), newest, all);
        aside.addClassName("server-aside");
        return aside;
    }
}
