package org.stackdeck.access.grant;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupDeleted;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;

@Service
public class DefaultGrantService implements GrantService {

    private final GrantRepository grants;
    private final RoleService roleService;
    private final UserDirectory userDirectory;
    private final GroupService groupService;
    private final AdminActionExecutor executor;
    private final AccessChangedPublisher publisher;
    private final Clock clock;

    DefaultGrantService(
            GrantRepository grants,
            RoleService roleService,
            UserDirectory userDirectory,
            GroupService groupService,
            AdminActionExecutor executor,
            AccessChangedPublisher publisher,
            Clock clock) {
        this.grants = grants;
        this.roleService = roleService;
        this.userDirectory = userDirectory;
        this.groupService = groupService;
        this.executor = executor;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Grant> listByGrantee(Grantee grantee) {
        return toGrants(grants.findByGrantee(grantee).stream());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Grant> listByUser(UserId user) {
        return toGrants(Stream.concat(
                        Stream.of(Grantee.of(user)),
                        groupService.findIdsByMember(user).stream().map(Grantee::of))
                .flatMap(grantee -> grants.findByGrantee(grantee).stream()));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Grant> list() {
        return toGrants(grants.findAll().stream().sorted(GrantEntity.ORDER));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UserId, Integer> countByUser() {
        Map<GroupId, Set<UserId>> members =
                groupService.all().stream().collect(Collectors.toMap(Group::id, Group::members));
        Map<UserId, Integer> counts = new HashMap<>();
        for (GrantEntity grantEntity : grants.findAll()) {
            Set<UserId> users = switch (grantEntity.grantee()) {
                case Grantee.OfUser(var user) -> Set.of(user);
                case Grantee.OfGroup(var group) -> members.getOrDefault(group, Set.of());
            };
            users.forEach(user -> counts.merge(user, 1, Integer::sum));
        }
        return counts;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Grant> find(GrantId id) {
        return grants.findById(id.value()).map(this::toGrant);
    }

    @Override
    public List<GrantCreation> createAll(Caller caller, List<Grantee> grantees, List<GrantTerms> grantTerms) {
        AdminAction adminAction = new AdminAction(caller, "grant.create", "grant", null, null);
        return executor.execute(adminAction, () -> {
            grants.lock();
            List<GrantTerms> known =
                    grantTerms.stream().map(this::withKnownRole).toList();
            Set<Grantee> changed = new LinkedHashSet<>();
            List<GrantCreation> all = grantees.stream()
                    .flatMap(grantee -> findOrCreate(adminAction, grantee, known, changed).stream())
                    .toList();
            if (!changed.isEmpty()) {
                publisher.publishChange(changed);
            }
            return all;
        });
    }

    private List<GrantCreation> findOrCreate(
            AdminAction adminAction, Grantee grantee, List<GrantTerms> grantTerms, Set<Grantee> changed) {
        String name = name(grantee);
        List<Grant> existing = new ArrayList<>(listByGrantee(grantee));
        return grantTerms.stream()
                .map(terms -> existing.stream()
                        .filter(grant -> grant.terms().equals(terms))
                        .findFirst()
                        .map(grant -> new GrantCreation(grant, false))
                        .orElseGet(() -> {
                            requireWithinLimit(existing.size() + 1);
                            Grant given = add(adminAction, grantee, name, terms);
                            existing.add(given);
                            changed.add(grantee);
                            return new GrantCreation(given, true);
                        }))
                .toList();
    }

    @Override
    public List<Grant> replace(Caller caller, Grantee grantee, List<GrantTerms> grantTerms) {
        AdminAction adminAction = new AdminAction(caller, "grant.create", "grant", null, null);
        return executor.execute(adminAction, () -> {
            String name = lockAndName(grantee);
            requireWithinLimit(grantTerms.size());
            List<GrantTerms> missing = new ArrayList<>(
                    grantTerms.stream().map(this::withKnownRole).distinct().toList());
            boolean changed = false;
            for (GrantEntity stored : grants.findByGrantee(grantee)) {
                Grant grant = toGrant(stored);
                if (!missing.remove(grant.terms())) {
                    remove(caller, stored, grant, name);
                    changed = true;
                }
            }
            for (GrantTerms terms : missing) {
                add(adminAction, grantee, name, terms);
                changed = true;
            }
            if (changed) {
                publisher.publishChange(Set.of(grantee));
            }
            return listByGrantee(grantee);
        });
    }

    @Override
    public void revoke(Caller caller, GrantId id) {
        AdminAction adminAction = new AdminAction(caller, "grant.revoke", "grant", id.toString(), null);
        executor.execute(adminAction, () -> {
            grants.lock();
            Optional<GrantEntity> stored = grants.findById(id.value());
            stored.ifPresent(found -> {
                Grant grant = toGrant(found);
                remove(caller, found, grant, name(grant.grantee()));
                publisher.publishChange(Set.of(grant.grantee()));
            });
            return stored.isPresent();
        });
    }

    /**
     * Deletes the grants of a deleted group. The grants are not audited separately, because the deletion of the group
     * is audited.
     */
    @EventListener
    void on(GroupDeleted event) {
        grants.lock();
        grants.findByGrantee(Grantee.of(event.group())).forEach(grants::delete);
    }

    private static void requireWithinLimit(int count) {
        if (count > MAX_PER_GRANTEE) {
            throw new TooManyGrantsException();
        }
    }

    private String lockAndName(Grantee grantee) {
        grants.lock();
        return name(grantee);
    }

    private String name(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OfUser(var user) -> userDirectory.require(user).name().value();
            case Grantee.OfGroup(var group) ->
                groupService.require(group).name().value();
        };
    }

    private List<Grant> toGrants(Stream<GrantEntity> stored) {
        Function<String, Role> roles = roleService.currentRoles();
        return stored.map(grantEntity -> grantEntity.toGrant(roles)).toList();
    }

    private Grant toGrant(GrantEntity stored) {
        return stored.toGrant(roleService::currentRole);
    }

    /** Replaces a named role with the current role of that name. */
    private GrantTerms withKnownRole(GrantTerms grantTerms) {
        Role role = grantTerms.role();
        return role.isNamed()
                ? grantTerms.withRole(
                        roleService.find(role.name()).orElseThrow(() -> new UnknownRoleException(role.name())))
                : grantTerms;
    }

    private Grant add(AdminAction adminAction, Grantee grantee, String name, GrantTerms grantTerms) {
        GrantEntity stored = grants.save(
                new GrantEntity(grantee, grantTerms, adminAction.caller().userId(), clock.instant()));
        Grant given = toGrant(stored);
        executor.recordSuccess(
                adminAction.withObject(given.id().toString(), name), GrantAuditFormatter.describe(given, name));
        return given;
    }

    private void remove(Caller caller, GrantEntity stored, Grant grant, String name) {
        grants.delete(stored);
        executor.recordSuccess(
                new AdminAction(caller, "grant.revoke", "grant", grant.id().toString(), name),
                GrantAuditFormatter.describe(grant, name));
    }
}
