package org.stackdeck.access.grant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.access.role.RoleEntity;
import org.stackdeck.access.role.RoleRepository;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupService;

/** Reads grants with their roles from the database. Must be used within a transaction. */
@Component
public class GrantQueries {

    private final GrantRepository grants;
    private final RoleRepository roles;
    private final GroupService groupService;

    GrantQueries(GrantRepository grants, RoleRepository roles, GroupService groupService) {
        this.grants = grants;
        this.roles = roles;
        this.groupService = groupService;
    }

    List<GrantEntity> findEntities(Grantee grantee) {
        return grants.findBySubjectTypeAndSubjectId(GrantEntity.type(grantee), grantee.uuid()).stream()
                .sorted(GrantEntity.ORDER)
                .toList();
    }

    List<Grant> findByGrantee(Grantee grantee) {
        return toGrants(findEntities(grantee));
    }

    List<Grant> findByUser(UserId user) {
        return toGrants(Stream.concat(
                        findEntities(Grantee.of(user)).stream(),
                        groupService.findIdsByMember(user).stream()
                                .flatMap(group -> findEntities(Grantee.of(group)).stream()))
                .toList());
    }

    List<Grant> findAll() {
        return toGrants(grants.findAll().stream().sorted(GrantEntity.ORDER).toList());
    }

    Optional<Grant> find(GrantId id) {
        return grants.findById(id.value()).map(this::toGrant);
    }

    Grant toGrant(GrantEntity grantEntity) {
        return grantEntity.toGrant(this::role);
    }

    /** Looks up the current role by name, without another query. */
    public Function<String, Role> roles() {
        Map<String, Role> own = roles.findAllByOrderByName().stream()
                .map(RoleEntity::toRole)
                .collect(Collectors.toMap(Role::name, Function.identity()));
        return word -> Role.findBuiltIn(word)
                .or(() -> Optional.ofNullable(own.get(word)))
                .orElseGet(() -> roleWithoutPermissions(word));
    }

    private List<Grant> toGrants(Collection<GrantEntity> stored) {
        Function<String, Role> known = roles();
        return stored.stream().map(grantEntity -> grantEntity.toGrant(known)).toList();
    }

    private Role role(String word) {
        return Role.findBuiltIn(word)
                .or(() -> roles.findById(word).map(RoleEntity::toRole))
                .orElseGet(() -> roleWithoutPermissions(word));
    }

    /** A deleted role gives no permissions. */
    private static Role roleWithoutPermissions(String word) {
        return new Role(word, Set.of());
    }
}
