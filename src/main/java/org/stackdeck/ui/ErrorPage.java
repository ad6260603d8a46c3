package org.stackdeck.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.platform.DatabaseFailures;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.servers.ServersNavigation;

/**
 * Replaces a view that could not be created. It has no parent layout, because the layout can be the cause of the error.
 */
@PermitAll
class ErrorPage extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        Words words = Words.of(event.getUI());
        addClassName("empty-box");
        // Flow reuses the instance for consecutive navigation errors.
        removeAll();
        if (DatabaseFailures.away(parameter.getException())) {
            LOG.warn(
                    "Could not open {}: the database is unavailable",
                    event.getLocation().getPath());
            show(words, words.say("app.error.database-away"), "");
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        String reference = ReportingErrorHandler.reference();
        LOG.error("Error {} while opening {}", reference, event.getLocation().getPath(), parameter.getException());
        show(words, words.say("app.error.title"), words.say("app.error.reference", reference));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    private void show(Words words, String title, String text) {
        add(new EmptyState(
                "warn", title, text, EmptyState.wayTo(ServersNavigation.PATH, words.say("app.back-to-servers"))));
    }

    @Override
    public String getPageTitle() {
        Words words = Words.here();
        return words.say("app.page-title", words.say("app.error.title"));
    }
}
