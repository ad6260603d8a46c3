package org.stackdeck.cloud;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ID of a project in Keystone. Not blank, at most 255 characters. */
public record ProjectId(String value) implements Comparable<ProjectId> {

    public static final int MAX_LENGTH = 255;

    public ProjectId {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("ProjectId is longer than " + MAX_LENGTH + " characters");
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException("ProjectId is blank");
        }
    }

    /** Returns the ID; empty if the text, for instance user input, is not a valid ID. */
    public static Optional<ProjectId> parse(@Nullable String text) {
        return text == null || text.isBlank() || text.length() > MAX_LENGTH
                ? Optional.empty()
                : Optional.of(new ProjectId(text));
    }

    @Override
    public int compareTo(ProjectId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
