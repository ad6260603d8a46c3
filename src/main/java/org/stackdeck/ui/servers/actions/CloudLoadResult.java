package org.stackdeck.ui.servers.actions;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.ui.actions.CloudErrorMessages;
import org.stackdeck.ui.i18n.Messages;

/** Result of loading a value from a cloud for a page. */
public sealed interface CloudLoadResult<T> {

    record Loaded<T>(T value) implements CloudLoadResult<T> {}

    /** The user lacks the permission or cannot see the server, or the session has ended. */
    record Refused<T>() implements CloudLoadResult<T> {}

    /**
     * The request to the cloud failed, for example because the cloud does not respond.
     *
     * @param message see {@link CloudErrorMessages}
     */
    record Failed<T>(CloudException.Category category, String message) implements CloudLoadResult<T> {}

    /** An unexpected error occurred in Stackdeck. */
    record UnexpectedFailure<T>() implements CloudLoadResult<T> {}

    /**
     * Loads the value.
     *
     * @param subject name of the value in the log
     */
    static <T> CloudLoadResult<T> of(Supplier<T> loader, Messages messages, Logger log, String subject) {
        return ofOptional(() -> Optional.of(loader.get()), messages, log, subject);
    }

    /** Like {@link #of}, with an empty value for a user who cannot see the server. */
    static <T> CloudLoadResult<T> ofOptional(
            Supplier<Optional<T>> loader, Messages messages, Logger log, String subject) {
        try {
            return loader.get().<CloudLoadResult<T>>map(Loaded::new).orElseGet(Refused::new);
        } catch (ActionRefusedException | SessionEndedException e) {
            return new Refused<>();
        } catch (CloudException e) {
            return new Failed<>(e.category(), CloudErrorMessages.message(e, messages));
        } catch (RuntimeException e) {
            log.warn("Could not load {}", subject, e);
            return new UnexpectedFailure<>();
        }
    }
}
