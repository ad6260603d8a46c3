package org.stackdeck.cloud;

import org.jspecify.annotations.Nullable;

/**
 * The image a server was made from.
 *
 * @param name its name in Glance, or null while unknown or when the image was deleted
 */
public record Image(String id, @Nullable String name) {}
