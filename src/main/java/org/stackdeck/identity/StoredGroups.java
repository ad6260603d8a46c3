package org.stackdeck.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.AdministratorWork.Deed;

/** The groups in the database. */
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
    public Group create(Caller caller, GroupName name) {
        Deed deed = new Deed(caller, "group.create", "group", null, name.value());
        return work.perform(deed, () -> {
            groups.lock();
            requireFree(name);
            Group made = groups.saveAndFlush(new StoredGroup(name)).toGroup();
            work.done(deed.on(made.id().toString(), name.value()), null);
            events.publishEvent(new GroupChanged(made.id(), Set.of()));
            return made;
        });
    }

    @Override
    public Group rename(Caller caller, GroupId id, GroupName name) {
        return change(new Deed(caller, "group.rename", "group", id.toString(), null), id, stored -> {
            Group before = stored.toGroup();
            if (before.name().equals(name)) {
                return null;
            }
            requireFree(name);
            stored.rename(name);
            return "name=" + name;
        });
    }

    @Override
    public Group setMembers(Caller caller, GroupId id, Set<UserId> members) {
        return change(new Deed(caller, "group.members", "group", id.toString(), null), id, stored -> {
            Set<UserId> before = stored.toGroup().members();
            if (before.equals(members)) {
                return null;
            }
            stored.members(members);
            return "added=" + names(members, before) + " removed=" + names(before, members);
        });
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

    /** @param deed gives what it changed, or null for nothing */
    private Group change(Deed deed, GroupId id, Function<StoredGroup, @Nullable String> deedOn) {
        return work.perform(deed, () -> {
            groups.lock();
            StoredGroup stored = groups.findById(id.value()).orElseThrow(UnknownGroupException::new);
            Group before = stored.toGroup();
            String detail = deedOn.apply(stored);
            Group after = groups.saveAndFlush(stored).toGroup();
            if (detail != null) {
                work.done(deed.on(id.toString(), before.name().value()), detail);
                events.publishEvent(new GroupChanged(id, difference(before.members(), after.members())));
            }
            return after;
        });
    }

    private void requireFree(GroupName name) {
        if (groups.findByName(name.value()).isPresent()) {
            throw new GroupNameTakenException(name);
        }
    }

    /** The names of those in the one set and not in the other. */
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
