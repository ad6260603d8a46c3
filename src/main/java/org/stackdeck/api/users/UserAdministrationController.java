package org.stackdeck.api.users;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountAdministrationService;
import org.stackdeck.identity.password.PasswordResetCode;
import org.stackdeck.identity.password.PasswordResetService;
import org.stackdeck.identity.registration.RegistrationNameConflict;
import org.stackdeck.identity.session.LoginSessionService;

/** REST controller for the administration of users. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin")
class UserAdministrationController {

    private final AccountAdministrationService accountAdministrationService;
    private final PasswordResetService passwords;
    private final LoginSessionService loginSessionService;
    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;

    UserAdministrationController(
            AccountAdministrationService accountAdministrationService,
            PasswordResetService passwords,
            LoginSessionService loginSessionService,
            UserDirectory userDirectory,
            AdminActionExecutor executor) {
        this.accountAdministrationService = accountAdministrationService;
        this.passwords = passwords;
        this.loginSessionService = loginSessionService;
        this.userDirectory = userDirectory;
        this.executor = executor;
    }

    @GetMapping("/users")
    UserListResponse list(Caller caller) {
        executor.requireAdministrator(new AdminAction(caller, "user.list", "user", null, null));
        return new UserListResponse(
                userDirectory.all().stream().map(UserResponse::of).toList(),
                accountAdministrationService.nameConflicts(caller).stream()
                        .map(NameConflictResponse::of)
                        .toList());
    }

    @PostMapping("/users/{name}/approve")
    UserResponse approve(Caller caller, @PathVariable String name) {
        return UserResponse.of(accountAdministrationService.approve(caller, requireUser(caller, "user.approve", name)));
    }

    @PostMapping("/users/{name}/reject")
    UserResponse reject(Caller caller, @PathVariable String name) {
        return UserResponse.of(accountAdministrationService.reject(caller, requireUser(caller, "user.reject", name)));
    }

    @PostMapping("/users/{name}/disable")
    UserResponse disable(Caller caller, @PathVariable String name) {
        return UserResponse.of(accountAdministrationService.disable(caller, requireUser(caller, "user.disable", name)));
    }

    @PostMapping("/users/{name}/enable")
    UserResponse enable(Caller caller, @PathVariable String name) {
        return UserResponse.of(accountAdministrationService.enable(caller, requireUser(caller, "user.enable", name)));
    }

    @PostMapping("/users/{name}/role")
    UserResponse setRole(Caller caller, @PathVariable String name, @RequestBody UserRoleRequest userRoleRequest) {
        return UserResponse.of(accountAdministrationService.setRole(
                caller, requireUser(caller, "user.set-role", name), userRoleRequest.parse()));
    }

    @PostMapping("/users/{name}/reset-code")
    @ResponseStatus(HttpStatus.CREATED)
    PasswordResetCode resetCode(Caller caller, @PathVariable String name) {
        return passwords.createCode(caller, requireUser(caller, "user.give-reset-code", name));
    }

    /** Removes all second factors and recovery codes of a user, so that the password alone is sufficient to sign in. */
    @DeleteMapping("/users/{name}/factors")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeFactors(Caller caller, @PathVariable String name) {
        accountAdministrationService.removeSecondFactors(caller, requireUser(caller, "user.remove-factors", name));
    }

    /** Ends all sessions and tokens of the user. The user can sign in again. */
    @DeleteMapping("/users/{name}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessions(Caller caller, @PathVariable String name) {
        loginSessionService.endAll(caller, requireUser(caller, "user.end-sessions", name));
    }

    @DeleteMapping("/name-clashes/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismissNameClash(Caller caller, @PathVariable UUID id) {
        accountAdministrationService.dismissNameConflict(caller, id);
    }

    /**
     * Returns the ID of the user. Checks the caller first, so that the response reveals only to administrators whether
     * the user exists.
     */
    private UserId requireUser(Caller caller, String action, String name) {
        executor.requireAdministrator(new AdminAction(caller, action, "user", null, name));
        return userDirectory.requireByName(name).id();
    }

    record UserListResponse(List<UserResponse> users, List<NameConflictResponse> nameClashes) {}

    /**
     * @param created time of the first attempt
     * @param count number of attempts to register the name from this address
     */
    record NameConflictResponse(
            String id, String username, String displayName, String source, Instant created, int count, Instant lastAt) {

        static NameConflictResponse of(RegistrationNameConflict conflict) {
            return new NameConflictResponse(
                    conflict.id().toString(),
                    conflict.name().value(),
                    conflict.displayName(),
                    conflict.source(),
                    conflict.at(),
                    conflict.attempts(),
                    conflict.lastAt());
        }
    }

    /** @param role "administrator" or "member" */
    record UserRoleRequest(@Nullable String role) {

        User.Role parse() {
            return RequestFieldValidator.parseEnum(User.Role.class, RequestFieldValidator.require(role, "role"))
                    .orElseThrow(() -> ProblemException.invalidField("role", "unknown-role", "administrator, member"));
        }
    }
}
