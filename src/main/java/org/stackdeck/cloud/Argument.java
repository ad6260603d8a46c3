package org.stackdeck.cloud;

import org.jspecify.annotations.Nullable;

/**
 * The value of a parameter.
 *
 * @param name what people call the thing that the value is the id of, once that was looked up in the project; null before,
 *     and where the value is no id; untrusted text
 */
public record Argument(String value, @Nullable String name) {

    /** What people read. */
    public String shown() {
        return name == null || name.isBlank() ? value : name;
    }
}
