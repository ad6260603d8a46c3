package org.stackdeck.api.servers;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.ImpersonationService;
import org.stackdeck.inventory.ImpersonationService.ImpersonatedInventory;

/** REST controller with which administrators list the servers that a user sees. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/users/{name}/servers")
public class UserServersController {

    private final ImpersonationService impersonationService;
    private final VisibleServerService visibleServerService;
    private final AdminActionExecutor executor;

    UserServersController(
            ImpersonationService impersonationService,
            VisibleServerService visibleServerService,
            AdminActionExecutor executor) {
        this.impersonationService = impersonationService;
        this.visibleServerService = visibleServerService;
        this.executor = executor;
    }

    /**
     * Returns the servers visible to the user, with the actions that are allowed to the user, not to the caller.
     *
     * @param q search as in the list of servers; the owner {@code me} is the user
     */
    @GetMapping
    ServerListResponse list(
            Caller caller, @PathVariable String name, @RequestParam(required = false) @Nullable String q) {
        executor.requireAdministrator(new AdminAction(caller, "user.see-as", "user", null, name));
        ImpersonatedInventory impersonatedInventory =
                impersonationService.open(caller, UserName.parse(name).orElseThrow(UnknownUserException::new));
        return visibleServerService.list(
                impersonatedInventory.userRights().subject(), impersonatedInventory.current(), q);
    }
}
