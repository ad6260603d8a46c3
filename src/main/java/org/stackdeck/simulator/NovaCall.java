package org.stackdeck.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request to Nova with its token and microversion. */
record NovaCall(Request request, Token token, Microversion version) {

    /** The project of the token; null for an unscoped token, which has no access. */
    @Nullable
    SimulatedProject project() {
        return token.project();
    }

    /** ID of the project; empty for an unscoped token. */
    String projectId() {
        SimulatedProject its = project();
        return its == null ? "" : its.id();
    }

    boolean admin() {
        return token.may(Role.ADMIN);
    }

    /** @throws Refusal if the body is missing or invalid */
    JsonNode body() {
        if (request.body().isEmpty()) {
            throw Refusal.badRequest("None is not of type 'object'");
        }
        return request.json().orElseThrow(() -> Refusal.badRequest("Malformed request body"));
    }

    /** Requires the role; rejects the request with the message of oslo.policy. */
    void permit(Role role, String policy) {
        if (!token.may(role)) {
            throw Refusal.forbidden("Policy doesn't allow os_compute_api:%s to be performed.".formatted(policy));
        }
    }
}
