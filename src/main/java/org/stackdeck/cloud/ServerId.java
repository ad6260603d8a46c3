package org.stackdeck.cloud;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ID of a server in Nova, in practice a UUID. Not blank, at most 255 characters. */
public record ServerId(String value) implements Comparable<ServerId> {

    private static final int MAX_LENGTH = 255;

    public ServerId {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("ServerId is longer than 255 characters");
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException("ServerId is blank");
        }
    }

    /** Returns the ID; empty if the text, for instance user input, is not a valid ID. */
    public static Optional<ServerId> parse(@Nullable String text) {
        return text == null || text.isBlank() || text.length() > MAX_LENGTH
                ? Optional.empty()
                : Optional.of(new ServerId(text));
    }

    @Override
    public int compareTo(ServerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
