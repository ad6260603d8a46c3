package org.stackdeck.cloud.client;

import java.util.function.Supplier;

/**
 * Marks requests to a cloud that a user is waiting for. Only a part of the concurrent requests to a service can be of
 * this kind, so that users cannot delay the inventory and accepted operations.
 */
public final class UserRequestContext {

    private static final ScopedValue<Boolean> CURRENT = ScopedValue.newInstance();

    private UserRequestContext() {}

    /** Runs {@code request} and marks all requests to a cloud that the current thread sends in it. */
    public static <T> T call(Supplier<T> request) {
        return ScopedValue.where(CURRENT, true).call(request::get);
    }

    /** Returns whether a user is waiting for the requests of the current thread. */
    public static boolean isCurrent() {
        return CURRENT.isBound();
    }
}
