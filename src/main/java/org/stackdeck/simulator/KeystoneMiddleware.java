package org.stackdeck.simulator;

import tools.jackson.databind.node.ObjectNode;

/** The response of keystonemiddleware to a request without a valid token, before the request reaches a service. */
final class KeystoneMiddleware {

    private KeystoneMiddleware() {}

    static Reply unauthorized(String keystone) {
        ObjectNode document = Json.object();
        document.putObject("error")
                .put("code", 401)
                .put("title", "Unauthorized")
                .put("message", "The request you have made requires authentication.");
        return Reply.json(401, document).with("WWW-Authenticate", "Keystone uri=\"" + keystone + "\"");
    }
}
