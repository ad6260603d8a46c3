package org.stackdeck.access.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.cloud.ServerId;

/**
 * {@link ResourceSelector} as JSON, for REST clients and the database. Exactly one field is set.
 *
 * @param all true for all servers
 * @param name pattern with {@code *} and {@code ?}
 * @param tag tag of a server or another resource
 * @param metadata keys and values, all of which a resource must have
 * @param own true for servers and other resources owned by the subject
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceSelectorJson(
        @Nullable Boolean all,
        @Nullable List<String> ids,
        @Nullable String name,
        @Nullable String tag,
        @Nullable Map<String, String> metadata,
        @Nullable Boolean own) {

    public static ResourceSelectorJson of(ResourceSelector selector) {
        return switch (selector) {
            case ResourceSelector.AllServers() -> new ResourceSelectorJson(true, null, null, null, null, null);
            case ResourceSelector.ByIds(var ids) ->
                new ResourceSelectorJson(
                        null, ids.stream().map(ServerId::value).sorted().toList(), null, null, null, null);
            case ResourceSelector.ByName(var pattern) ->
                new ResourceSelectorJson(null, null, pattern.text(), null, null, null);
            case ResourceSelector.ByTag(var tag) -> new ResourceSelectorJson(null, null, null, tag, null, null);
            case ResourceSelector.ByMetadata(var entries) ->
                new ResourceSelectorJson(null, null, null, null, entries, null);
            case ResourceSelector.OwnedServers() -> new ResourceSelectorJson(null, null, null, null, null, true);
        };
    }

    /** @throws IllegalArgumentException if not exactly one field is set, or its value is invalid */
    public ResourceSelector toSelector() {
        long parts = Stream.of(all, ids, name, tag, metadata, own)
                .filter(Objects::nonNull)
                .count();
        if (parts != 1 || Boolean.FALSE.equals(all) || Boolean.FALSE.equals(own)) {
            throw new IllegalArgumentException("exactly one of all, ids, name, tag, metadata and own is required");
        }
        if (ids != null) {
            return new ResourceSelector.ByIds(ids.stream()
                    .map(ResourceSelectorJson::requirePresent)
                    .map(ServerId::new)
                    .collect(Collectors.toSet()));
        }
        if (name != null) {
            return new ResourceSelector.ByName(new NamePattern(name));
        }
        if (tag != null) {
            return new ResourceSelector.ByTag(tag);
        }
        if (metadata != null) {
            metadata.values().forEach(ResourceSelectorJson::requirePresent);
            return new ResourceSelector.ByMetadata(metadata);
        }
        return own == null ? ResourceSelector.ALL : new ResourceSelector.OwnedServers();
    }

    /** Rejects null, which JSON may contain in spite of the type. */
    private static String requirePresent(@Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("null is not allowed");
        }
        return value;
    }
}
