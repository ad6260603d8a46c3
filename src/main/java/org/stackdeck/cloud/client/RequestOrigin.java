package org.stackdeck.cloud.client;

/**
 * Origin of the requests to a cloud that the current thread sends. Users and operations can each use only a part of the
 * concurrent requests to a service, so that they cannot delay the inventory.
 */
public enum RequestOrigin {
    /** The inventory and other periodic tasks of Stackdeck. */
    BACKGROUND,
    /** A user is waiting for the response. */
    USER,
    /** An accepted operation is sent or tracked. */
    OPERATION;

    private static final ScopedValue<RequestOrigin> CURRENT = ScopedValue.newInstance();

    /**
     * Calls {@code request} and assigns this origin to all requests that the current thread sends to clouds during the
     * call.
     */
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> request) throws X {
        return ScopedValue.where(CURRENT, this).call(request);
    }

    public static RequestOrigin current() {
        return CURRENT.orElse(BACKGROUND);
    }
}
