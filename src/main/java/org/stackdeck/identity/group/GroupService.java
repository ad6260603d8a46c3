package org.stackdeck.identity.group;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UserId;

/**
 * Manages groups of users. Changes require an administrator: other callers are refused with
 * {@link NotAdministratorException}. Changes also require a recent authentication
 * ({@link org.stackdeck.identity.StepUpRequiredException}). Changes and these refusals are audited; changes are
 * published as {@link GroupChanged}.
 */
public interface GroupService {

    /** Returns all groups, ordered by name. */
    List<Group> all();

    Optional<Group> find(GroupId id);

    Optional<Group> find(GroupName name);

    /** Finds a group by name; also returns empty if the name is invalid. */
    default Optional<Group> findByName(String name) {
        return GroupName.parse(name).flatMap(this::find);
    }

    /** Returns the group; throws {@link UnknownGroupException} if the group does not exist. */
    default Group require(GroupId id) {
        return find(id).orElseThrow(UnknownGroupException::new);
    }

    /** Returns the group; throws {@link UnknownGroupException} if the group does not exist or the name is invalid. */
    default Group requireByName(String name) {
        return findByName(name).orElseThrow(UnknownGroupException::new);
    }

    Set<GroupId> findIdsByMember(UserId user);

    /**
     * @throws GroupNameTakenException if the name is taken
     * @throws UnknownUserException if one of the members does not exist
     */
    Group create(Caller caller, GroupName name, Set<UserId> members);

    /**
     * Renames the group, and adds and removes members. Concurrent changes to other members are kept.
     *
     * @throws UnknownGroupException if the group does not exist
     * @throws GroupNameTakenException if the name is taken
     * @throws UnknownUserException if one of the added users does not exist
     */
    Group update(Caller caller, GroupId id, GroupName name, Set<UserId> added, Set<UserId> removed);

    /**
     * Replaces the members of the group.
     *
     * @throws UnknownGroupException if the group does not exist
     * @throws UnknownUserException if one of the users does not exist
     */
    Group setMembers(Caller caller, GroupId id, Set<UserId> members);

    /** Deletes the group and its grants; has no effect if the group does not exist. */
    void delete(Caller caller, GroupId id);
}
