package org.stackdeck.identity.group;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a group: 1 to 64 letters, combining marks and digits of any script, spaces and {@code . _ -}. Starts with a
 * letter or digit and does not end with a space. Case-sensitive.
 */
public record GroupName(String value) implements Comparable<GroupName> {

    public static final int MAX_LENGTH = 64;

    private static final Pattern PATTERN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._-]{0,63}");

    public GroupName {
        if (!PATTERN.matcher(value).matches() || value.endsWith(" ")) {
            throw new IllegalArgumentException("not a group name");
        }
    }

    /** Removes surrounding whitespace and parses the input; empty if it is not a valid group name. */
    public static Optional<GroupName> parse(String typed) {
        String stripped = typed.strip();
        return PATTERN.matcher(stripped).matches() ? Optional.of(new GroupName(stripped)) : Optional.empty();
    }

    @Override
    public int compareTo(GroupName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
