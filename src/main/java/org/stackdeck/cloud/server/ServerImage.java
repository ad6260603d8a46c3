package org.stackdeck.cloud.server;

import org.jspecify.annotations.Nullable;

/**
 * The image from which a server was created.
 *
 * @param name name of the image in Glance; null while unknown, and after the image has been deleted
 */
public record ServerImage(String id, @Nullable String name) {

    /** Returns the name, or the ID while the name is unknown. */
    public String displayName() {
        return name == null ? id : name;
    }
}
