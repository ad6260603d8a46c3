package org.stackdeck.access.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.cloud.ServerId;

/**
 * {@link ServerSelector} as JSON, for REST clients and the database. Exactly one field is set.
 *
 * @param all true for all servers
 * @param name pattern with {@code *} and {@code ?}
 * @param tag tag of a server or another resource
 * @param metadata keys and values, all of which a resource must have
 * @param own true for servers and other resources owned by the subject
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServerSelectorJson(
        @Nullable Boolean all,
        @Nullable List<String> ids,
        @Nullable String name,
        @Nullable String tag,
        @Nullable Map<String, String> metadata,
        @Nullable Boolean own) {

    public static ServerSelectorJson of(ServerSelector selector) {
        return switch (selector) {
            case ServerSelector.AllServers() -> new ServerSelectorJson(true, null, null, null, null, null);
            case ServerSelector.ByIds(var ids) ->
                new ServerSelectorJson(
                        null, ids.stream().map(ServerId::value).sorted().toList(), null, null, null, null);
            case ServerSelector.ByName(var pattern) ->
                new ServerSelectorJson(null, null, pattern.text(), null, null, null);
            case ServerSelector.ByTag(var tag) -> new ServerSelectorJson(null, null, null, tag, null, null);
            case ServerSelector.ByMetadata(var entries) ->
                new ServerSelectorJson(null, null, null, null, entries, null);
            case ServerSelector.OwnedServers() -> new ServerSelectorJson(null, null, null, null, null, true);
        };
    }

    /** @throws IllegalArgumentException if not exactly one field is set, or its value is invalid */
    public ServerSelector toSelector() {
        long parts = Stream.of(all, ids, name, tag, metadata, own)
                .filter(Objects::nonNull)
                .count();
        if (parts != 1 || Boolean.FALSE.equals(all) || Boolean.FALSE.equals(own)) {
            throw new IllegalArgumentException("exactly one of all, ids, name, tag, metadata and own is required");
        }
        if (ids != null) {
            return new ServerSelector.ByIds(ids.stream()
                    .map(ServerSelectorJson::requirePresent)
                    .map(ServerId::new)
                    .collect(Collectors.toSet()));
        }
        if (name != null) {
            return new ServerSelector.ByName(new NamePattern(name));
        }
        if (tag != null) {
            return new ServerSelector.ByTag(tag);
        }
        if (metadata != null) {
            metadata.values().forEach(ServerSelectorJson::requirePresent);
            return new ServerSelector.ByMetadata(metadata);
        }
        return own == null ? ServerSelector.ALL : new ServerSelector.OwnedServers();
    }

    /** Rejects null, which JSON may contain in spite of the type. */
    private static String requirePresent(@Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("null is not allowed");
        }
        return value;
    }
}
