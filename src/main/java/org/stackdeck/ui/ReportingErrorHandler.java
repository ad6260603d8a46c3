package org.stackdeck.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/** Whatever goes wrong in a page: the person gets a reference, the log the rest. */
final class ReportingErrorHandler implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ReportingErrorHandler.class);

    @Override
    public void error(ErrorEvent event) {
        UI ui = UI.getCurrent();
        if (event.getThrowable() instanceof NotAdministratorException) {
            if (ui != null) {
                Words words = Words.of(ui);
                Toasts.problem(words.say("app.error.not-administrator"), "");
            }
            return;
        }
        String reference = reference();
        LOG.error("error {} in a page", reference, event.getThrowable());
        if (ui != null) {
            Words words = Words.of(ui);
            Toasts.problem(words.say("app.error.title"), words.say("app.error.reference", reference));
        }
    }

    /** Short enough to be read out on the telephone. */
    static String reference() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
