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

/** Error view for administrators who request a user that does not exist. Other users never reach it. */
@ParentLayout(MainLayout.class)
@PermitAll
class UnknownUserPage extends Div implements HasErrorParameter<UnknownUserException>, HasDynamicTitle {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<UnknownUserException> parameter) {
        Words words = Words.of(event.getUI());
        addClassName("empty-box");
        // Vaadin reuses the view for consecutive errors.
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
