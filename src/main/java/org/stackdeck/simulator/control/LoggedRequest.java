package org.stackdeck.simulator.control;

import org.jspecify.annotations.Nullable;

/**
 * A request that the simulator has received.
 *
 * @param service catalog type of the service
 * @param path as sent, with the query
 * @param status status of the response; 0 if the connection was closed without one
 * @param token the {@code X-Auth-Token} of the request
 * @param project name of the token's project; null without a valid scoped token
 */
public record LoggedRequest(
        String service,
        String method,
        String path,
        int status,
        String requestId,
        @Nullable String token,
        @Nullable String project) {}
