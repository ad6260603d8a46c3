package org.stackdeck.cloud.openstack.resource;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ResponseFields;

/** Builds a resource from the response of a service. Only the ID of its project is known, not the name. */
final class CloudResourceBuilder {

    private static final int BYTES_PER_VALUE = 64;
    private static final int BYTES_PER_PROJECT = 128;
    private static final int MAX_ID_LENGTH = 255;

    private final String id;
    private final @Nullable String project;
    private final String name;
    private final Map<String, Object> values = new HashMap<>();
    private boolean published;
    private Set<ProjectId> sharedWith = Set.of();

    private CloudResourceBuilder(String id, @Nullable String project, String name) {
        this.id = id;
        this.project = project;
        this.name = name;
    }

    /**
     * Creates a resource.
     *
     * @param project ignored if it has more than 255 characters, because users can set a property that determines
     *     the project of an image
     * @throws CloudException UNINTELLIGIBLE if the ID has more than 255 characters
     */
    static CloudResourceBuilder of(String id, @Nullable String project, @Nullable String name) {
        if (id.length() > MAX_ID_LENGTH) {
            throw new CloudException(
                    CloudException.Category.UNINTELLIGIBLE, "The response contains an ID that is too long");
        }
        return new CloudResourceBuilder(
                id, project != null && project.length() > MAX_ID_LENGTH ? null : project, name == null ? "" : name);
    }

    CloudResourceBuilder published(boolean other) {
        published = other;
        return this;
    }

    CloudResourceBuilder sharedWith(Set<ProjectId> projects) {
        sharedWith = projects;
        return this;
    }

    /**
     * Sets the value of a field. Ignores null and blank texts. Converts {@link Date} to {@link Instant} and {@link
     * Integer} to {@link Long}.
     */
    CloudResourceBuilder value(String field, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case String text when text.isBlank() -> {}
            case Integer number -> values.put(field, number.longValue());
            case Date date -> values.put(field, date.toInstant());
            case List<?> list -> values.put(field, List.copyOf(list));
            case Map<?, ?> map -> values.put(field, Map.copyOf(map));
            case String _, Long _, Boolean _, Instant _ -> values.put(field, value);
            default -> throw new IllegalArgumentException(field + " has an unsupported type");
        }
        return this;
    }

    /** Sets the tags. Sorts them, because services can return them in any order. */
    CloudResourceBuilder tags(@Nullable List<String> tags) {
        return value("tags", tags == null ? null : tags.stream().sorted().toList());
    }

    /** Parses a time in UTC; returns null for null. */
    static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : ResponseFields.time(text);
    }

    /** Returns the approximate memory usage in bytes. */
    long size() {
        return sizeOf(id)
                + sizeOf(name)
                + (long) BYTES_PER_PROJECT * sharedWith.size()
                + values.values().stream()
                        .mapToLong(CloudResourceBuilder::sizeOf)
                        .sum();
    }

    static long sizeOf(Object value) {
        return switch (value) {
            case Collection<?> items ->
                items.stream().mapToLong(CloudResourceBuilder::sizeOf).sum();
            case Map<?, ?> map -> sizeOf(map.keySet()) + sizeOf(map.values());
            case String text -> BYTES_PER_VALUE + 2L * text.length();
            default -> BYTES_PER_VALUE;
        };
    }

    String id() {
        return id;
    }

    @Nullable
    String project() {
        return project;
    }

    String name() {
        return name;
    }

    boolean isPublished() {
        return published;
    }

    Set<ProjectId> sharedWith() {
        return sharedWith;
    }

    Map<String, Object> values() {
        return values;
    }
}
