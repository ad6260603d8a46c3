package org.stackdeck.ui.servers;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.RemoteConsole;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Consoles;
import org.stackdeck.operations.ServerOffException;
import org.stackdeck.ui.ConsoleFrames;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Reader;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.requests.AccessAsker;
import org.stackdeck.ui.requests.OpenRequests;

/**
 * Tab that opens the graphical or serial console of a server. Each click requests a new URL, which is sent only to the
 * browser of the user who clicked and is not part of the page (console.js receives it).
 */
final class ConsolePane extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(ConsolePane.class);

    private final transient ServerKey key;
    private final transient Consoles consoles;
    private final transient ConsoleFrames frames;
    private final transient CurrentUser currentUser;
    private final transient Live live;
    private final transient MissingRight missing;
    private final Words words;
    private final Element screen = new Element("sd-console");
    private final Note note = new Note();
    private final Button tab;
    private final Button frame;
    private final Button terminal;
    private final Div ways = new Div();
    private final Div shown;
    private final Div instead = new Div();
    private transient Reader screens = new Reader("console", () -> {});
    private transient Reader terminals = new Reader("serial-console", () -> {});
    private transient @Nullable Server server;
    private transient Decision decision = new Decision.Invisible();
    private transient OpenRequests open = OpenRequests.NONE;
    /** Whether the console was requested for display in the page instead of a new browser tab. */
    private boolean within;

    /** Type of the embedded console; null if none is open. */
    private RemoteConsole.@Nullable Type standing;

    ConsolePane(
            ServerKey key,
            Consoles consoles,
            ConsoleFrames frames,
            CurrentUser currentUser,
            Live live,
            AccessAsker asker,
            Words words) {
        this.key = key;
        this.consoles = consoles;
        this.frames = frames;
        this.currentUser = currentUser;
        this.live = live;
        this.missing = new MissingRight(Permission.SERVER_CONSOLE, asker, words);
        this.words = words;
        this.tab = new Button(words.say("servers.console.tab"), _ -> open(false));
        tab.getElement().setAttribute("data-console-tab", "");
        this.frame = new Button(words.say("servers.console.frame"), _ -> open(true));
        this.terminal = new Button(words.say("servers.console.terminal"), _ -> ask(terminals));
        (frames.any() ? frame : tab).addThemeVariants(ButtonVariant.PRIMARY);
        screen.setAttribute("data-title", words.say("servers.console.title"));
        screen.addEventListener("sd-blocked", _ -> say("servers.console.blocked", ""));
        screen.addEventListener("sd-mixed", _ -> notFramed("servers.console.mixed"));
        screen.addEventListener("sd-unconnected", _ -> say("servers.console.terminal.none", ""));
        screen.addEventListener("sd-unloaded", _ -> say("servers.console.terminal.unloaded", ""));
        screen.addEventListener("sd-ended", _ -> say("servers.console.terminal.ended", ""));
        screen.addEventListener("sd-plain", _ -> notFramed("servers.console.terminal.plain"));
        screen.addEventListener("sd-unreachable", _ -> notFramed("servers.console.unreachable"));
        addClassName("console");
        ways.addClassName("console-ways");
        shown = new Div(ways, note);
        shown.addClassName("console-box");
        shown.getElement().appendChild(screen);
        instead.addClassName("empty-box");
        add(shown, instead);
        paint();
    }

    /** Updates the server and the viewer's permission. */
    void show(Server newest, Decision mayOpen) {
        Server before = server;
        server = newest;
        screen.setAttribute("data-name", newest.called());
        boolean same = mayOpen.equals(decision)
                && before != null
                && before.status().off() == newest.status().off();
        decision = mayOpen;
        if (same) {
            return;
        }
        if (!mayOpen.allowed() || newest.status().off()) {
            leave();
        }
        paint();
    }

    void show(OpenRequests requests) {
        open = requests;
        if (!decision.allowed()) {
            paint();
        }
    }

    /** Clears the tab because the viewer may no longer see the server. */
    void close() {
        decision = new Decision.Invisible();
        leave();
        paint();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        Consumer<ConsoleOpening> told = live.newest(event.getUI(), this, this::show);
        screens = new Reader("console", () -> told.accept(opening(() -> consoles.open(caller, key))));
        terminals = new Reader("serial-console", () -> told.accept(opening(() -> consoles.terminal(caller, key))));
    }

    private void open(boolean onThePage) {
        within = onThePage;
        ask(screens);
    }

    private void ask(Reader reader) {
        if (decision.allowed()) {
            ready(false);
            note.setVisible(false);
            reader.tell();
        }
    }

    private ConsoleOpening opening(Supplier<RemoteConsole> console) {
        try {
            return new ConsoleOpening.Opened(console.get());
        } catch (ActionRefusedException refused) {
            return new ConsoleOpening.Refused();
        } catch (ServerOffException off) {
            return new ConsoleOpening.Off();
        } catch (CloudException e) {
            return new ConsoleOpening.Failed(e.category(), CloudSays.of(e, words));
        } catch (RuntimeException e) {
            LOG.warn("Could not open the console of a server", e);
            return new ConsoleOpening.Broken();
        }
    }

    private void show(ConsoleOpening opening) {
        ready(true);
        if (!(opening instanceof ConsoleOpening.Opened)) {
            screen.callJsFunction("fail");
        }
        switch (opening) {
            case ConsoleOpening.Opened(RemoteConsole console) -> show(console);
            case ConsoleOpening.Refused() -> Toasts.problem(words.say("servers.console.refused"), "");
            case ConsoleOpening.Off() -> say("servers.console.off", "");
            case ConsoleOpening.Failed(var category, String message) -> say(none(category), message);
            case ConsoleOpening.Broken() -> say("servers.console.broken", "");
        }
    }

    private void show(RemoteConsole console) {
        if (!decision.allowed()) {
            screen.callJsFunction("fail");
        } else if (console.type() == RemoteConsole.Type.SERIAL) {
            stand(console, "terminal", "servers.console.terminal.elsewhere");
        } else if (!within) {
            screen.callJsFunction("go", console.address().toString());
        } else {
            stand(console, "frame", "servers.console.elsewhere");
        }
    }

    private void stand(RemoteConsole console, String how, String elsewhere) {
        if (frames.allow(console.origin())) {
            standing = console.type();
            screen.callJsFunction(how, console.address().toString());
            paint();
        } else {
            say(elsewhere, console.origin());
        }
    }

    private static String none(CloudException.Category category) {
        return switch (category) {
            case FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED, FAILED, UNINTELLIGIBLE -> "servers.console.none";
            case UNREACHABLE, TIMEOUT, UNAUTHENTICATED, THROTTLED, UNAVAILABLE -> "servers.problem." + category.name();
        };
    }

    /** Closes the embedded console. Consoles in other browser tabs can be closed only by the cloud. */
    private void leave() {
        standing = null;
        note.setVisible(false);
        screen.callJsFunction("leave");
    }

    private void ready(boolean free) {
        tab.setEnabled(free);
        frame.setEnabled(free);
        terminal.setEnabled(free);
    }

    private void notFramed(String why) {
        standing = null;
        paint();
        say(why, "");
    }

    private void say(String key, String more) {
        note.say(words.say(key), more);
    }

    private void paint() {
        shown.setVisible(decision.allowed());
        instead.setVisible(standing == null);
        instead.removeAll();
        ways.removeAll();
        ways.setVisible(standing != null);
        boolean line = standing == RemoteConsole.Type.SERIAL;
        terminal.setText(words.say(line ? "servers.console.again" : "servers.console.terminal"));
        frame.setText(words.say(
                line
                        ? "servers.console.screen"
                        : standing == null ? "servers.console.frame" : "servers.console.again"));
        if (standing == null) {
            instead.add(offer());
        } else {
            Div hint = new Div(words.say(line ? "servers.console.terminal.hint" : "servers.console.hint"));
            hint.addClassName("hint");
            ways.add(hint);
            ways.add(offered());
        }
    }

    /** Embedding is offered only if a console proxy is configured. */
    private List<Component> offered() {
        List<Component> offered = new ArrayList<>();
        if (frames.any()) {
            offered.add(frame);
        }
        if (frames.anyTerminal()) {
            offered.add(terminal);
        }
        offered.add(tab);
        return offered;
    }

    private Component offer() {
        Server of = server;
        if (!decision.allowed()) {
            return missing.of(words.say("servers.console.refused"), decision, of, open);
        }
        if (of != null && of.status().off()) {
            return new EmptyState("s-off", words.say("servers.console.off"), words.say("servers.console.off.text"));
        }
        return new EmptyState(
                "terminal",
                words.say("servers.console.title"),
                words.say("servers.console.intro"),
                offered().toArray(Component[]::new));
    }
}
