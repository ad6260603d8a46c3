package org.stackdeck.access;

/**
 * Pattern of names: {@code *} matches any number of characters, {@code ?} matches exactly one. Case-sensitive, like
 * names in Nova.
 *
 * @param text 1 to 255 characters
 */
public record NamePattern(String text) {

    public static final int MAX_LENGTH = 255;

    public NamePattern {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a name pattern must have 1 to 255 characters");
        }
    }

    /**
     * Returns whether the pattern matches the whole name. In the worst case, the time is proportional to the product of
     * the two lengths.
     */
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
