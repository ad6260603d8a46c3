package org.stackdeck.cloud.openstack;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.Credential.DomainRef;

/** The keys of one entry. Keys of {@code auth} may also stand beside it, as openstacksdk allows. */
final class EntryFields {

    private final String name;
    private final String source;
    private final Map<?, ?> entry;
    private final Map<?, ?> auth;

    EntryFields(String name, String source, Map<?, ?> entry) {
        this.name = name;
        this.source = source;
        this.entry = entry;
        this.auth = entry.get("auth") instanceof Map<?, ?> mapping ? mapping : Map.of();
    }

    String name() {
        return name;
    }

    String source() {
        return source;
    }

    /** The entry's own key; null when it is absent or blank. */
    @Nullable
    String own(String key) {
        return text(entry.get(key));
    }

    /** A key of {@code auth}; null when it is absent or blank. */
    @Nullable
    String auth(String key) {
        String inside = text(auth.get(key));
        return inside != null ? inside : own(key);
    }

    String required(String key) {
        String value = auth(key);
        if (value == null) {
            throw missing("auth." + key);
        }
        return value;
    }

    /** A domain by the keys {@code <prefix>_id} and {@code <prefix>_name}; null when neither is there. */
    @Nullable
    DomainRef domain(String prefix) {
        String id = auth(prefix + "_id");
        String called = auth(prefix + "_name");
        return id == null && called == null ? null : new DomainRef(id, id == null ? called : null);
    }

    BrokenEntryException missing(String what) {
        return new BrokenEntryException(RemarkKind.KEY_MISSING.with(source, name, what));
    }

    BrokenEntryException invalid(String key, String expected) {
        return new BrokenEntryException(RemarkKind.KEY_INVALID.with(source, name, key, expected));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text : null;
    }
}
