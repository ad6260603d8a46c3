package org.stackdeck.operations;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Passwords for the administrator within a server, made where the person gives none. */
public final class AdminPasswords {

    /** Without what is easily misread: l, I, O, 0, 1. */
    private static final String ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AdminPasswords() {}

    /** Of 16 characters, which is 92 bits. */
    public static String generate() {
        return RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }
}
