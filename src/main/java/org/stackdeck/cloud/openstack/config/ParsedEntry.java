package org.stackdeck.cloud.openstack.config;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.client.CloudEntryRemark;

/** A configured entry: valid, or invalid with a problem. */
public sealed interface ParsedEntry {

    String name();

    record Valid(CloudEntry entry) implements ParsedEntry {
        @Override
        public String name() {
            return entry.name();
        }
    }

    record Invalid(String name, String source, String authType, CloudEntryRemark problem) implements ParsedEntry {}

    default @Nullable CloudEntry entryOrNull() {
        return switch (this) {
            case Valid(CloudEntry cloudEntry) -> cloudEntry;
            case Invalid _ -> null;
        };
    }
}
