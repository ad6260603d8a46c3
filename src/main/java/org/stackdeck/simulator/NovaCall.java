package org.stackdeck.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request to Nova with what was found out about it: who asks, in which microversion. */
record NovaCall(Request request, Token token, Microversion version) {

    /** Null for an unscoped token, which may nothing and sees nothing. */
    @Nullable
    SimulatedProject project() {
        return token.project();
    }

    /** Empty for an unscoped token. */
    String projectId() {
        SimulatedProject its = project();
        return its == null ? "" : its.id();
    }

    boolean admin() {
        return token.may(Role.ADMIN);
    }

    /** @throws Refusal when there is none, or none that is JSON */
    JsonNode body() {
        if (request.body().isEmpty()) {
            throw Refusal.badRequest("None is not of type 'object'");
        }
        return request.json().orElseThrow(() -> Refusal.badRequest("Malformed request body"));
    }

    /** Refuses unless the token has the role, in the words of oslo.policy. */
    void permit(Role role, String policy) {
        if (!token.may(role)) {
            throw Refusal.forbidden("Policy doesn't allow os_compute_api:%s to be performed.".formatted(policy));
        }
    }
}
