package org.stackdeck.cloud.openstack;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Remark;

/** One entry as found: readable, or with what is wrong with it. */
sealed interface Configured {

    String name();

    record Usable(Entry entry) implements Configured {
        @Override
        public String name() {
            return entry.name();
        }
    }

    record Broken(String name, String source, String authType, Remark problem) implements Configured {}

    /** The entry, or null when it is broken. */
    default @Nullable Entry usable() {
        return switch (this) {
            case Usable(Entry entry) -> entry;
            case Broken _ -> null;
        };
    }
}
