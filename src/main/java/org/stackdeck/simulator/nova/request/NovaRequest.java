package org.stackdeck.simulator.nova.request;

import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import tools.jackson.databind.JsonNode;

/** A request to Nova with its token and microversion. */
public record NovaRequest(ApiRequest request, Token token, Microversion version) {

    /** Returns the project of the token; null for an unscoped token. */
    @Nullable
    public SimulatedProject project() {
        return token.project();
    }

    /** Returns the ID of the project; empty for an unscoped token. */
    public String projectId() {
        SimulatedProject its = project();
        return its == null ? "" : its.id();
    }

    public boolean isAdmin() {
        return token.hasRole(Role.ADMIN);
    }

    /** @throws ApiException 400 if the body is missing or is not a JSON object */
    public JsonNode body() {
        if (request.body().isEmpty()) {
            throw ApiException.badRequest("None is not of type 'object'");
        }
        return request.requireJson();
    }

    /**
     * Requires the role.
     *
     * @param policy policy rule, without {@code os_compute_api:}
     * @throws ApiException 403 with the message of oslo.policy if the token does not have the role
     */
    public void requireRole(Role role, String policy) {
        if (!token.hasRole(role)) {
            throw ApiException.forbidden("Policy doesn't allow os_compute_api:%s to be performed.".formatted(policy));
        }
    }
}
