package org.stackdeck.ui.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.platform.database.DatabaseFailureClassifier;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.vaadin.ReportingErrorHandler;

/**
 * Replaces a view that could not be created. Has no parent layout, because the layout can be the cause of the error.
 */
@PermitAll
class ErrorView extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorView.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        Messages messages = Messages.of(event.getUI());
        addClassName("empty-box");
        // Flow reuses the instance for consecutive navigation errors.
        removeAll();
        if (DatabaseFailureClassifier.isUnavailable(parameter.getException())) {
            LOG.warn(
                    "Could not open {}: the database is unavailable",
                    event.getLocation().getPath());
            render(messages, messages.text("app.error.database-away"), "");
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        String reference = ReportingErrorHandler.reference();
        LOG.error("Error {} while opening {}", reference, event.getLocation().getPath(), parameter.getException());
        render(messages, messages.text("app.error.title"), messages.text("app.error.reference", reference));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    private void render(Messages messages, String title, String text) {
        add(new EmptyState(
                "warn", title, text, EmptyState.linkTo(ServerRoutes.PATH, messages.text("app.back-to-servers"))));
    }

    @Override
    public String getPageTitle() {
        Messages messages = Messages.current();
        return messages.text("app.page-title", messages.text("app.error.title"));
    }
}
