package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.requests.OpenRequests;

/** Empty states for the viewer, who can request access. */
final class OwnWithoutAccess implements WithoutAccess {

    private final Words words;
    private final UserName viewer;
    private final Runnable askForAccess;
    private OpenRequests open = OpenRequests.NONE;

    OwnWithoutAccess(Words words, UserName viewer, Runnable askForAccess) {
        this.words = words;
        this.viewer = viewer;
        this.askForAccess = askForAccess;
    }

    /** Sets the pending access requests. */
    void know(OpenRequests requests) {
        open = requests;
    }

    @Override
    public Component grants() {
        return new EmptyState(
                "shield",
                words.say("servers.empty.no-grants.title"),
                words.say("servers.empty.no-grants.text"),
                wish(),
                name());
    }

    @Override
    public Component grantsUntil(Instant opens) {
        return new EmptyState(
                "clock",
                words.say("servers.empty.not-yet.title"),
                words.say("servers.empty.not-yet.text", opens),
                wish());
    }

    /** Returns a button that requests access, or the time of the pending request. */
    private Component wish() {
        return open.inWords()
                .<Component>map(request -> {
                    Span waiting = new Span(words.say("requests.waiting", request.askedAt()));
                    waiting.addClassName("muted");
                    return waiting;
                })
                .orElseGet(() -> {
                    Button ask = new Button(words.say("requests.ask"), _ -> askForAccess.run());
                    ask.addThemeVariants(ButtonVariant.PRIMARY);
                    return ask;
                });
    }

    /** Shows the username, which an administrator needs to find the account. */
    private Component name() {
        Span label = new Span(words.say("servers.empty.no-grants.name"));
        label.addClassName("muted");
        Span name = new Span(viewer.value());
        name.addClassName("mono");
        Div line = new Div(
                label, name, Buttons.copy(viewer.value(), words.say("servers.empty.no-grants.copy", viewer.value())));
        line.addClassName("facts-line");
        return line;
    }
}
