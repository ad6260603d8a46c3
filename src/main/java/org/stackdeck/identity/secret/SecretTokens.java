package org.stackdeck.identity.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.stackdeck.platform.Sha256;

/** Generates random tokens and codes, and computes the digests that are stored for them. */
public class SecretTokens {

    /** Excludes characters that are easily confused: 0 O 1 I L U. */
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretTokens() {}

    /** Generates a token of 256 bits, 43 characters long. */
    public static String newToken() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Generates a code that users can type: five groups of four characters, 98 bits. */
    public static String newCode() {
        return newCode(5);
    }

    /** Generates a code with this number of groups of four characters, 19.6 bits each. */
    public static String newCode(int groups) {
        StringBuilder code = new StringBuilder(5 * groups);
        for (int i = 0; i < 4 * groups; i++) {
            if (i > 0 && i % 4 == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Returns the digest of a code as typed. Ignores case, dashes and spaces. */
    public static String digestOfCode(String typed) {
        return digest(typed.replaceAll("[-\\s]", "").toUpperCase(Locale.ROOT));
    }

    /**
     * Returns the SHA-256 digest in hexadecimal. A plain digest is sufficient for random secrets, but not for
     * passwords.
     */
    public static String digest(String secret) {
        return Sha256.hex(secret);
    }

    /** Compares digests or codes in constant time. */
    public static boolean isEqual(String digest, String other) {
        return MessageDigest.isEqual(digest.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
