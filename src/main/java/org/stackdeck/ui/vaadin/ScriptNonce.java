package org.stackdeck.ui.vaadin;

import jakarta.servlet.ServletRequest;
import java.security.SecureRandom;
import java.util.Base64;

/** Nonce of a request. It is part of the content security policy and is set on the inline scripts of the page. */
public final class ScriptNonce {

    /** Name of the request attribute that contains the nonce. */
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
