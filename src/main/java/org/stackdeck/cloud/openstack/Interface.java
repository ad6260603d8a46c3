package org.stackdeck.cloud.openstack;

import java.util.Locale;
import java.util.Optional;

/** Which of a service's endpoints is used: {@code interface} in clouds.yaml, with or without the old "URL" at its end. */
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
