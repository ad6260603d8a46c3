package org.stackdeck.ui.servers;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.ConsoleLog;
import org.stackdeck.operations.ConsoleLogs;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Paced;
import org.stackdeck.ui.component.Reader;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.requests.AccessAsker;
import org.stackdeck.ui.requests.OpenRequests;

/**
 * Tab with the console log of a server. The log is loaded only on request, then periodically while the user follows it.
 * The text is removed as soon as the viewer loses permission. The browser searches and downloads it (log.js).
 */
final class LogPane extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(LogPane.class);

    /** Interval between two reads. Each read is a request to the cloud and an entry in the audit trail. */
    static final Duration PACE = Duration.ofSeconds(10);

    /** Following ends after 15 minutes; the user can start it again. */
    static final int MOST_FOLLOWED = 90;

    private final transient ServerKey key;
    private final transient ConsoleLogs logs;
    private final transient CurrentUser currentUser;
    private final transient Live live;
    private final transient MissingRight missing;
    private final Words words;
    private final NativeButton refresh;
    private final NativeButton follow;
    private final Span state = new Span();
    private final Note note = new Note();
    private final Element text = new Element("sd-log");
    private final Div shown;
    private final Div instead = new Div();
    private transient Reader reader = new Reader("console-log", () -> {});
    private transient Paced following = new Paced(PACE, () -> {});
    private transient @Nullable Server server;
    private transient Decision decision = new Decision.Invisible();
    private transient OpenRequests open = OpenRequests.NONE;
    private boolean asked;
    /** Whether a requested read has not finished. */
    private boolean wanted;

    private int followed;

    LogPane(ServerKey key, ConsoleLogs logs, CurrentUser currentUser, Live live, AccessAsker asker, Words words) {
        this.key = key;
        this.logs = logs;
        this.currentUser = currentUser;
        this.live = live;
        this.missing = new MissingRight(Permission.SERVER_LOG, asker, words);
        this.words = words;
        this.refresh = Buttons.quiet("reboot", words.say("servers.log.refresh"));
        this.follow = Buttons.quiet("play", words.say("servers.log.follow"));
        refresh.addClickListener(_ -> read());
        follow.addClickListener(_ -> follow(followed == 0));
        addClassName("log");
        shown = new Div(tools(), note);
        shown.addClassName("log-box");
        shown.getElement().appendChild(text);
        text.setAttribute("aria-label", words.say("servers.log.title"));
        instead.addClassName("empty-box");
        add(shown, instead);
        showFollowing();
        paint();
    }

    /** Updates the server and the viewer's permission. */
    void show(Server newest, Decision mayRead) {
        server = newest;
        text.setAttribute("data-name", newest.called());
        if (mayRead.equals(decision)) {
            return;
        }
        decision = mayRead;
        if (!mayRead.allowed()) {
            forget();
        }
        paint();
    }

    void show(OpenRequests requests) {
        open = requests;
        paint();
    }

    /** Clears the tab because the viewer may no longer see the server. */
    void close() {
        decision = new Decision.Invisible();
        forget();
        paint();
    }

    /** Loads the log unless it was requested before. */
    void open() {
        if (!asked) {
            read();
        }
    }

    /** Loads the log on behalf of the user. */
    private void read() {
        if (decision.allowed()) {
            asked = true;
            wanted = true;
            refresh.setEnabled(false);
            state.setText(words.say("servers.log.reading"));
            paint();
            reader.tell();
        }
    }

    /** Stops following while the tab is not selected. */
    void rest() {
        follow(false);
    }

    /** Returns the displayed log. */
    String shownText() {
        return text.getProperty("text", "");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        Consumer<LogReading> told = live.newest(event.getUI(), this, this::show);
        reader = new Reader("console-log", () -> told.accept(reading(caller)));
        following = new Paced(PACE, reader::tell);
        // A tab that is opened for the first time is attached only after the request.
        if (wanted) {
            reader.tell();
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        followed = 0;
    }

    private LogReading reading(Caller caller) {
        try {
            return new LogReading.Read(logs.read(caller, key));
        } catch (ActionRefusedException refused) {
            return new LogReading.Refused();
        } catch (CloudException e) {
            return new LogReading.Failed(e.category(), CloudSays.of(e, words));
        } catch (RuntimeException e) {
            LOG.warn("Could not read the console log of a server", e);
            return new LogReading.Broken();
        }
    }

    private void show(LogReading reading) {
        wanted = false;
        refresh.setEnabled(true);
        // Discards a log that was loaded before the viewer lost permission.
        if (!decision.allowed()) {
            return;
        }
        note.setVisible(false);
        switch (reading) {
            case LogReading.Read(ConsoleLog log) -> {
                text.setProperty("text", log.text());
                state.setText(words.say(log.cut() ? "servers.log.state.end" : "servers.log.state", log.readAt()));
                if (log.text().isBlank()) {
                    say(words.say("servers.log.empty"), "");
                }
            }
            case LogReading.Refused() -> {
                forget();
                Toasts.problem(words.say("servers.log.refused"), "");
            }
            case LogReading.Failed(var category, String message) -> say(words.say(none(category)), message);
            case LogReading.Broken() -> say(words.say("servers.log.broken"), "");
        }
        if (followed > 0) {
            goOn(reading);
        }
        paint();
    }

    private static String none(CloudException.Category category) {
        return switch (category) {
            case FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED, FAILED -> "servers.log.none";
            case UNREACHABLE, TIMEOUT, UNAUTHENTICATED, THROTTLED, UNAVAILABLE, UNINTELLIGIBLE ->
                "servers.problem." + category.name();
        };
    }

    /** Schedules the next read unless the limit is reached or the read failed. */
    private void goOn(LogReading reading) {
        followed++;
        boolean worthIt = reading instanceof LogReading.Read || reading instanceof LogReading.Broken;
        if (!worthIt || followed > MOST_FOLLOWED) {
            if (worthIt) {
                say(words.say("servers.log.follow.ended"), "");
            }
            follow(false);
            return;
        }
        following.tell();
    }

    private void follow(boolean on) {
        followed = on && decision.allowed() ? 1 : 0;
        showFollowing();
        if (followed > 0) {
            asked = true;
            paint();
            following.tell();
        }
    }

    private void showFollowing() {
        follow.getElement().setAttribute("aria-pressed", String.valueOf(followed > 0));
    }

    private void forget() {
        asked = false;
        wanted = false;
        follow(false);
        text.setProperty("text", "");
        state.setText("");
        note.setVisible(false);
    }

    private void say(String what, String cloudSays) {
        if (state.getText().equals(words.say("servers.log.reading"))) {
            state.setText("");
        }
        note.say(what, cloudSays);
    }

    private void paint() {
        shown.setVisible(asked);
        instead.setVisible(!asked);
        instead.removeAll();
        if (!asked) {
            instead.add(
                    decision.allowed()
                            ? offer()
                            : missing.of(words.say("servers.log.refused"), decision, server, open));
        }
    }

    private Component offer() {
        Button button = new Button(words.say("servers.log.show"), _ -> read());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return new EmptyState("audit", words.say("servers.log.title"), words.say("servers.log.intro"), button);
    }

    private Div tools() {
        Element search = new Element("input")
                .setAttribute("type", "search")
                .setAttribute("autocomplete", "off")
                .setAttribute("data-log-search", "")
                .setAttribute("placeholder", words.say("servers.log.search"))
                .setAttribute("aria-label", words.say("servers.log.search"));
        Span found = new Span();
        found.addClassName("found");
        found.getElement().setAttribute("data-log-found", "").setAttribute("role", "status");
        Div field = new Div(new Icon("search"));
        field.addClassName("log-search");
        field.getElement().appendChild(search);
        field.add(found);
        NativeButton download = Buttons.quiet("download", words.say("servers.log.download"));
        download.getElement().setAttribute("data-log-download", "");
        state.addClassNames("hint", "clip");
        Div tools = new Div(field, state, refresh, follow, download);
        tools.addClassName("log-tools");
        return tools;
    }
}
