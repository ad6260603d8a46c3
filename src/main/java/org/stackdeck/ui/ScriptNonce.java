package org.stackdeck.ui;

import jakarta.servlet.ServletRequest;
import java.security.SecureRandom;
import java.util.Base64;

/** The nonce of a request: part of the page's content security policy and set on the page's own inline scripts. */
public final class ScriptNonce {

    /** The request attribute with the nonce. */
    static final String ATTRIBUTE = ScriptNonce.class.getName();

    private static final SecureRandom RANDOM = new SecureRandom();

    private ScriptNonce() {}

    /** Creates the nonce of a request and stores it in the request. */
    public static String create(ServletRequest request) {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        request.setAttribute(ATTRIBUTE, nonce);
        return nonce;
    }
}
