package org.stackdeck.identity;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.stackdeck.platform.PublicUrl;

/**
 * For whom passkeys are made. By default, for the host and origin of {@link PublicUrl}.
 *
 * @param rpId the domain of the console, as browsers know it; never an address
 * @param origins where its pages may be opened from: scheme, host and port
 */
@ConfigurationProperties("stackdeck.passkey")
record PasskeySettings(@Nullable String rpId, @DefaultValue Set<String> origins) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    PasskeySettings {
        if (rpId != null && (rpId.isBlank() || ADDRESS.matcher(rpId).matches())) {
            throw new IllegalArgumentException(
                    "stackdeck.passkey.rp-id must be a domain, such as console.example.org: WebAuthn refuses addresses");
        }
        origins = Set.copyOf(origins);
    }

    String rpId(PublicUrl url) {
        return rpId == null ? url.host() : rpId;
    }

    Set<String> origins(PublicUrl url) {
        return origins.isEmpty() ? Set.of(url.origin()) : origins;
    }
}
