package org.stackdeck.api.servers;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Generates passwords for a server's administrator when the user does not supply one. */
public final class AdminPasswordGenerator {

    /** Excludes characters that are easily misread: l, I, O, 0, 1. */
    private static final String ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AdminPasswordGenerator() {}

    /** Generates a password of 16 characters with 93 bits of entropy. */
    public static String generate() {
        return RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }
}
