package org.stackdeck.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.UserId;

/** Reads grants with their roles from the database. Must be used within a transaction. */
@Component
class GrantBook {

    private final GrantRepository grants;
    private final RoleRepository roles;
    private final Groups groups;

    GrantBook(GrantRepository grants, RoleRepository roles, Groups groups) {
        this.grants = grants;
        this.roles = roles;
        this.groups = groups;
    }

    List<StoredGrant> stored(Grantee grantee) {
        return grants.findBySubjectTypeAndSubjectId(StoredGrant.type(grantee), grantee.uuid()).stream()
                .sorted(StoredGrant.ORDER)
                .toList();
    }

    List<Grant> of(Grantee grantee) {
        return read(stored(grantee));
    }

    List<Grant> reaching(UserId user) {
        return read(Stream.concat(
                        stored(Grantee.of(user)).stream(),
                        groups.of(user).stream().flatMap(group -> stored(Grantee.of(group)).stream()))
                .toList());
    }

    List<Grant> all() {
        return read(grants.findAll().stream().sorted(StoredGrant.ORDER).toList());
    }

    Optional<Grant> find(GrantId id) {
        return grants.findById(id.value()).map(this::read);
    }

    Grant read(StoredGrant grant) {
        return grant.toGrant(this::role);
    }

    /** Looks up the current role by name, without another query. */
    Function<String, Role> roles() {
        Map<String, Role> own = roles.findAllByOrderByName().stream()
                .map(StoredRole::toRole)
                .collect(Collectors.toMap(Role::word, Function.identity()));
        return word ->
                Role.builtIn(word).or(() -> Optional.ofNullable(own.get(word))).orElseGet(() -> none(word));
    }

    private List<Grant> read(Collection<StoredGrant> stored) {
        Function<String, Role> known = roles();
        return stored.stream().map(grant -> grant.toGrant(known)).toList();
    }

    private Role role(String word) {
        return Role.builtIn(word)
                .or(() -> roles.findById(word).map(StoredRole::toRole))
                .orElseGet(() -> none(word));
    }

    /** A deleted role gives no permissions. */
    private static Role none(String word) {
        return new Role(word, Set.of());
    }
}
