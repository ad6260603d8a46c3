package org.stackdeck.ui.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import org.stackdeck.platform.database.DatabaseUnavailableClassifier;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.vaadin.ReportingErrorHandler;

/**
 * Error page that replaces a view that could not be created. The page has no parent layout, because the layout can be
 * the cause of the error.
 */
@PermitAll
class ErrorView extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        Messages messages = Messages.of(event.getUI());
        addClassName("empty-box");
        // Flow reuses the instance for consecutive navigation errors.
        removeAll();
        String reference = ((ReportingErrorHandler) event.getUI().getSession().getErrorHandler())
                .log("opening " + event.getLocation().getPath(), parameter.getException())
                .map(id -> messages.text("app.error.reference", id))
                .orElse("");
        if (DatabaseUnavailableClassifier.isUnavailable(parameter.getException())) {
            render(messages, messages.text(ReportingErrorHandler.databaseProblemKey(parameter.getException())), "");
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        render(messages, messages.text("app.error.title"), reference);
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    private void render(Messages messages, String title, String text) {
        add(new EmptyState(
                "warn",
                title,
                text,
                StyledElements.buttonLink(ServerRoutes.PATH, messages.text("app.back-to-servers"))));
    }

    @Override
    public String getPageTitle() {
        Messages messages = Messages.current();
        return messages.text("app.page-title", messages.text("app.error.title"));
    }
}
