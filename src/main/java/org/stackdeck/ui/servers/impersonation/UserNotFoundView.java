package org.stackdeck.ui.servers.impersonation;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Error view for administrators who request a user that does not exist. Other users never see this view. */
@ParentLayout(MainLayout.class)
@PermitAll
class UserNotFoundView extends Div implements HasErrorParameter<UnknownUserException>, HasDynamicTitle {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<UnknownUserException> parameter) {
        Messages messages = Messages.of(event.getUI());
        addClassName("empty-box");
        // Flow reuses the instance for consecutive navigation errors.
        removeAll();
        add(new EmptyState(
                "user",
                messages.text("seen.unknown.title", parameter.getCustomMessage()),
                messages.text("seen.unknown.text"),
                StyledElements.buttonLink(ServerRoutes.USERS, messages.text("seen.back"))));
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        Messages messages = Messages.current();
        return messages.text("app.page-title", messages.text("app.not-found.title"));
    }
}
