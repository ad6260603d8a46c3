package org.stackdeck.cloud.client;

import java.util.function.BooleanSupplier;
import org.stackdeck.cloud.CloudException;

/**
 * A condition for the changes that the current thread requests from clouds, such as the permission of the user. It is
 * checked immediately before a request is sent, because waiting for a token, a permit and earlier requests can take a
 * long time. Requests for data or tokens, and uploads, are sent regardless of the condition.
 */
public final class ChangeCondition {

    private static final ScopedValue<BooleanSupplier> CURRENT = ScopedValue.newInstance();

    private ChangeCondition() {}

    /**
     * Calls {@code requests}; changes among them are sent only while the condition holds.
     *
     * @param condition must not request changes itself
     */
    public static <T, X extends Throwable> T call(
            BooleanSupplier condition, ScopedValue.CallableOp<? extends T, X> requests) throws X {
        return ScopedValue.where(CURRENT, condition).call(requests);
    }

    /** Runs {@code requests} under the condition, like {@link #call}. */
    public static void run(BooleanSupplier condition, Runnable requests) {
        ScopedValue.where(CURRENT, condition).run(requests);
    }

    /**
     * Returns normally if the current change may be sent: no condition applies, or the condition holds.
     *
     * @throws NotMetException if the condition does not hold
     * @throws CloudException UNAVAILABLE, with nothing sent, if the condition cannot be checked now
     */
    public static void require() {
        boolean met;
        try {
            met = !CURRENT.isBound() || CURRENT.get().getAsBoolean();
        } catch (RuntimeException e) {
            throw new CloudException(
                    CloudException.Category.UNAVAILABLE, "The permission could not be checked", 0, null, null, e);
        }
        if (!met) {
            throw new NotMetException();
        }
    }

    /** Indicates that the condition of a change does not hold. Nothing was sent. */
    public static final class NotMetException extends CloudException {

        private static final long serialVersionUID = 1L;

        NotMetException() {
            super(Category.FORBIDDEN, "The permission ended before the request was sent");
        }
    }
}
