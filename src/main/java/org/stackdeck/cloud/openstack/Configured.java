package org.stackdeck.cloud.openstack;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Remark;

/** A configured entry: valid, or invalid with a problem. */
sealed interface Configured {

    String name();

    record Usable(Entry entry) implements Configured {
        @Override
        public String name() {
            return entry.name();
        }
    }

    record Broken(String name, String source, String authType, Remark problem) implements Configured {}

    /** The entry, or null if it is invalid. */
    default @Nullable Entry usable() {
        return switch (this) {
            case Usable(Entry entry) -> entry;
            case Broken _ -> null;
        };
    }
}
