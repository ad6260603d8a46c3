package org.stackdeck.ui;

import java.security.SecureRandom;
import java.util.Base64;

/** A word that is in a page's policy and on its own scripts, so that the browser runs no script that got in otherwise. */
public final class ScriptNonce {

    /** Where the request keeps it until the headers are written. */
    public static final String ATTRIBUTE = ScriptNonce.class.getName();

    private static final SecureRandom RANDOM = new SecureRandom();

    private ScriptNonce() {}

    static String draw() {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
