package org.stackdeck.operations;

/** The idempotency key was already used for a different request. The new request was not performed. */
public class IdempotencyKeyReusedException extends RuntimeException {

    public IdempotencyKeyReusedException() {
        super("the key was used for another request");
    }
}
