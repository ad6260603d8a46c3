package org.stackdeck.access;

import java.util.List;
import java.util.Optional;
import org.stackdeck.identity.Caller;

/**
 * The roles: those built in, and the company's own. Changes are for administrators, anyone else's is refused by
 * {@link org.stackdeck.identity.NotAdministratorException}; each is audited, and shows at once to everyone who has the
 * role.
 */
public interface Roles {

    /** Those built in first, then the others by name. */
    List<Role> all();

    Optional<Role> find(String word);

    /**
     * Makes a role, or gives the one of its name these permissions.
     *
     * @throws RoleProtectedException when it is built in
     */
    Role save(Caller caller, Role role);

    /**
     * Takes the role away.
     *
     * @throws UnknownRoleException when there is none
     * @throws RoleProtectedException when it is built in, or a grant gives it
     */
    void remove(Caller caller, String word);
}
