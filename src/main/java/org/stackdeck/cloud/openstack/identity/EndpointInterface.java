package org.stackdeck.cloud.openstack.identity;

import java.util.Locale;
import java.util.Optional;

/** The endpoint interface to use: {@code interface} in {@code clouds.yaml}, with or without the legacy suffix "URL". */
public enum EndpointInterface {
    PUBLIC,
    INTERNAL,
    ADMIN;

    public static Optional<EndpointInterface> fromWireName(String wireName) {
        return switch (wireName.strip().toLowerCase(Locale.ROOT)) {
            case "public", "publicurl" -> Optional.of(PUBLIC);
            case "internal", "internalurl" -> Optional.of(INTERNAL);
            case "admin", "adminurl" -> Optional.of(ADMIN);
            default -> Optional.empty();
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
