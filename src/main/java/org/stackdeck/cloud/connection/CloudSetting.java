package org.stackdeck.cloud.connection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A setting of a connection. The names and values are those of {@code clouds.yaml}, unless described otherwise. */
public enum CloudSetting {
    AUTH_TYPE(64),
    AUTH_URL(1000),
    USERNAME(255),
    USER_ID(64),
    USER_DOMAIN_NAME(255),
    USER_DOMAIN_ID(64),
    PASSWORD(1000),
    PROJECT_NAME(255),
    PROJECT_ID(64),
    PROJECT_DOMAIN_NAME(255),
    PROJECT_DOMAIN_ID(64),
    APPLICATION_CREDENTIAL_ID(64),
    APPLICATION_CREDENTIAL_NAME(255),
    APPLICATION_CREDENTIAL_SECRET(1000),
    REGION_NAME(255),
    INTERFACE(16),
    VERIFY(5),
    /**
     * Trusted certificates in PEM format. A path, as in {@code cacert}, is not supported, because it could refer to any
     * file on Stackdeck's host.
     */
    CA_CERTIFICATES(50_000),
    /** The {@code url} of {@code x-stackdeck-notifications}; contains a password. */
    NOTIFICATIONS_URL(1000);

    private final int maxLength;

    CloudSetting(int maxLength) {
        this.maxLength = maxLength;
    }

    public static Optional<CloudSetting> find(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the maximum length of a value, in characters. */
    public int maxLength() {
        return maxLength;
    }

    /** Returns whether the value is stored encrypted and never sent to a browser. */
    public boolean isSecret() {
        return this == PASSWORD || this == APPLICATION_CREDENTIAL_SECRET || this == NOTIFICATIONS_URL;
    }
}
