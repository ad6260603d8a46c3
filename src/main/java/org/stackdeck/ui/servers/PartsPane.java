package org.stackdeck.ui.servers;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
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
import org.stackdeck.ui.component.Reader;
import org.stackdeck.ui.component.Words;

/**
 * A part of a server's page that the cloud is asked for when somebody opens it, and again after each change of the server
 * while it stands.
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
    private transient Reader reader = new Reader("parts of a server", () -> {});
    private boolean opened;

    /** @param paint draws what the cloud told */
    PartsPane(
            Function<Caller, Optional<T>> ask,
            Function<T, Component> paint,
            CurrentUser currentUser,
            Live live,
            Words words) {
        this.ask = ask;
        this.paint = paint;
        this.currentUser = currentUser;
        this.live = live;
        this.words = words;
        addClassName("parts-pane");
        note.say(words.say("servers.parts.reading"), "");
        add(note, shown);
    }

    void open() {
        if (!opened) {
            opened = true;
            reader.tell();
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
        if (opened) {
            reader.tell();
        }
    }

    private Told<T> ask(Caller caller) {
        try {
            return new Told<>(ask.apply(caller).orElse(null), "");
        } catch (CloudException e) {
            return new Told<>(null, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("parts of a server cannot be told", e);
            return new Told<>(null, "");
        }
    }

    private void show(Told<T> told) {
        if (!opened) {
            return;
        }
        T parts = told.parts();
        note.setVisible(parts == null);
        if (parts == null) {
            note.say(words.say("servers.parts.unknown"), told.problem());
        } else {
            shown.removeAll();
            shown.add(paint.apply(parts));
        }
    }

    /** @param parts null when they are not known */
    private record Told<T>(@Nullable T parts, String problem) {}
}
