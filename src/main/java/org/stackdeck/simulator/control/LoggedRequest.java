package org.stackdeck.simulator.control;

import org.jspecify.annotations.Nullable;

/**
 * A logged request.
 *
 * @param service catalog type of the service
 * @param path as sent, with the query
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
