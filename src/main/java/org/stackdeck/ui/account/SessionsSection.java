package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Instant;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.DeviceLabels;
import org.stackdeck.ui.i18n.Messages;

/** Sessions and tokens of the user. All can be ended here except the current session, which ends by signing out. */
final class SessionsSection extends Div {

    private final transient LoginSessionService loginSessionService;
    private final transient CurrentUser currentUser;
    private final Messages messages;
    private final Div list = new Div();

    SessionsSection(LoginSessionService loginSessionService, CurrentUser currentUser, Messages messages) {
        this.loginSessionService = loginSessionService;
        this.currentUser = currentUser;
        this.messages = messages;
        addClassNames("section", "wide");
        list.addClassName("sessions");
        list.getElement().setAttribute("role", "list");
        add(new H2(messages.text("account.sessions")), list);
        render();
    }

    void render() {
        Caller caller = currentUser.caller();
        list.removeAll();
        loginSessionService.listOwn(caller).forEach(session -> list.add(row(session, caller)));
    }

    private Div row(LoginSession session, Caller caller) {
        String device = messages.text(DeviceLabels.of(session));
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
            Span here = new Span(messages.text("account.sessions.this"));
            here.addClassName("tag");
            line.add(here);
        } else {
            line.add(end(session, device));
        }
        return line;
    }

    private NativeButton end(LoginSession session, String device) {
        NativeButton end = Buttons.bordered(messages.text("account.sessions.end"));
        end.setAriaLabel(messages.text("account.sessions.end.of", device));
        end.addClickListener(_ -> {
            loginSessionService.end(currentUser.caller(), session.id());
            Toasts.showSuccess(messages.text("account.sessions.ended"));
            render();
        });
        return end;
    }

    private Span time(String key, Instant at) {
        Span time = new Span(new Span(messages.text(key) + " "));
        time.getElement().appendChild(new Element("sd-time").setProperty("at", (double) at.toEpochMilli()));
        return time;
    }
}
