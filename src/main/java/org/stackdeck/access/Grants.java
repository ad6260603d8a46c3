package org.stackdeck.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * The grants, for administrators: anyone else's change is refused by
 * {@link org.stackdeck.identity.NotAdministratorException}. Each change is audited, refused ones too, and published as
 * {@link AccessChanged} for everyone whom it concerns.
 */
public interface Grants {

    /** How many one user or group may have. */
    int MOST = 1000;

    /** All grants to this user or group, also those that do not hold now; not those to a user's groups. */
    List<Grant> of(Grantee grantee);

    /** All grants that reach a user: their own, and those of their groups. */
    List<Grant> reaching(UserId user);

    List<Grant> all();

    /** How many grants reach each user who is reached by any. */
    Map<UserId, Integer> countsReaching();

    Optional<Grant> find(GrantId id);

    /**
     * Gives one more. One that is there already, in all its parts, is not given twice.
     *
     * @throws TooManyGrantsException when there would be more than {@link #MOST}
     * @throws org.stackdeck.identity.UnknownUserException when there is no such user
     * @throws org.stackdeck.identity.UnknownGroupException when there is no such group
     * @throws UnknownRoleException when there is no role of that name
     */
    Grant give(Caller caller, Grantee grantee, Terms terms);

    /**
     * Makes these the only grants to the user or group, all at once. Those that stay keep their ids.
     *
     * @throws TooManyGrantsException when there would be more than {@link #MOST}
     * @throws org.stackdeck.identity.UnknownUserException when there is no such user
     * @throws org.stackdeck.identity.UnknownGroupException when there is no such group
     * @throws UnknownRoleException when there is no role of that name
     */
    List<Grant> replace(Caller caller, Grantee grantee, List<Terms> terms);

    /** Takes a grant back; one that is gone already is no error. */
    void revoke(Caller caller, GrantId grant);
}
