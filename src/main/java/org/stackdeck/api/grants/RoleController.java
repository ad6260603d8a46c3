package org.stackdeck.api.grants;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.stackdeck.access.role.RoleService;
import org.stackdeck.access.role.RoleUsage;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;

/** REST controller for the administration of roles. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/roles")
public class RoleController {

    private final RoleService roleService;
    private final AdminActionExecutor executor;

    RoleController(RoleService roleService, AdminActionExecutor executor) {
        this.roleService = roleService;
        this.executor = executor;
    }

    @GetMapping
    RoleListResponse list(Caller caller) {
        executor.requireAdministrator(new AdminAction(caller, "role.read", "role", null, null));
        Map<String, RoleUsage> uses = roleService.usage();
        return new RoleListResponse(roleService.list().stream()
                .map(role -> RoleResponse.of(role, uses))
                .toList());
    }

    /** Creates the role or replaces its permissions. */
    @PutMapping("/{name}")
    RoleResponse save(Caller caller, @PathVariable String name, @RequestBody RoleRequest roleRequest) {
        executor.requireAdministrator(new AdminAction(caller, "role.save", "role", name, name));
        Set<Permission> permissions = GrantRequestMapper.parsePermissions(roleRequest.permissions(), "permissions");
        Role role = RequestFieldValidator.parse(valid -> new Role(valid, permissions), name)
                .orElseThrow(() -> ProblemException.invalidField("name", "bad-role-name"));
        return RoleResponse.of(roleService.createOrUpdate(caller, role), roleService.usage());
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String name) {
        roleService.delete(caller, name);
    }

    record RoleListResponse(List<RoleResponse> roles) {}

    record RoleRequest(@Nullable List<@Nullable String> permissions) {}

    /**
     * @param permissions codes of all permissions, including implied ones
     * @param grants number of grants with this role
     */
    record RoleResponse(String name, boolean builtIn, List<String> permissions, int grants) {

        static RoleResponse of(Role role, Map<String, RoleUsage> uses) {
            return new RoleResponse(
                    role.name(),
                    role.isBuiltIn(),
                    Permission.codes(role.permissions()),
                    uses.getOrDefault(role.name(), RoleUsage.NONE).grants());
        }
    }
}
