package org.stackdeck.cloud.action;

import org.jspecify.annotations.Nullable;

/**
 * The value of an action parameter.
 *
 * @param name the name of the resource that {@code value} identifies; null until the resource is resolved, and for
 *     parameters that identify no resource; untrusted text
 */
public record ActionArgument(String value, @Nullable String name) {

    /** Returns the name of the resource, or the value if there is no name. */
    public String displayName() {
        return name == null || name.isBlank() ? value : name;
    }

    /**
     * Returns a copy without white space of any kind at the start and the end, as Cinder stores a name. {@link
     * String#strip} would keep no-break spaces. A regular expression would take quadratic time, and the length of the
     * value has not been checked yet.
     */
    ActionArgument stripped() {
        int start = 0;
        int end = value.length();
        while (start < end && isSpace(value.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(value.charAt(end - 1))) {
            end--;
        }
        return new ActionArgument(value.substring(start, end), name);
    }

    private static boolean isSpace(char character) {
        return Character.isSpaceChar(character) || (character >= '\t' && character <= '\r');
    }
}
