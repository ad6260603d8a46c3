package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Instant;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.LoginSession;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Device;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/** Sessions and tokens of the user. All can be ended here except the current session, which ends by signing out. */
final class SessionsSection extends Div {

    private final transient LoginSessions sessions;
    private final transient CurrentUser currentUser;
    private final Words words;
    private final Div list = new Div();

    SessionsSection(LoginSessions sessions, CurrentUser currentUser, Words words) {
        this.sessions = sessions;
        this.currentUser = currentUser;
        this.words = words;
        addClassNames("section", "wide");
        list.addClassName("sessions");
        list.getElement().setAttribute("role", "list");
        add(new H2(words.say("account.sessions")), list);
        show();
    }

    void show() {
        Caller caller = currentUser.caller();
        list.removeAll();
        sessions.own(caller).forEach(session -> list.add(line(session, caller)));
    }

    private Div line(LoginSession session, Caller caller) {
        String device = words.say(Device.of(session));
        Span name = new Span(device);
        name.addClassName("strong");
        Span source = new Span(session.source());
        source.addClassNames("muted", "mono");
        Div what = new Div(name, source);
        what.addClassName("what");
        Div when = new Div(
                time("account.sessions.since", session.createdAt()), time("account.sessions.used", session.activeAt()));
        when.addClassNames("when", "muted");
        Div line = new Div(what, when);
        line.addClassName("session");
        line.getElement().setAttribute("role", "listitem");
        if (session.id().equals(caller.session())) {
            Span here = new Span(words.say("account.sessions.this"));
            here.addClassName("tag");
            line.add(here);
        } else {
            line.add(end(session, device));
        }
        return line;
    }

    private NativeButton end(LoginSession session, String device) {
        NativeButton end = Buttons.bordered(words.say("account.sessions.end"));
        end.setAriaLabel(words.say("account.sessions.end.of", device));
        end.addClickListener(_ -> {
            sessions.end(currentUser.caller(), session.id());
            Toasts.done(words.say("account.sessions.ended"));
            show();
        });
        return end;
    }

    private Span time(String key, Instant at) {
        Span time = new Span(new Span(words.say(key) + " "));
        time.getElement().appendChild(new Element("sd-time").setProperty("at", (double) at.toEpochMilli()));
        return time;
    }
}
