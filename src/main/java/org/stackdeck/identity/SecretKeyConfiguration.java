package org.stackdeck.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.StartFailure;

/**
 * The key that secrets are sealed by: the setting {@code stackdeck.secrets-key} (32 bytes in base64, the same for all
 * consoles on one database), else a file in the data directory, which is made at the first start.
 */
@Configuration(proxyBeanMethods = false)
class SecretKeyConfiguration {

    private static final int BYTES = 32;

    @Bean
    SecretKey secretsKey(
            @Value("${stackdeck.secrets-key:}") String given, @Value("${stackdeck.data-dir}") Path dataDirectory) {
        if (!given.isBlank()) {
            return key(given, "STACKDECK_SECRETS_KEY");
        }
        Path file = dataDirectory.resolve("keys").resolve("secret-box.key");
        try {
            if (!Files.exists(file)) {
                OwnersFile.create(file, newKey());
            }
            return key(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new StartFailure(
                    "The key " + file + " can be neither read nor made: choose another data directory by"
                            + " STACKDECK_DATA_DIR, or give a key in STACKDECK_SECRETS_KEY.",
                    e);
        }
    }

    private static String newKey() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static SecretKey key(String base64, String place) {
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            if (key.length == BYTES) {
                return new SecretKeySpec(key, "AES");
            }
        } catch (IllegalArgumentException notBase64) {
            // Told below, without the cause: it would quote the key.
        }
        throw new StartFailure(
                place + " is no key: it must be 32 random bytes in base64, such as 'openssl rand -base64 32' makes.");
    }
}
