package org.stackdeck.operations;

/**
 * By what a request is known again that may be sent twice.
 *
 * @param key the caller's own, 1 to {@value #LONGEST} visible characters
 * @param content all that is asked for; kept as a sealed hash only
 * @param part which part it is of a request whose parts are accepted each by itself, from 1; {@value #WHOLE} for the whole
 */
public record Repeatable(String key, String content, int part) {

    public static final int LONGEST = 255;
    static final int WHOLE = 0;

    public Repeatable {
        if (!suits(key)) {
            throw new IllegalArgumentException("no key of a request");
        }
        if (part < WHOLE) {
            throw new IllegalArgumentException("no part of a request");
        }
    }

    public Repeatable(String key, String content) {
        this(key, content, WHOLE);
    }

    /** One part of the same request, from 1. */
    public Repeatable part(int number) {
        return new Repeatable(key, content, number);
    }

    boolean whole() {
        return part == WHOLE;
    }

    /** Whether it is a key. */
    public static boolean suits(String key) {
        return key.length() <= LONGEST && key.matches("[\\x21-\\x7e]+");
    }

    /** Tells nothing of the content. */
    @Override
    public String toString() {
        return "Repeatable[" + key + (whole() ? "" : ", part " + part) + "]";
    }
}
