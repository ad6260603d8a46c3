package org.stackdeck.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.stackdeck.platform.startup.StartupException;

/**
 * Loads the key that encrypts secrets in the database. The key is the value of the setting {@code
 * stackdeck.secrets-key} (32 bytes in base64, the same for all instances that share a database). If it is not set, the
 * key is read from a file in the data directory. This file is created at the first start.
 */
public final class SecretsKeyLoader {

    private static final int BYTES = 32;

    private static final byte[] FINGERPRINT_PURPOSE = "secrets-key.fingerprint".getBytes(StandardCharsets.US_ASCII);

    private SecretsKeyLoader() {}

    /**
     * Current key, and the key that replaces it.
     *
     * @param resumed whether the next key may already have encrypted secrets in an interrupted rotation
     */
    public record KeyRotation(SecretKey former, SecretKey next, boolean resumed) {

        @Override
        public String toString() {
            return "KeyRotation[…]";
        }
    }

    /**
     * @param given value of the setting; blank if not set
     * @throws StartupException if the key is invalid, a rotation was interrupted, or the file can be neither read nor
     *     created
     */
    public static SecretKey loadOrCreate(String given, Path dataDirectory) {
        Path file = file(dataDirectory);
        if (given.isBlank() && !Files.exists(file)) {
            create(file);
        }
        return load(given, dataDirectory);
    }

    /**
     * Loads the key without creating one.
     *
     * @throws StartupException if the key is invalid, a rotation was interrupted, or the file cannot be read
     */
    public static SecretKey load(String given, Path dataDirectory) {
        if (given.isBlank() && Files.exists(nextFile(dataDirectory))) {
            throw new StartupException("The replacement of the key " + file(dataDirectory)
                    + " was interrupted. Complete it: ./start rotate-key");
        }
        return loadCurrent(given, dataDirectory);
    }

    /**
     * Loads the current key, and loads or creates the next one. If the keys are in the data directory, {@link #load}
     * fails until {@link #completeRotation} or {@link #cancelRotation}.
     *
     * @param given value of {@code stackdeck.secrets-key}; blank if the key is in the data directory
     * @param givenNext the next key if {@code given} is not blank, and otherwise blank
     * @throws StartupException if a key is missing or invalid, only one of the settings is set, or both keys are equal
     */
    public static KeyRotation beginRotation(String given, String givenNext, Path dataDirectory) {
        if (given.isBlank() != givenNext.isBlank()) {
            throw new StartupException(
                    given.isBlank()
                            ? "STACKDECK_NEW_SECRETS_KEY is set, but STACKDECK_SECRETS_KEY is not: the key is in the"
                                    + " data directory. Remove STACKDECK_NEW_SECRETS_KEY."
                            : "STACKDECK_SECRETS_KEY is set. Set the new key in STACKDECK_NEW_SECRETS_KEY; generate"
                                    + " it with 'openssl rand -base64 32'.");
        }
        boolean resumed = Files.exists(nextFile(dataDirectory));
        SecretKey former = loadCurrent(given, dataDirectory);
        SecretKey next =
                given.isBlank() ? loadOrCreateNext(dataDirectory) : key(givenNext, "STACKDECK_NEW_SECRETS_KEY");
        if (former.equals(next)) {
            throw new StartupException("STACKDECK_NEW_SECRETS_KEY is the current key. Generate a new one with"
                    + " 'openssl rand -base64 32'.");
        }
        return new KeyRotation(former, next, resumed);
    }

    /**
     * Replaces the key in the data directory with the next key. Has no effect if both keys are in the configuration.
     */
    public static void completeRotation(Path dataDirectory) throws IOException {
        if (Files.exists(nextFile(dataDirectory))) {
            Files.move(nextFile(dataDirectory), file(dataDirectory), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Deletes the next key from the data directory. The next key must not have encrypted secrets. */
    public static void cancelRotation(Path dataDirectory) throws IOException {
        Files.deleteIfExists(nextFile(dataDirectory));
    }

    /** Returns 64 hexadecimal digits that identify the key and do not reveal it. */
    public static String fingerprint(SecretKey key) {
        try {
            return HexFormat.of()
                    .formatHex(KDF.getInstance("HKDF-SHA256")
                            .deriveData(
                                    HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(FINGERPRINT_PURPOSE, 32)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKey loadCurrent(String given, Path dataDirectory) {
        return given.isBlank() ? read(file(dataDirectory)) : key(given, "STACKDECK_SECRETS_KEY");
    }

    private static SecretKey loadOrCreateNext(Path dataDirectory) {
        Path file = nextFile(dataDirectory);
        create(file);
        return read(file);
    }

    private static void create(Path file) {
        try {
            PrivateFiles.create(file, newKey());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static SecretKey read(Path file) {
        try {
            return key(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new StartupException(
                    "The key " + file
                            + " does not exist. Copy the keys directory of the installation that encrypted the"
                            + " secrets into the data directory, or set the same STACKDECK_SECRETS_KEY.",
                    e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Path nextFile(Path dataDirectory) {
        return dataDirectory.resolve("keys").resolve("secret-box.key.new");
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
