package org.stackdeck.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.stackdeck.platform.startup.StartupException;

/**
 * Loads the key that encrypts secrets in the database. The key is the value of the setting {@code
 * stackdeck.secrets-key} (32 bytes in base64, the same for all instances that share a database). If it is not set, the
 * key is read from a file in the data directory. This file is created at the first start.
 */
public final class SecretsKeyLoader {

    private static final int BYTES = 32;

    private SecretsKeyLoader() {}

    /**
     * @param given value of the setting; blank if not set
     * @throws StartupException if the key is invalid, or its file can be neither read nor created
     */
    public static SecretKey loadOrCreate(String given, Path dataDirectory) {
        Path file = file(dataDirectory);
        if (given.isBlank() && !Files.exists(file)) {
            try {
                PrivateFiles.create(file, newKey());
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
        return load(given, dataDirectory);
    }

    /**
     * Loads the key without creating one.
     *
     * @throws StartupException if the key is invalid or its file cannot be read
     */
    public static SecretKey load(String given, Path dataDirectory) {
        if (!given.isBlank()) {
            return key(given, "STACKDECK_SECRETS_KEY");
        }
        Path file = file(dataDirectory);
        try {
            return key(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Path file(Path dataDirectory) {
        return dataDirectory.resolve("keys").resolve("secret-box.key");
    }

    private static StartupException unreadable(Path file, IOException cause) {
        return new StartupException(
                "The key " + file + " can be neither read nor created. Set another data directory with"
                        + " STACKDECK_DATA_DIR, or set the key in STACKDECK_SECRETS_KEY.",
                cause);
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
            // Reported below without the cause, whose message may contain a part of the key.
        }
        throw new StartupException(place + " is not a valid key. Generate one with 'openssl rand -base64 32'.");
    }
}
