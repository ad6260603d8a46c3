package org.stackdeck.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A request that was answered.
 *
 * @param service the catalog type of the service asked
 * @param path as sent, with its query
 * @param token the {@code X-Auth-Token} it came with
 * @param project name of the project that the token is for; null without a valid scoped token
 */
public record SeenRequest(
        String service,
        String method,
        String path,
        int status,
        String requestId,
        @Nullable String token,
        @Nullable String project) {}
