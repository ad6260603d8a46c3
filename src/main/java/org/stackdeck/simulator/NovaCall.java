package org.stackdeck.simulator;

import org.jspecify.annotations.Nullable;

/** A request to Nova with what was found out about it: who asks, in which microversion. */
record NovaCall(Request request, Token token, Microversion version) {

    /** Null for an unscoped token, which may nothing and sees nothing. */
    @Nullable
    SimulatedProject project() {
        return token.project();
    }

    boolean admin() {
        return token.may(Role.ADMIN);
    }

    /** Refuses unless the token has the role, in the words of oslo.policy. */
    void permit(Role role, String policy) {
        if (!token.may(role)) {
            throw Refusal.forbidden("Policy doesn't allow os_compute_api:%s to be performed.".formatted(policy));
        }
    }
}
