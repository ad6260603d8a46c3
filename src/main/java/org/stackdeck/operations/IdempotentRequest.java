package org.stackdeck.operations;

/**
 * A request that clients can safely repeat, identified by its idempotency key.
 *
 * @param key chosen by the caller, 1 to {@value #MAX_KEY_LENGTH} visible ASCII characters
 * @param content the complete request; stored only as a sealed hash
 * @param part number of the part, from 1, if the parts of the request are accepted separately; {@value #WHOLE} for the
 *     whole request
 */
public record IdempotentRequest(String key, String content, int part) {

    public static final int MAX_KEY_LENGTH = 255;
    static final int WHOLE = 0;

    public IdempotentRequest {
        if (!isValidKey(key)) {
            throw new IllegalArgumentException("invalid idempotency key");
        }
        if (part < WHOLE) {
            throw new IllegalArgumentException("negative part number");
        }
    }

    public IdempotentRequest(String key, String content) {
        this(key, content, WHOLE);
    }

    /** Returns the part of this request with the given number, from 1. */
    public IdempotentRequest withPart(int number) {
        return new IdempotentRequest(key, content, number);
    }

    public boolean isWhole() {
        return part == WHOLE;
    }

    public static boolean isValidKey(String key) {
        return key.length() <= MAX_KEY_LENGTH && key.matches("[\\x21-\\x7e]+");
    }

    /** Omits the content. */
    @Override
    public String toString() {
        return "IdempotentRequest[" + key + (isWhole() ? "" : ", part " + part) + "]";
    }
}
