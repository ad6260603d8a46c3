package org.stackdeck.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.AdministratorWork;
import org.stackdeck.identity.AdministratorWork.Deed;
import org.stackdeck.identity.Caller;

/** The roles in the database, beside those built in. */
@Service
class StoredRoles implements Roles {

    private final RoleRepository roles;
    private final GrantRepository grants;
    private final AdministratorWork work;
    private final GrantNews news;

    StoredRoles(RoleRepository roles, GrantRepository grants, AdministratorWork work, GrantNews news) {
        this.roles = roles;
        this.grants = grants;
        this.work = work;
        this.news = news;
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
    public Role save(Caller caller, Role role) {
        Deed deed = new Deed(caller, "role.save", "role", role.word(), role.word());
        return work.perform(deed, () -> {
            requireOwn(role.word());
            grants.lock();
            Optional<StoredRole> before = roles.findById(role.word());
            if (before.map(StoredRole::toRole).filter(role::equals).isEmpty()) {
                StoredRole stored = before.orElseGet(() -> new StoredRole(role));
                stored.change(role);
                roles.save(stored);
                work.done(deed, "permissions=" + StoredGrant.words(role.permissions()));
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
            roles.delete(stored);
            work.done(deed, null);
            return true;
        });
    }

    private static void requireOwn(String word) {
        if (Role.builtIn(word).isPresent() || word.isEmpty()) {
            throw new RoleProtectedException(word, RoleProtectedException.Reason.BUILT_IN);
        }
    }
}
