package org.stackdeck.identity.signin;

import java.util.function.BooleanSupplier;
import org.stackdeck.identity.TooManyAttemptsException;

/**
 * Counted attempt.
 *
 * @param known whether the attempt has a separate limit, because it comes from an open session, a trusted browser or a
 *     known pair of name and address (see {@link AttemptThrottle})
 * @param allowsCheck false if the limit of password checks for the known pair is reached; the password is then refused
 *     like a wrong one, so that the response does not reveal that the pair is known
 */
public record AttemptPermit(Runnable onRefund, boolean known, boolean allowsCheck) {

    /** Runs the check. If the check is refused because too many other checks are waiting, the attempt is refunded. */
    public boolean check(BooleanSupplier check) {
        try {
            return check.getAsBoolean();
        } catch (TooManyAttemptsException e) {
            refund();
            throw e;
        }
    }

    public void refund() {
        onRefund.run();
    }
}
