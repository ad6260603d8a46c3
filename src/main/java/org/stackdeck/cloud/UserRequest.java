package org.stackdeck.cloud;

import java.util.function.Supplier;

/**
 * Marks requests to a cloud that a user waits for. Only a part of the requests that a service gets at the same time may be
 * of this kind, so that users cannot delay the inventory and accepted operations.
 */
public final class UserRequest {

    private static final ScopedValue<Boolean> CURRENT = ScopedValue.newInstance();

    private UserRequest() {}

    /** Marks the requests that the current thread sends within {@code request}. */
    public static <T> T call(Supplier<T> request) {
        return ScopedValue.where(CURRENT, true).call(request::get);
    }

    /** Whether the current thread sends requests for a user who waits for them. */
    public static boolean isCurrent() {
        return CURRENT.isBound();
    }
}
