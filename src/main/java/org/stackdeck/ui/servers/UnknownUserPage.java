package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Words;

/** For administrators who ask for a user that there is none of; nobody else is told so. */
@ParentLayout(MainLayout.class)
@PermitAll
class UnknownUserPage extends Div implements HasErrorParameter<UnknownUserException>, HasDynamicTitle {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<UnknownUserException> parameter) {
        Words words = Words.of(event.getUI());
        addClassName("empty-box");
        // The page is kept from one wrong address to the next.
        removeAll();
        add(new EmptyState(
                "user",
                words.say("seen.unknown.title", parameter.getCustomMessage()),
                words.say("seen.unknown.text"),
                EmptyState.wayTo(ServersNavigation.USERS, words.say("seen.back"))));
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        Words words = Words.here();
        return words.say("app.page-title", words.say("app.not-found.title"));
    }
}
