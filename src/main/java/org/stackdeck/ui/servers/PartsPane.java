package org.stackdeck.ui.servers;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Paced;
import org.stackdeck.ui.component.Reader;
import org.stackdeck.ui.component.Words;

/**
 * A part of a server's page that the cloud is asked for when somebody opens it, and again after each change of the server
 * while it stands; or over and over for what changes by itself.
 */
final class PartsPane<T> extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(PartsPane.class);

    private final transient Function<Caller, Optional<T>> ask;
    private final transient Function<T, Component> paint;
    private final transient CurrentUser currentUser;
    private final transient Live live;
    private final Words words;
    private final Note note = new Note();
    private final Div shown = new Div();
    /** Always there, as a status must be before it is read out. */
    private final Span paused = new Span();

    private final NativeButton more = new NativeButton();
    private final transient @Nullable Following following;
    private final transient Function<CloudException.Category, String> unknown;
    private transient Reader reader = new Reader("parts of a server", () -> {});
    private transient Paced paced = new Paced(Duration.ZERO, () -> {});
    private boolean opened;
    private boolean hidden;
    private int times;

    /**
     * How something is asked for that changes by itself.
     *
     * @param pace from one question to the next for as long as somebody looks
     * @param longest after which it is asked for no more until the reader says so: whoever left the page open and went away
     *     does not keep the cloud at work
     */
    record Following(Duration pace, Duration longest) {

        boolean past(int questions) {
            return pace.multipliedBy(questions).compareTo(longest) >= 0;
        }
    }

    /** @param paint draws what the cloud told */
    PartsPane(
            Function<Caller, Optional<T>> ask,
            Function<T, Component> paint,
            CurrentUser currentUser,
            Live live,
            Words words) {
        this(ask, paint, currentUser, live, words, null, _ -> "servers.parts.unknown");
    }

    /**
     * @param paint draws what the cloud told
     * @param following null for no other questions than after changes
     * @param unknown the key of what is said when the cloud did not tell
     */
    PartsPane(
            Function<Caller, Optional<T>> ask,
            Function<T, Component> paint,
            CurrentUser currentUser,
            Live live,
            Words words,
            @Nullable Following following,
            Function<CloudException.Category, String> unknown) {
        this.following = following;
        this.unknown = unknown;
        this.ask = ask;
        this.paint = paint;
        this.currentUser = currentUser;
        this.live = live;
        this.words = words;
        addClassName("parts-pane");
        note.say(words.say("servers.parts.reading"), "");
        add(note, shown);
        if (following != null) {
            paused.getElement().setAttribute("role", "status");
            more.setText(words.say("servers.parts.follow"));
            more.getElement().setAttribute("type", "button");
            more.addClassName("link");
            more.setVisible(false);
            more.addClickListener(_ -> {
                follow();
                // The button goes, and whoever pressed it by key must not be sent to the page's top.
                shown.getElement().callJsFunction("focus");
            });
            shown.getElement().setAttribute("tabindex", "-1");
            Div line = new Div(paused, more);
            line.addClassName("paused");
            addComponentAsFirst(line);
        }
    }

    void open() {
        if (!opened) {
            opened = true;
            follow();
        }
    }

    /** From now on, for as long as it is followed. */
    private void follow() {
        times = 0;
        paused.setText("");
        more.setVisible(false);
        look();
    }

    private void look() {
        if (following == null) {
            reader.tell();
        } else {
            paced.tell();
        }
    }

    /** Nobody looks at it for the time being; it is asked for anew when somebody does. */
    void rest() {
        opened = false;
    }

    /** Something was done to the server. */
    void changed() {
        if (opened) {
            reader.tell();
        }
    }

    /** The server is none that the reader may see. */
    void close() {
        opened = false;
        shown.removeAll();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        Consumer<Told<T>> told = live.newest(event.getUI(), this, this::show);
        reader = new Reader("parts of a server", () -> told.accept(ask(caller)));
        if (following != null) {
            paced = new Paced(following.pace(), reader::tell);
            live.whileHidden(event.getUI(), this, () -> hidden = true, this::seen);
        }
        if (opened) {
            look();
        }
    }

    private void seen() {
        if (hidden) {
            hidden = false;
            if (opened) {
                follow();
            }
        }
    }

    private Told<T> ask(Caller caller) {
        try {
            return new Told<>(ask.apply(caller).orElse(null), "servers.parts.unknown", "", false);
        } catch (CloudException e) {
            return new Told<>(
                    null,
                    unknown.apply(e.category()),
                    CloudSays.of(e, words),
                    e.category() == CloudException.Category.FORBIDDEN);
        } catch (RuntimeException e) {
            LOG.warn("parts of a server cannot be told", e);
            return new Told<>(null, "servers.parts.unknown", "", false);
        }
    }

    private void show(Told<T> told) {
        if (!opened) {
            return;
        }
        T parts = told.parts();
        note.setVisible(parts == null);
        if (parts == null) {
            note.say(words.say(told.why()), told.problem());
            shown.removeAll();
        } else {
            shown.removeAll();
            shown.add(paint.apply(parts));
        }
        if (!told.forGood()) {
            goOn();
        }
    }

    private void goOn() {
        if (following == null || hidden) {
            return;
        }
        if (following.past(times)) {
            paused.setText(words.say("servers.parts.paused", following.longest().toMinutes()));
            more.setVisible(true);
        } else {
            times++;
            paced.tell();
        }
    }

    /**
     * @param parts null when they are not known
     * @param why the key of what is said then
     * @param forGood whether it is not worth asking again
     */
    private record Told<T>(@Nullable T parts, String why, String problem, boolean forGood) {}
}
