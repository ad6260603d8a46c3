package org.stackdeck.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.AdministratorWork.Deed;

/** Manages groups in the database. */
@Service
class StoredGroups implements Groups {

    private final GroupRepository groups;
    private final Directory directory;
    private final AdministratorWork work;
    private final ApplicationEventPublisher events;

    StoredGroups(
            GroupRepository groups, Directory directory, AdministratorWork work, ApplicationEventPublisher events) {
        this.groups = groups;
        this.directory = directory;
        this.work = work;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Group> all() {
        return groups.findAllByOrderByName().stream().map(StoredGroup::toGroup).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Group> find(GroupId id) {
        return groups.findById(id.value()).map(StoredGroup::toGroup);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Group> find(GroupName name) {
        return groups.findByName(name.value()).map(StoredGroup::toGroup);
    }

    @Override
    @Transactional(readOnly = true)
    public Set<GroupId> of(UserId user) {
        return groups.ofMember(user.value()).stream().map(GroupId::new).collect(Collectors.toSet());
    }

    @Override
    public Group create(Caller caller, GroupName name, Set<UserId> members) {
        Deed deed = new Deed(caller, "group.create", "group", null, name.value());
        return work.perform(deed, () -> {
            groups.lock();
            requireFree(name);
            StoredGroup stored = new StoredGroup(name);
            stored.members(members);
            String names = names(members, Set.of());
            Group made = groups.saveAndFlush(stored).toGroup();
            work.done(deed.on(made.id().toString(), name.value()), "added=" + names);
            events.publishEvent(new GroupChanged(made.id(), members));
            return made;
        });
    }

    @Override
    public Group edit(Caller caller, GroupId id, GroupName name, Set<UserId> in, Set<UserId> out) {
        return change(caller, id, before -> {
            Set<UserId> members = new HashSet<>(before.members());
            members.addAll(in);
            members.removeAll(out);
            return new Group(id, name, members);
        });
    }

    @Override
    public Group setMembers(Caller caller, GroupId id, Set<UserId> members) {
        return change(caller, id, before -> new Group(id, before.name(), members));
    }

    @Override
    public void remove(Caller caller, GroupId id) {
        Deed deed = new Deed(caller, "group.remove", "group", id.toString(), null);
        work.perform(deed, () -> {
            groups.lock();
            Optional<StoredGroup> stored = groups.findById(id.value());
            stored.ifPresent(found -> {
                Group group = found.toGroup();
                events.publishEvent(new GroupRemoved(id));
                groups.delete(found);
                work.done(deed.on(id.toString(), group.name().value()), null);
                events.publishEvent(new GroupChanged(id, group.members()));
            });
            return stored.isPresent();
        });
    }

    private Group change(Caller caller, GroupId id, UnaryOperator<Group> edit) {
        Deed deed = new Deed(caller, "group.members", "group", id.toString(), null);
        return work.perform(deed, () -> {
            groups.lock();
            StoredGroup stored = groups.findById(id.value()).orElseThrow(UnknownGroupException::new);
            Group before = stored.toGroup();
            Group after = edit.apply(before);
            rename(caller, stored, before, after);
            Set<UserId> changed = difference(before.members(), after.members());
            if (!changed.isEmpty()) {
                stored.members(after.members());
                work.done(
                        deed.on(id.toString(), after.name().value()),
                        "added=" + names(after.members(), before.members()) + " removed="
                                + names(before.members(), after.members()));
            }
            groups.saveAndFlush(stored);
            if (!before.equals(after)) {
                events.publishEvent(new GroupChanged(id, changed));
            }
            return after;
        });
    }

    private void rename(Caller caller, StoredGroup stored, Group before, Group after) {
        if (!before.name().equals(after.name())) {
            requireFree(after.name());
            stored.rename(after.name());
            Deed deed = new Deed(
                    caller,
                    "group.rename",
                    "group",
                    before.id().toString(),
                    before.name().value());
            work.done(deed, "name=" + after.name());
        }
    }

    private void requireFree(GroupName name) {
        if (groups.findByName(name.value()).isPresent()) {
            throw new GroupNameTakenException(name);
        }
    }

    /** Names of the users in the first set but not in the second. */
    private String names(Set<UserId> these, Set<UserId> without) {
        return these.stream()
                .filter(user -> !without.contains(user))
                .map(user -> directory.find(user).orElseThrow(UnknownUserException::new))
                .map(user -> user.name().value())
                .sorted()
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Set<UserId> difference(Set<UserId> one, Set<UserId> other) {
        Set<UserId> all = new HashSet<>(one);
        all.addAll(other);
        all.removeIf(user -> one.contains(user) && other.contains(user));
        return all;
    }
}
