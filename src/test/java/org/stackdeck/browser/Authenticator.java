package org.stackdeck.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** A telephone or laptop that has checked its owner, made up by Chromium. */
final class Authenticator {

    private Authenticator() {}

    /** Until it is detached, it answers the page. */
    static CDPSession of(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject request = new JsonObject();
        request.add("options", options);
        session.send("WebAuthn.addVirtualAuthenticator", request);
        return session;
    }
}
