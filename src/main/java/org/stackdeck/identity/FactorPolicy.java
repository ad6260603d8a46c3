package org.stackdeck.identity;

import java.util.Set;

/** Which roles require a second factor. */
public interface FactorPolicy {

    Set<User.Role> required();

    /**
     * Requires a second factor of all with this role, or does no more. Whoever has none sets one up at their next sign-in,
     * before anything else; sessions that go without one end.
     *
     * @throws NotAdministratorException when the caller is none
     * @throws StepUpRequiredException when the caller's last proof is too old
     * @throws FactorException when it is the caller's own role, and they have no second factor yet
     */
    void require(Caller caller, User.Role role, boolean required);
}
