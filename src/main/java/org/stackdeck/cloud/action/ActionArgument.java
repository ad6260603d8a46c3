package org.stackdeck.cloud.action;

import org.jspecify.annotations.Nullable;

/**
 * The value of an action parameter.
 *
 * @param name the name of the resource that {@code value} identifies; null until the resource is resolved in the
 *     project, and for values that are not IDs; untrusted text
 */
public record ActionArgument(String value, @Nullable String name) {

    /** Returns the name of the resource, or the value if there is no name. */
    public String displayName() {
        return name == null || name.isBlank() ? value : name;
    }
}
