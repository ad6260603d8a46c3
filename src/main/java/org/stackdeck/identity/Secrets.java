package org.stackdeck.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Makes secrets that nobody can guess, and the digests under which they are kept. */
class Secrets {

    /** Without the letters and digits that are mistaken for one another when read aloud: 0 O 1 I L U. */
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 256 bits, 43 characters. */
    static String token() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** For people to type: five groups of four, 98 bits. */
    static String code() {
        return code(5);
    }

    /** Of so many groups of four, each worth 19.6 bits. */
    static String code(int groups) {
        StringBuilder code = new StringBuilder(5 * groups);
        for (int i = 0; i < 4 * groups; i++) {
            if (i > 0 && i % 4 == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** A code as typed: neither its case nor its dashes and spaces matter. */
    static String digestOfCode(String typed) {
        return digest(typed.replaceAll("[-\\s]", "").toUpperCase(Locale.ROOT));
    }

    /** SHA-256 in hexadecimal: enough for what cannot be guessed, unlike a password. */
    static String digest(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares digests without telling by its time where they differ. */
    static boolean same(String digest, String other) {
        return MessageDigest.isEqual(digest.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
