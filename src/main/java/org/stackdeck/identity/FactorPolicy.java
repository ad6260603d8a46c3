package org.stackdeck.identity;

import java.util.Set;

/** Policy that defines which roles require a second factor. */
public interface FactorPolicy {

    Set<User.Role> required();

    /**
     * Sets whether the role requires a second factor. Users without one set it up at their next sign-in; sessions
     * without a second factor end.
     *
     * @throws NotAdministratorException if the caller is not an administrator
     * @throws StepUpRequiredException if the caller's last authentication is too old
     * @throws FactorException if it is the caller's own role and they have no second factor
     */
    void require(Caller caller, User.Role role, boolean required);
}
