package org.stackdeck.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Groups of users. Changes are for administrators: anyone else's is refused by {@link NotAdministratorException}. Each is
 * audited, refused ones too, and published as {@link GroupChanged}.
 */
public interface Groups {

    /** By name. */
    List<Group> all();

    Optional<Group> find(GroupId id);

    Optional<Group> find(GroupName name);

    /** Those that the user is in. */
    Set<GroupId> of(UserId user);

    /**
     * Makes a group with these members.
     *
     * @throws GroupNameTakenException when there is one
     * @throws UnknownUserException when one of the members does not exist
     */
    Group create(Caller caller, GroupName name, Set<UserId> members);

    /**
     * Gives it another name, and lets some in and others out; whoever came or went meanwhile is left as they are.
     *
     * @throws UnknownGroupException when there is no such group
     * @throws GroupNameTakenException when another has the name
     * @throws UnknownUserException when one of those to be let in does not exist
     */
    Group edit(Caller caller, GroupId id, GroupName name, Set<UserId> in, Set<UserId> out);

    /**
     * Makes these its only members.
     *
     * @throws UnknownGroupException when there is no such group
     * @throws UnknownUserException when one of them does not exist
     */
    Group setMembers(Caller caller, GroupId id, Set<UserId> members);

    /** Removes it, and what was granted to it; one that is gone already is no error. */
    void remove(Caller caller, GroupId id);
}
