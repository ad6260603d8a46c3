package org.stackdeck.access.role;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.grant.AccessChangedPublisher;
import org.stackdeck.access.grant.GrantEntity;
import org.stackdeck.access.grant.GrantRepository;
import org.stackdeck.access.invitation.InvitationRoleUsageCheck;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;

/** Stores the custom roles in the database. */
@Service
public class JpaRoleService implements RoleService {

    private final RoleRepository roles;
    private final GrantRepository grants;
    private final InvitationRoleUsageCheck invitationRoleUsageCheck;
    private final AdminActionExecutor executor;
    private final AccessChangedPublisher publisher;
    private final ApplicationEventPublisher events;

    JpaRoleService(
            RoleRepository roles,
            GrantRepository grants,
            InvitationRoleUsageCheck invitationRoleUsageCheck,
            AdminActionExecutor executor,
            AccessChangedPublisher publisher,
            ApplicationEventPublisher events) {
        this.roles = roles;
        this.grants = grants;
        this.invitationRoleUsageCheck = invitationRoleUsageCheck;
        this.executor = executor;
        this.publisher = publisher;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Role> list() {
        return Stream.concat(
                        Role.BUILT_IN.stream(),
                        roles.findAllByOrderByName().stream().map(RoleEntity::toRole))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Role> find(String name) {
        return Role.findBuiltIn(name).or(() -> roles.findById(name).map(RoleEntity::toRole));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, RoleUsage> usage() {
        return grants.countByRole().stream()
                .collect(Collectors.groupingBy(GrantRepository.RoleCount::role))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> toUsage(entry.getValue())));
    }

    private static RoleUsage toUsage(List<GrantRepository.RoleCount> counts) {
        return new RoleUsage(
                Math.toIntExact(counts.stream()
                        .mapToLong(GrantRepository.RoleCount::grants)
                        .sum()),
                counts.stream()
                        .map(count -> GrantEntity.grantee(count.granteeType(), count.granteeId()))
                        .collect(Collectors.toSet()));
    }

    @Override
    public Role create(Caller caller, Role role) {
        return store(caller, role, present -> present.isEmpty());
    }

    @Override
    public Role update(Caller caller, Role before, Role role) {
        if (!before.name().equals(role.name())) {
            throw new IllegalArgumentException("a role cannot be renamed");
        }
        return store(caller, role, present -> present.filter(before::equals).isPresent());
    }

    @Override
    public Role createOrUpdate(Caller caller, Role role) {
        return store(caller, role, _ -> true);
    }

    /** @param expected tests whether the stored role, or its absence, is as the caller expects */
    private Role store(Caller caller, Role role, Predicate<Optional<Role>> expected) {
        AdminAction adminAction = new AdminAction(caller, "role.save", "role", role.name(), role.name());
        return executor.execute(adminAction, () -> {
            requireCustom(role.name());
            grants.lock();
            Optional<RoleEntity> before = roles.findById(role.name());
            Optional<Role> present = before.map(RoleEntity::toRole);
            if (!expected.test(present)) {
                throw new RoleConflictException(role.name());
            }
            if (present.filter(role::equals).isEmpty()) {
                RoleEntity stored = before.orElseGet(() -> new RoleEntity(role));
                stored.setPermissions(role);
                roles.save(stored);
                executor.recordSuccess(
                        adminAction, AuditDetail.of("permissions", Permission.codes(role.permissions())));
                events.publishEvent(new RoleChanged(role.name()));
                publisher.publishChange(grants.findByRole(role.name()).stream()
                        .map(GrantEntity::grantee)
                        .toList());
            }
            return role;
        });
    }

    @Override
    public void delete(Caller caller, String name) {
        AdminAction adminAction = new AdminAction(caller, "role.remove", "role", name, name);
        executor.execute(adminAction, () -> {
            requireCustom(name);
            grants.lock();
            RoleEntity stored = roles.findById(name).orElseThrow(() -> new UnknownRoleException(name));
            if (!grants.findByRole(name).isEmpty()) {
                throw new RoleChangeRefusedException(name, RoleChangeRefusedException.Reason.IN_USE);
            }
            if (invitationRoleUsageCheck.isUsed(caller, name)) {
                throw new RoleChangeRefusedException(name, RoleChangeRefusedException.Reason.IN_OPEN_INVITATION);
            }
            roles.delete(stored);
            executor.recordSuccess(adminAction, null);
            events.publishEvent(new RoleChanged(name));
            return true;
        });
    }

    private static void requireCustom(String name) {
        if (Role.findBuiltIn(name).isPresent() || name.isEmpty()) {
            throw new RoleChangeRefusedException(name, RoleChangeRefusedException.Reason.BUILT_IN);
        }
    }
}
