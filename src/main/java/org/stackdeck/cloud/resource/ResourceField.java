package org.stackdeck.cloud.resource;

import org.jspecify.annotations.Nullable;

/**
 * A field of a {@link ResourceKind}.
 *
 * @param code name in the REST API, as in the output of the {@code openstack} command, in camel case
 * @param target code of the kind whose IDs are the values, {@link #SERVERS} or {@link #PROJECTS}; null for other values
 * @param listed whether lists have a column for the field; other fields are shown only as details
 */
public record ResourceField(
        String code, Type type, @Nullable String target, boolean listed) {

    /** The target of fields whose values are IDs of servers. */
    public static final String SERVERS = "servers";

    /** The target of fields whose values are IDs of projects. */
    public static final String PROJECTS = "projects";

    public enum Type {
        /** {@link String}. */
        TEXT,
        /** {@link Long}. */
        NUMBER,
        /** {@link Long}, a size in bytes. */
        BYTES,
        /** {@link Long}, a size in MiB. */
        MIB,
        /** {@link Long}, a size in GiB. */
        GIB,
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link java.time.Instant}. */
        TIME,
        /** A list of {@link String}. */
        TEXTS,
        /** A map of {@link String} to {@link String}. */
        MAP
    }

    static ResourceField listed(String code, Type type) {
        return new ResourceField(code, type, null, true);
    }

    static ResourceField detail(String code, Type type) {
        return new ResourceField(code, type, null, false);
    }

    /** Returns a copy whose values are IDs of the target. */
    ResourceField of(String kind) {
        return new ResourceField(code, type, kind, listed);
    }
}
