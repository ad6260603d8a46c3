package org.stackdeck.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.keypairs.KeyPairsView;
import org.stackdeck.ui.layout.MainLayout;

/**
 * Account page of the signed-in user: profile, language, theme and start page, e-mail address, notices, sign-in
 * methods, key pairs and sessions.
 */
@Route(value = AccountView.PATH, layout = MainLayout.class)
@PermitAll
class AccountView extends TitledPage implements BeforeEnterObserver {

    static final String PATH = "account";

    /** Query parameter with the code, in the link of a message that requests confirmation of an e-mail address. */
    private static final String CODE_PARAMETER = "confirm-email";

    private final EmailSection email;

    AccountView(
            ProfileSection profile,
            DisplayPreferencesSection appearance,
            ContactSections contact,
            PasskeysSection passkeys,
            CodeFactorsSection factors,
            SessionsSection sessions,
            SecurityNoticesSection notices) {
        super("account.title");
        email = contact.email();
        factors.onChange(sessions::render);
        passkeys.onRecoveryCodes(factors::showCodes);
        passkeys.onChange(() -> {
            factors.render();
            sessions.render();
        });
        addHeader();
        add(StyledElements.div(
                "grid-box sheet",
                profile,
                appearance,
                email,
                contact.preferences(),
                passwordSection(),
                passkeys,
                keyPairsSection(),
                factors,
                sessions,
                notices));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.getLocation()
                .getQueryParameters()
                .getSingleParameter(CODE_PARAMETER)
                .ifPresent(email::showCode);
    }

    private Component keyPairsSection() {
        RouterLink link = new RouterLink(messages.text("keypairs.manage"), KeyPairsView.class);
        link.addClassName("button");
        return StyledElements.div(
                "section",
                new H2(messages.text("keypairs.title")),
                StyledElements.paragraph("muted", messages.text("keypairs.note")),
                link);
    }

    /**
     * Returns a section with a link to a separate page. Changing the password ends all sessions and starts a new
     * session, which is not possible within a Flow page.
     */
    private Component passwordSection() {
        Paragraph note = StyledElements.paragraph("muted", messages.text("account.password.note"));
        Anchor change = new Anchor("password", messages.text("account.password.change"));
        change.addClassName("button");
        change.setRouterIgnore(true);
        Div section = StyledElements.div("section", new H2(messages.text("account.password")), note, change);
        section.setId("account.password");
        return section;
    }
}
