package org.stackdeck.identity.group;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/** Keeps groups in memory. Changes require an administrator. */
public class FakeGroupService implements GroupService {

    private final Map<GroupId, Group> groups = new ConcurrentHashMap<>();
    private final UserDirectory userDirectory;

    public FakeGroupService(UserDirectory userDirectory) {
        this.userDirectory = userDirectory;
    }

    @Override
    public List<Group> all() {
        return groups.values().stream()
                .sorted(Comparator.comparing(Group::name))
                .toList();
    }

    @Override
    public Optional<Group> find(GroupId id) {
        return Optional.ofNullable(groups.get(id));
    }

    @Override
    public Optional<Group> find(GroupName name) {
        return all().stream().filter(group -> group.name().equals(name)).findFirst();
    }

    @Override
    public Set<GroupId> findIdsByMember(UserId user) {
        return all().stream()
                .filter(group -> group.members().contains(user))
                .map(Group::id)
                .collect(Collectors.toSet());
    }

    @Override
    public Group create(Caller caller, GroupName name, Set<UserId> members) {
        userDirectory.requireAdministrator(caller);
        if (find(name).isPresent()) {
            throw new GroupNameTakenException(name);
        }
        return put(new Group(new GroupId(UUID.randomUUID()), name, members));
    }

    @Override
    public Group update(Caller caller, GroupId id, GroupName name, Set<UserId> added, Set<UserId> removed) {
        userDirectory.requireAdministrator(caller);
        Set<UserId> members = new HashSet<>(requireKnown(id).members());
        members.addAll(added);
        members.removeAll(removed);
        return put(new Group(id, name, members));
    }

    @Override
    public Group setMembers(Caller caller, GroupId id, Set<UserId> members) {
        userDirectory.requireAdministrator(caller);
        return put(new Group(id, requireKnown(id).name(), members));
    }

    @Override
    public void delete(Caller caller, GroupId id) {
        userDirectory.requireAdministrator(caller);
        groups.remove(id);
    }

    private Group requireKnown(GroupId id) {
        return find(id).orElseThrow(UnknownGroupException::new);
    }

    private Group put(Group group) {
        groups.put(group.id(), group);
        return group;
    }
}
