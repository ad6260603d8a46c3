package org.stackdeck.cloud.openstack.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.DomainRef;

/**
 * The keys and values of one entry, or of a mapping in it. Keys of {@code auth} can also be at the top level, as in
 * openstacksdk.
 */
final class CloudEntryFields {

    private final String name;
    private final String source;
    private final Map<?, ?> entry;
    private final Map<?, ?> auth;
    private final String path;

    CloudEntryFields(String name, String source, Map<?, ?> entry) {
        this(name, source, entry, "");
    }

    /** @param path the path of the mapping in the entry, with a trailing dot; empty for the entry itself */
    private CloudEntryFields(String name, String source, Map<?, ?> entry, String path) {
        this.name = name;
        this.source = source;
        this.entry = entry;
        this.path = path;
        this.auth = entry.get("auth") instanceof Map<?, ?> mapping ? mapping : Map.of();
    }

    String name() {
        return name;
    }

    String source() {
        return source;
    }

    /** Returns the value of a top-level key; null if it is absent or blank. */
    @Nullable
    String value(String key) {
        return textOrNull(entry.get(key));
    }

    /** Returns the value of a key of {@code auth}, otherwise of the top-level key; null if both are absent or blank. */
    @Nullable
    String authValue(String key) {
        String inside = textOrNull(auth.get(key));
        return inside != null ? inside : value(key);
    }

    String requiredAuthValue(String key) {
        String value = authValue(key);
        if (value == null) {
            throw missing("auth." + key);
        }
        return value;
    }

    /** Returns the domain given by {@code <prefix>_id}, otherwise by {@code <prefix>_name}; null if both are absent. */
    @Nullable
    DomainRef domain(String prefix) {
        String id = authValue(prefix + "_id");
        String name = authValue(prefix + "_name");
        return id == null && name == null ? null : new DomainRef(id, id == null ? name : null);
    }

    /**
     * Returns the mapping under a key, or each mapping of a list; empty if the key is absent.
     *
     * @throws InvalidEntryException if the value is neither a mapping nor a list of mappings
     */
    List<CloudEntryFields> mappings(String key) {
        Object value = entry.get(key);
        if (value == null) {
            return List.of();
        }
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        var found = new ArrayList<CloudEntryFields>();
        for (Object each : values) {
            if (!(each instanceof Map<?, ?> mapping)) {
                throw invalid(key, "mapping | list of mappings");
            }
            found.add(new CloudEntryFields(name, source, mapping, path + key + "."));
        }
        return found;
    }

    /** Returns the string value of a key, or the elements of a list. Replaces values that are not strings with "". */
    List<String> values(String key) {
        Object value = entry.get(key);
        List<?> values = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        return values.stream()
                .map(each -> each instanceof String text ? text : "")
                .toList();
    }

    Set<String> keys() {
        return entry.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    InvalidEntryException missing(String what) {
        return new InvalidEntryException(EntryRemarkType.KEY_MISSING.toRemark(source, name, path + what));
    }

    InvalidEntryException invalid(String key, String expected) {
        return new InvalidEntryException(EntryRemarkType.KEY_INVALID.toRemark(source, name, path + key, expected));
    }

    private static @Nullable String textOrNull(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text : null;
    }
}
