package org.stackdeck.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** Adds virtual authenticators to pages of Chromium. Each authenticator reports that it has verified its user. */
final class VirtualAuthenticator {

    private VirtualAuthenticator() {}

    /** Adds an authenticator that responds to the page's WebAuthn requests until the returned session is detached. */
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
