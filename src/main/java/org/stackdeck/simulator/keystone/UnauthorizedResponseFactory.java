package org.stackdeck.simulator.keystone;

import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the response to a request without a valid token. In OpenStack, keystonemiddleware sends this response before
 * the request reaches a service.
 */
public final class UnauthorizedResponseFactory {

    private UnauthorizedResponseFactory() {}

    public static ApiResponse unauthorized(String keystone) {
        ObjectNode document = Json.object();
        document.putObject("error")
                .put("code", 401)
                .put("title", "Unauthorized")
                .put("message", "The request you have made requires authentication.");
        return ApiResponse.json(401, document).withHeader("WWW-Authenticate", "Keystone uri=\"" + keystone + "\"");
    }
}
