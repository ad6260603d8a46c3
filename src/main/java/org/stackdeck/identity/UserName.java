package org.stackdeck.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name with which a user signs in: lower case, 2 to 64 characters of {@code a-z 0-9 . _ -}, starting with a letter or
 * digit.
 */
public record UserName(String value) implements Comparable<UserName> {

    public static final int MAX_LENGTH = 64;

    private static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");

    public UserName {
        if (value.length() > MAX_LENGTH || !PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("not a user name");
        }
    }

    /** Parses user input, ignoring case; returns empty if it is not a valid user name. */
    public static Optional<UserName> parse(String typed) {
        if (typed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String lower = typed.toLowerCase(Locale.ROOT);
        return PATTERN.matcher(lower).matches() ? Optional.of(new UserName(lower)) : Optional.empty();
    }

    @Override
    public int compareTo(UserName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
