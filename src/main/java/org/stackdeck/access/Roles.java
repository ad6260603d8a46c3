package org.stackdeck.access;

import java.util.List;
import java.util.Map;
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

    /** How each role is given that is given at all, by its name. */
    Map<String, RoleUse> uses();

    /**
     * Makes a role.
     *
     * @throws RoleProtectedException when one of that name is built in
     * @throws RoleConflictException when there is one of that name
     */
    Role create(Caller caller, Role role);

    /**
     * Gives a role these permissions, unless someone else has changed it.
     *
     * @param before as the caller saw it
     * @throws RoleProtectedException when it is built in
     * @throws RoleConflictException when it is another one by now, or gone
     */
    Role change(Caller caller, Role before, Role role);

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
     * @throws RoleProtectedException when it is built in, a grant gives it, or an open invitation promises it
     */
    void remove(Caller caller, String word);
}
