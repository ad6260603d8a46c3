package org.stackdeck.identity.group;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/** Manages groups in the database. */
@Service
public class JpaGroupService implements GroupService {

    private final GroupRepository groups;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;
    private final ApplicationEventPublisher events;

    JpaGroupService(
            GroupRepository groups,
            UserDirectory userDirectory,
            AdminActionExecutor executor,
            ApplicationEventPublisher events) {
        this.groups = groups;
        this.userDirectory = userDirectory;
        this.executor = executor;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Group> all() {
        return groups.findAllByOrderByName().stream().map(GroupEntity::toGroup).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Group> find(GroupId id) {
        return groups.findById(id.value()).map(GroupEntity::toGroup);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Group> find(GroupName name) {
        return groups.findByName(name.value()).map(GroupEntity::toGroup);
    }

    @Override
    @Transactional(readOnly = true)
    public Set<GroupId> findIdsByMember(UserId user) {
        return groups.ofMember(user.value()).stream().map(GroupId::new).collect(Collectors.toSet());
    }

    @Override
    public Group create(Caller caller, GroupName name, Set<UserId> members) {
        AdminAction adminAction = new AdminAction(caller, "group.create", "group", null, name.value());
        return executor.execute(adminAction, () -> {
            groups.lock();
            requireNameAvailable(name);
            GroupEntity stored = new GroupEntity(name);
            stored.setMembers(members);
            List<String> names = names(members, Set.of());
            Group created = groups.saveAndFlush(stored).toGroup();
            executor.recordSuccess(
                    adminAction.withObject(created.id().toString(), name.value()), AuditDetail.of("added", names));
            events.publishEvent(new GroupChanged(created.id(), members));
            return created;
        });
    }

    @Override
    public Group update(Caller caller, GroupId id, GroupName name, Set<UserId> added, Set<UserId> removed) {
        return change(caller, id, before -> {
            Set<UserId> members = new HashSet<>(before.members());
            members.addAll(added);
            members.removeAll(removed);
            return new Group(id, name, members);
        });
    }

    @Override
    public Group setMembers(Caller caller, GroupId id, Set<UserId> members) {
        return change(caller, id, before -> new Group(id, before.name(), members));
    }

    @Override
    public void delete(Caller caller, GroupId id) {
        AdminAction adminAction = new AdminAction(caller, "group.remove", "group", id.toString(), null);
        executor.execute(adminAction, () -> {
            groups.lock();
            Optional<GroupEntity> stored = groups.findById(id.value());
            stored.ifPresent(found -> {
                Group group = found.toGroup();
                events.publishEvent(new GroupDeleted(id));
                groups.delete(found);
                executor.recordSuccess(
                        adminAction.withObject(id.toString(), group.name().value()), null);
                events.publishEvent(new GroupChanged(id, group.members()));
            });
            return stored.isPresent();
        });
    }

    private Group change(Caller caller, GroupId id, UnaryOperator<Group> edit) {
        AdminAction adminAction = new AdminAction(caller, "group.members", "group", id.toString(), null);
        return executor.execute(adminAction, () -> {
            groups.lock();
            GroupEntity stored = groups.findById(id.value()).orElseThrow(UnknownGroupException::new);
            Group before = stored.toGroup();
            Group after = edit.apply(before);
            rename(caller, stored, before, after);
            Set<UserId> changed = difference(before.members(), after.members());
            if (!changed.isEmpty()) {
                stored.setMembers(after.members());
                executor.recordSuccess(
                        adminAction.withObject(id.toString(), after.name().value()),
                        AuditDetail.of("added", names(after.members(), before.members()))
                                .with("removed", names(before.members(), after.members())));
            }
            groups.saveAndFlush(stored);
            if (!before.equals(after)) {
                events.publishEvent(new GroupChanged(id, changed));
            }
            return after;
        });
    }

    private void rename(Caller caller, GroupEntity stored, Group before, Group after) {
        if (!before.name().equals(after.name())) {
            requireNameAvailable(after.name());
            stored.rename(after.name());
            AdminAction adminAction = new AdminAction(
                    caller,
                    "group.rename",
                    "group",
                    before.id().toString(),
                    before.name().value());
            executor.recordSuccess(adminAction, AuditDetail.of("name", after.name()));
        }
    }

    private void requireNameAvailable(GroupName name) {
        if (groups.findByName(name.value()).isPresent()) {
            throw new GroupNameTakenException(name);
        }
    }

    /** Returns the names of the users that are in the first set but not in the second. */
    private List<String> names(Set<UserId> these, Set<UserId> without) {
        return these.stream()
                .filter(user -> !without.contains(user))
                .map(user -> userDirectory.require(user).name().value())
                .sorted()
                .toList();
    }

    private static Set<UserId> difference(Set<UserId> userIds, Set<UserId> other) {
        Set<UserId> all = new HashSet<>(userIds);
        all.addAll(other);
        all.removeIf(user -> userIds.contains(user) && other.contains(user));
        return all;
    }
}
