package org.stackdeck.access.grant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * Manages grants. Changes require an administrator: other callers are refused with {@link
 * org.stackdeck.identity.NotAdministratorException}, and administrators whose last authentication is too old with
 * {@link org.stackdeck.identity.StepUpRequiredException}. Each change and refusal is audited; changes are published as
 * {@link AccessChanged} for each affected user.
 */
public interface GrantService {

    int MAX_PER_GRANTEE = 1000;

    /**
     * Returns the grants to this user or group, including inactive ones. Does not include grants to the groups of a
     * user.
     */
    List<Grant> listByGrantee(Grantee grantee);

    /** Returns the grants that apply to the user: their own and those of their groups, including inactive ones. */
    List<Grant> listByUser(UserId user);

    List<Grant> list();

    /** Returns the number of grants that apply to each user, for users with at least one. */
    Map<UserId, Integer> countByUser();

    Optional<Grant> find(GrantId id);

    /**
     * Creates a grant, or returns the existing grant with equal terms.
     *
     * @throws TooManyGrantsException if the grantee already has {@link #MAX_PER_GRANTEE} grants
     * @throws org.stackdeck.identity.UnknownUserException if the user does not exist
     * @throws org.stackdeck.identity.group.UnknownGroupException if the group does not exist
     * @throws UnknownRoleException if the role does not exist
     */
    default GrantCreation create(Caller caller, Grantee grantee, GrantTerms grantTerms) {
        return createAll(caller, List.of(grantee), List.of(grantTerms)).getFirst();
    }

    /**
     * Creates a grant for each combination of grantee and terms in one transaction. Existing grants with equal terms
     * are kept.
     *
     * @return the grants, including existing ones
     * @throws TooManyGrantsException if a grantee would have more than {@link #MAX_PER_GRANTEE} grants
     * @throws org.stackdeck.identity.UnknownUserException if a user does not exist
     * @throws org.stackdeck.identity.group.UnknownGroupException if a group does not exist
     * @throws UnknownRoleException if a role does not exist
     */
    List<GrantCreation> createAll(Caller caller, List<Grantee> grantees, List<GrantTerms> grantTerms);

    /**
     * Replaces all grants of the user or group in one transaction. Grants with unchanged terms are kept.
     *
     * @throws TooManyGrantsException if more than {@link #MAX_PER_GRANTEE} terms are given
     * @throws org.stackdeck.identity.UnknownUserException if the user does not exist
     * @throws org.stackdeck.identity.group.UnknownGroupException if the group does not exist
     * @throws UnknownRoleException if the role does not exist
     */
    List<Grant> replace(Caller caller, Grantee grantee, List<GrantTerms> grantTerms);

    /** Revokes a grant; has no effect if the grant does not exist. */
    void revoke(Caller caller, GrantId grant);
}
