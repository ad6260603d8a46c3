package org.stackdeck.identity.factor;

import java.util.Set;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;

/** Policy that defines which roles require a second factor. */
public interface SecondFactorPolicy {

    Set<User.Role> requiredRoles();

    /**
     * Sets whether the role requires a second factor. Users without one set it up at their next sign-in; sessions
     * without a second factor end.
     *
     * @throws NotAdministratorException if the caller is not an administrator
     * @throws StepUpRequiredException if the caller's last authentication is too old
     * @throws AuthenticationFactorException if it is the caller's own role and they have no second factor
     */
    void setRequired(Caller caller, User.Role role, boolean required);
}
