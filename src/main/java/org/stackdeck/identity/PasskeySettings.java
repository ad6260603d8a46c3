package org.stackdeck.identity;

import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For whom passkeys are made.
 *
 * @param rpId the domain of the console, as browsers know it; never an address
 * @param origins where its pages may be opened from: scheme, host and port
 */
@ConfigurationProperties("stackdeck.passkey")
record PasskeySettings(String rpId, Set<String> origins) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    PasskeySettings {
        if (rpId.isBlank() || ADDRESS.matcher(rpId).matches()) {
            throw new IllegalArgumentException(
                    "stackdeck.passkey.rp-id must be a domain, such as console.example.org: WebAuthn refuses addresses");
        }
        origins = Set.copyOf(origins);
    }
}
