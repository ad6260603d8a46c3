package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.RoleUse;
import org.stackdeck.access.Roles;
import org.stackdeck.identity.Caller;

/** REST controller for roles, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/roles")
class RoleController {

    private final Roles roles;
    private final AdministratorCheck administrators;

    RoleController(Roles roles, AdministratorCheck administrators) {
        this.roles = roles;
        this.administrators = administrators;
    }

    @GetMapping
    RoleList all(Caller caller) {
        administrators.require(caller, "role.read", null);
        Map<String, RoleUse> uses = roles.uses();
        return new RoleList(
                roles.all().stream().map(role -> RoleBody.of(role, uses)).toList());
    }

    /** Creates the role or replaces its permissions. */
    @PutMapping("/{name}")
    RoleBody save(Caller caller, @PathVariable String name, @RequestBody RoleWish wish) {
        administrators.require(caller, "role.save", null);
        try {
            Role saved = roles.save(caller, new Role(name, GrantWishes.permissions(wish.permissions(), "permissions")));
            return RoleBody.of(saved, roles.uses());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badField("name", "bad-role-name", "name");
        }
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable String name) {
        roles.remove(caller, name);
    }

    record RoleList(List<RoleBody> roles) {}

    record RoleWish(@Nullable List<@Nullable String> permissions) {}

    /**
     * @param permissions including implied ones
     * @param grants number of grants with this role
     */
    record RoleBody(String name, boolean builtIn, List<String> permissions, int grants) {

        static RoleBody of(Role role, Map<String, RoleUse> uses) {
            return new RoleBody(
                    role.word(),
                    role.builtIn(),
                    role.permissions().stream().sorted().map(Permission::word).toList(),
                    uses.getOrDefault(role.word(), RoleUse.NONE).grants());
        }
    }
}
