package org.stackdeck.access;

/**
 * A pattern of names, in which {@code *} stands for any characters, none included, and {@code ?} for one. Letters in
 * upper and lower case differ, as they do for Nova.
 *
 * @param text 1 to 255 characters
 */
public record NamePattern(String text) {

    public static final int MAX_LENGTH = 255;

    public NamePattern {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a name pattern has 1 to 255 characters");
        }
    }

    /** In time proportional to the product of the two lengths at worst, whatever the pattern. */
    public boolean matches(String name) {
        int star = -1;
        int resume = 0;
        int p = 0;
        int n = 0;
        while (n < name.length()) {
            if (p < text.length() && text.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < text.length() && (text.charAt(p) == '?' || text.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < text.length() && text.charAt(p) == '*') {
            p++;
        }
        return p == text.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
