package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.NativeButton;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.ListSection;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.DeviceLabels;
import org.stackdeck.ui.i18n.Messages;

/**
 * Section that lists the login sessions of the user, including sessions of access tokens. The user can end each session
 * except the current session.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class SessionsSection extends ListSection {

    private final transient LoginSessionService loginSessionService;
    private final transient CurrentUser currentUser;

    SessionsSection(LoginSessionService loginSessionService, CurrentUser currentUser) {
        super(Messages.current(), "account.sessions");
        this.loginSessionService = loginSessionService;
        this.currentUser = currentUser;
        render();
    }

    void render() {
        Caller caller = currentUser.caller();
        removeRows();
        loginSessionService.listOwn(caller).forEach(session -> addRow(session, caller));
    }

    private void addRow(LoginSession session, Caller caller) {
        String device = messages.text(DeviceLabels.of(session));
        addRow(
                name(StyledElements.span("strong", device), StyledElements.span("muted mono", session.source())),
                times(
                        time("account.sessions.since", session.createdAt()),
                        time("account.sessions.used", session.activeAt())),
                session.id().equals(caller.session())
                        ? StyledElements.span("tag", messages.text("account.sessions.this"))
                        : end(session, device));
    }

    private NativeButton end(LoginSession session, String device) {
        NativeButton end = NativeButtons.bordered(messages.text("account.sessions.end"));
        end.setAriaLabel(messages.text("account.sessions.end.of", device));
        end.addClickListener(_ -> {
            loginSessionService.end(currentUser.caller(), session.id());
            Toasts.showSuccess(messages.text("account.sessions.ended"));
            render();
        });
        return end;
    }
}
