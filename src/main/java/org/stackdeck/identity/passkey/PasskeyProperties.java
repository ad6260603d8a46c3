package org.stackdeck.identity.passkey;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.stackdeck.platform.PublicUrl;

/**
 * WebAuthn relying party of the passkeys.
 *
 * @param rpId domain of Stackdeck, such as {@code stackdeck.example.org}, not an IP address; by default the host of
 *     {@code stackdeck.public-url}, else {@code localhost}
 * @param origins allowed origins of the pages: scheme, host and port; by default the origin of {@code
 *     stackdeck.public-url}, else {@code http://localhost} with the port in {@code server.port}
 */
@ConfigurationProperties("stackdeck.passkey")
public record PasskeyProperties(
        @Nullable String rpId, @DefaultValue Set<String> origins) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    public PasskeyProperties {
        if (rpId != null && (rpId.isBlank() || ADDRESS.matcher(rpId).matches())) {
            throw new IllegalArgumentException(
                    "stackdeck.passkey.rp-id must be a domain, such as stackdeck.example.org, not an IP address");
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
