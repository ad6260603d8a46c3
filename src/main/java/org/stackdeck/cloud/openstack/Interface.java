package org.stackdeck.cloud.openstack;

import java.util.Locale;
import java.util.Optional;

/** The endpoint interface to use: {@code interface} in clouds.yaml, with or without the legacy suffix "URL". */
enum Interface {
    PUBLIC,
    INTERNAL,
    ADMIN;

    static Optional<Interface> of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "public", "publicurl" -> Optional.of(PUBLIC);
            case "internal", "internalurl" -> Optional.of(INTERNAL);
            case "admin", "adminurl" -> Optional.of(ADMIN);
            default -> Optional.empty();
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
