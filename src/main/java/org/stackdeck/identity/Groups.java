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

    /** @throws GroupNameTakenException when there is one */
    Group create(Caller caller, GroupName name);

    /**
     * Gives it another name.
     *
     * @throws UnknownGroupException when there is no such group
     * @throws GroupNameTakenException when another has the name
     */
    Group rename(Caller caller, GroupId id, GroupName name);

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
