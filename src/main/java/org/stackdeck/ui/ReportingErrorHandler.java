package org.stackdeck.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.DisconnectedClientHelper;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.UnreadableSecretException;
import org.stackdeck.platform.DatabaseFailures;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Handles errors in a page: the user sees a reference, the log contains the details. */
final class ReportingErrorHandler implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ReportingErrorHandler.class);

    private final transient ProofPrompt prompt;

    ReportingErrorHandler(ProofPrompt prompt) {
        this.prompt = prompt;
    }

    @Override
    public void error(ErrorEvent event) {
        if (DisconnectedClientHelper.isClientDisconnectedException(event.getThrowable())) {
            LOG.debug("The browser disconnected before the response", event.getThrowable());
            return;
        }
        UI ui = Optional.ofNullable(UI.getCurrent())
                .filter(page -> page.getSession() != null)
                .orElse(null);
        if (event.getThrowable() instanceof NotAdministratorException) {
            tell(ui, "app.error.not-administrator");
            return;
        }
        if (event.getThrowable() instanceof StepUpRequiredException asked && ui != null) {
            prompt.ask(Words.of(ui), asked);
            return;
        }
        if (event.getThrowable() instanceof UnreadableSecretException) {
            tell(ui, "app.error.secret-unreadable");
            return;
        }
        if (DatabaseFailures.away(event.getThrowable())) {
            LOG.warn("Could not handle a page event: the database is unavailable");
            tell(ui, "app.error.database-away");
            return;
        }
        String reference = reference();
        LOG.error("Error {} while handling a page event", reference, event.getThrowable());
        if (ui != null) {
            Words words = Words.of(ui);
            Toasts.problem(words.say("app.error.title"), words.say("app.error.reference", reference));
        }
    }

    private static void tell(@Nullable UI ui, String key) {
        if (ui != null) {
            Toasts.problem(Words.of(ui).say(key), "");
        }
    }

    /** A random reference that is short enough to read out on the phone. */
    static String reference() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
