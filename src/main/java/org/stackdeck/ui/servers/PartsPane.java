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
 * Tab whose content is loaded from the cloud when the tab is opened and again after each change of the server, or
 * periodically.
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
    /** Always present, because a live region must exist before its text changes. */
    private final Span paused = new Span();

    private final NativeButton more = new NativeButton();
    private final transient @Nullable Following following;
    private final transient Function<CloudException.Category, String> unknown;
    private transient Reader reader = new Reader("server-tab", () -> {});
    private transient Paced paced = new Paced(Duration.ZERO, () -> {});
    private boolean opened;
    private boolean hidden;
    private int times;

    /**
     * Policy for content that is loaded periodically.
     *
     * @param pace interval between two loads while the tab is visible
     * @param longest loading pauses after this time until the user resumes it, so that a forgotten page does not keep
     *     loading
     */
    record Following(Duration pace, Duration longest) {

        boolean past(int questions) {
            return pace.multipliedBy(questions).compareTo(longest) >= 0;
        }
    }

    /** @param paint creates a component for the loaded content */
    PartsPane(
            Function<Caller, Optional<T>> ask,
            Function<T, Component> paint,
            CurrentUser currentUser,
            Live live,
            Words words) {
        this(ask, paint, currentUser, live, words, null, _ -> "servers.parts.unknown");
    }

    /**
     * @param paint creates a component for the loaded content
     * @param following null for content that is reloaded only after changes
     * @param unknown returns the message key for a load error
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
                // The focused button disappears. Without a new focus, keyboard users would start at the top of the
                // page.
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

    /** Starts the period in which the content is loaded repeatedly. */
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

    /** Stops loading while the tab is not selected. The content is loaded again when it is. */
    void rest() {
        opened = false;
    }

    /** Reloads the content after an operation on the server. */
    void changed() {
        if (opened) {
            reader.tell();
        }
    }

    /** Clears the tab because the viewer may no longer see the server. */
    void close() {
        opened = false;
        shown.removeAll();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        Consumer<Told<T>> told = live.newest(event.getUI(), this, this::show);
        reader = new Reader("server-tab", () -> told.accept(ask(caller)));
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
            LOG.warn("Could not load the tab of a server", e);
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
     * @param parts null if loading failed
     * @param why message key of the error
     * @param forGood whether another attempt is pointless
     */
    private record Told<T>(@Nullable T parts, String why, String problem, boolean forGood) {}
}
