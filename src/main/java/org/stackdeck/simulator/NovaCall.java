package org.stackdeck.simulator;

/** A request to Nova with what was found out about it: who asks, in which project, in which microversion. */
record NovaCall(Request request, Token token, SimulatedProject project, Microversion version) {

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
