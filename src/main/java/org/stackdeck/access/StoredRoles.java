package org.stackdeck.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.AdministratorWork;
import org.stackdeck.identity.AdministratorWork.Deed;
import org.stackdeck.identity.Caller;

/** Manages built-in roles and the custom roles in the database. */
@Service
class StoredRoles implements Roles {

    private final RoleRepository roles;
    private final GrantRepository grants;
    private final OpenPromises promises;
    private final AdministratorWork work;
    private final GrantNews news;
    private final ApplicationEventPublisher events;

    StoredRoles(
            RoleRepository roles,
            GrantRepository grants,
            OpenPromises promises,
            AdministratorWork work,
            GrantNews news,
            ApplicationEventPublisher events) {
        this.roles = roles;
        this.grants = grants;
        this.promises = promises;
        this.work = work;
        this.news = news;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Role> all() {
        return Stream.concat(
                        Role.BUILT_IN.stream(),
                        roles.findAllByOrderByName().stream().map(StoredRole::toRole))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Role> find(String word) {
        return Role.builtIn(word).or(() -> roles.findById(word).map(StoredRole::toRole));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, RoleUse> uses() {
        return grants.countByRole().stream()
                .collect(Collectors.groupingBy(GrantRepository.RoleCount::role))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> use(entry.getValue())));
    }

    private static RoleUse use(List<GrantRepository.RoleCount> counts) {
        return new RoleUse(
                Math.toIntExact(counts.stream()
                        .mapToLong(GrantRepository.RoleCount::grants)
                        .sum()),
                counts.stream()
                        .map(count -> StoredGrant.grantee(count.subjectType(), count.subjectId()))
                        .collect(Collectors.toSet()));
    }

    @Override
    public Role create(Caller caller, Role role) {
        return put(caller, role, present -> present.isEmpty());
    }

    @Override
    public Role change(Caller caller, Role before, Role role) {
        if (!before.word().equals(role.word())) {
            throw new IllegalArgumentException("a role keeps its name");
        }
        return put(caller, role, present -> present.filter(before::equals).isPresent());
    }

    @Override
    public Role save(Caller caller, Role role) {
        return put(caller, role, _ -> true);
    }

    /** @param expected whether the current role, or its absence, is as the caller expects */
    private Role put(Caller caller, Role role, Predicate<Optional<Role>> expected) {
        Deed deed = new Deed(caller, "role.save", "role", role.word(), role.word());
        return work.perform(deed, () -> {
            requireOwn(role.word());
            grants.lock();
            Optional<StoredRole> before = roles.findById(role.word());
            Optional<Role> present = before.map(StoredRole::toRole);
            if (!expected.test(present)) {
                throw new RoleConflictException(role.word(), present.orElse(null));
            }
            if (present.filter(role::equals).isEmpty()) {
                StoredRole stored = before.orElseGet(() -> new StoredRole(role));
                stored.change(role);
                roles.save(stored);
                work.done(deed, "permissions=" + StoredGrant.words(role.permissions()));
                events.publishEvent(new RoleChanged(role.word()));
                news.changed(grants.findByRole(role.word()).stream()
                        .map(StoredGrant::grantee)
                        .toList());
            }
            return role;
        });
    }

    @Override
    public void remove(Caller caller, String word) {
        Deed deed = new Deed(caller, "role.remove", "role", word, word);
        work.perform(deed, () -> {
            requireOwn(word);
            grants.lock();
            StoredRole stored = roles.findById(word).orElseThrow(() -> new UnknownRoleException(word));
            if (!grants.findByRole(word).isEmpty()) {
                throw new RoleProtectedException(word, RoleProtectedException.Reason.IN_USE);
            }
            if (promises.ofRole(caller, word)) {
                throw new RoleProtectedException(word, RoleProtectedException.Reason.PROMISED);
            }
            roles.delete(stored);
            work.done(deed, null);
            events.publishEvent(new RoleChanged(word));
            return true;
        });
    }

    private static void requireOwn(String word) {
        if (Role.builtIn(word).isPresent() || word.isEmpty()) {
            throw new RoleProtectedException(word, RoleProtectedException.Reason.BUILT_IN);
        }
    }
}
