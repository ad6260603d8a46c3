package org.stackdeck.operations;

/**
 * A request that clients can safely repeat, identified by its idempotency key.
 *
 * @param key chosen by the caller, 1 to {@value #LONGEST} visible characters
 * @param content the complete request; stored only as a sealed hash
 * @param part number of the part, from 1, if the parts of the request are accepted separately; {@value #WHOLE} for the
 *     whole
 */
public record Repeatable(String key, String content, int part) {

    public static final int LONGEST = 255;
    static final int WHOLE = 0;

    public Repeatable {
        if (!suits(key)) {
            throw new IllegalArgumentException("invalid idempotency key");
        }
        if (part < WHOLE) {
            throw new IllegalArgumentException("negative part number");
        }
    }

    public Repeatable(String key, String content) {
        this(key, content, WHOLE);
    }

    /** One part of this request, from 1. */
    public Repeatable part(int number) {
        return new Repeatable(key, content, number);
    }

    boolean whole() {
        return part == WHOLE;
    }

    /** Whether the text is a valid idempotency key. */
    public static boolean suits(String key) {
        return key.length() <= LONGEST && key.matches("[\\x21-\\x7e]+");
    }

    /** Omits the content. */
    @Override
    public String toString() {
        return "Repeatable[" + key + (whole() ? "" : ", part " + part) + "]";
    }
}
