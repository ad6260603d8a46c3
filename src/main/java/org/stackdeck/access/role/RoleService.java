package org.stackdeck.access.role;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stackdeck.access.Role;
import org.stackdeck.identity.Caller;

/**
 * Lists the built-in and custom roles, and manages the custom roles. Changes require an administrator: other callers
 * are refused with {@link org.stackdeck.identity.NotAdministratorException}, and administrators whose last
 * authentication is too old with {@link org.stackdeck.identity.StepUpRequiredException}. Each change is audited. It
 * takes effect immediately for the actions of all users with the role. Pages and lists on other instances may use the
 * old role for up to ten seconds.
 */
public interface RoleService {

    /** Returns the built-in roles, followed by the custom roles ordered by name. */
    List<Role> list();

    Optional<Role> find(String name);

    /** Returns the current role with this name. If the role does not exist, the result has no permissions. */
    default Role currentRole(String name) {
        return find(name).orElseGet(() -> new Role(name, Set.of()));
    }

    /** Returns a function that maps a name to its {@link #currentRole}. Runs only one query for all names. */
    default Function<String, Role> currentRoles() {
        Map<String, Role> known = list().stream().collect(Collectors.toMap(Role::name, Function.identity()));
        return name -> Optional.ofNullable(known.get(name)).orElseGet(() -> new Role(name, Set.of()));
    }

    /** Returns the usage of the roles that have grants, by role name. */
    Map<String, RoleUsage> usage();

    /**
     * Creates a custom role.
     *
     * @throws RoleChangeRefusedException if a built-in role has this name
     * @throws RoleConflictException if a role with this name exists
     */
    Role create(Caller caller, Role role);

    /**
     * Changes the permissions of a role, unless it was changed concurrently.
     *
     * @param before role as the caller saw it
     * @throws RoleChangeRefusedException if the role is built in
     * @throws RoleConflictException if the role was changed or deleted
     */
    Role update(Caller caller, Role before, Role role);

    /**
     * Creates a role or replaces the permissions of the existing one.
     *
     * @throws RoleChangeRefusedException if the role is built in
     */
    Role createOrUpdate(Caller caller, Role role);

    /**
     * Deletes a custom role.
     *
     * @throws UnknownRoleException if the role does not exist
     * @throws RoleChangeRefusedException if the role is built in, used by a grant, or part of an open invitation
     */
    void delete(Caller caller, String name);
}
