package org.stackdeck.operations;

/**
 * By what a request is known again that may be sent twice.
 *
 * @param key the caller's own, 1 to {@value #LONGEST} visible characters
 * @param content what is asked for; kept as a sealed hash only
 */
public record Repeatable(String key, String content) {

    public static final int LONGEST = 255;

    public Repeatable {
        if (!suits(key)) {
            throw new IllegalArgumentException("no key of a request");
        }
    }

    /** Whether it is a key. */
    public static boolean suits(String key) {
        return key.length() <= LONGEST && key.matches("[\\x21-\\x7e]+");
    }

    /** Tells nothing of the content. */
    @Override
    public String toString() {
        return "Repeatable[" + key + "]";
    }
}
