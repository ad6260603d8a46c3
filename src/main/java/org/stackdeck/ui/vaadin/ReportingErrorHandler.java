package org.stackdeck.ui.vaadin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import com.vaadin.flow.server.VaadinRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.DisconnectedClientHelper;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.secret.UnreadableSecretException;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.platform.database.DatabaseUnavailableClassifier;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/**
 * Handles errors in the pages of a session. After an unexpected error, the user sees a reference, and the log contains
 * the details. Reports only the first error of a request, and limits the number of logged errors per minute.
 */
public final class ReportingErrorHandler implements ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ReportingErrorHandler.class);

    private static final String REPORTED = ReportingErrorHandler.class.getName() + ".reported";
    private static final int MAX_LOGGED_PER_MINUTE = 10;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final transient ReauthenticationHandler handler;
    private long minuteStart = System.nanoTime();
    private int loggedInMinute;
    private int unlogged;

    ReportingErrorHandler(ReauthenticationHandler handler) {
        this.handler = handler;
    }

    @Override
    public void error(ErrorEvent event) {
        if (event.getThrowable() instanceof SessionEndedException) {
            LOG.debug("Ignored an error, because the page is being redirected", event.getThrowable());
            return;
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(event.getThrowable())) {
            LOG.debug("The browser disconnected before it received the response", event.getThrowable());
            return;
        }
        if (isFollowing(VaadinRequest.getCurrent())) {
            unlogged++;
            return;
        }
        UI ui = Optional.ofNullable(UI.getCurrent())
                .filter(page -> page.getSession() != null)
                .orElse(null);
        if (event.getThrowable() instanceof NotAdministratorException) {
            notifyUser(ui, "app.error.not-administrator");
            return;
        }
        if (event.getThrowable() instanceof StepUpRequiredException stepUpRequiredException && ui != null) {
            handler.openDialog(Messages.of(ui), stepUpRequiredException);
            return;
        }
        if (event.getThrowable() instanceof TooManyChangesException) {
            notifyUser(ui, "app.error.too-many-changes");
            return;
        }
        if (event.getThrowable() instanceof UnreadableSecretException) {
            notifyUser(ui, "app.error.secret-unreadable");
            return;
        }
        boolean databaseUnavailable = DatabaseUnavailableClassifier.isUnavailable(event.getThrowable());
        Optional<String> reference = log("handling a page event", event.getThrowable());
        if (databaseUnavailable) {
            notifyUser(ui, databaseProblemKey(event.getThrowable()));
        } else if (ui != null) {
            Messages messages = Messages.of(ui);
            Toasts.showError(
                    messages.text("app.error.title"),
                    reference
                            .map(id -> messages.text("app.error.reference", id))
                            .orElse(""));
        }
    }

    /**
     * Logs the error unless too many errors of the session have been logged within a minute. Requires the session lock.
     *
     * @return the reference of the error in the log; empty if the error was not logged or the database is unavailable
     */
    public Optional<String> log(String activity, Throwable error) {
        if (!isLogged()) {
            unlogged++;
            return Optional.empty();
        }
        if (DatabaseUnavailableClassifier.isUnavailable(error)) {
            LOG.warn("Error while {}: the database is unavailable", activity);
            return Optional.empty();
        }
        // Short enough to read out over the phone.
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error(
                "Error {} occurred while {}. Earlier errors of this session that were not logged: {}",
                reference,
                activity,
                unlogged,
                error);
        unlogged = 0;
        return Optional.of(reference);
    }

    /** Returns whether an earlier error of the request was reported, and marks the request. */
    private static boolean isFollowing(@Nullable VaadinRequest request) {
        if (request == null) {
            return false;
        }
        boolean following = request.getAttribute(REPORTED) != null;
        request.setAttribute(REPORTED, true);
        return following;
    }

    private boolean isLogged() {
        if (System.nanoTime() - minuteStart > MINUTE) {
            minuteStart = System.nanoTime();
            loggedInMinute = 0;
        }
        return ++loggedInMinute <= MAX_LOGGED_PER_MINUTE;
    }

    /** Returns the message key for a failure that an unavailable database causes. */
    public static String databaseProblemKey(Throwable failure) {
        return "app.error." + DatabaseUnavailableClassifier.problemCode(failure);
    }

    private static void notifyUser(@Nullable UI ui, String key) {
        if (ui != null) {
            Toasts.showError(Messages.of(ui).text(key), "");
        }
    }
}
