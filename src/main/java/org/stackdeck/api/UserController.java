package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
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
import org.springframework.web.server.ResponseStatusException;
import org.stackdeck.identity.Accounts;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.identity.NameClash;
import org.stackdeck.identity.PasswordChange;
import org.stackdeck.identity.ResetCode;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** REST controller for users, for administrators. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin")
class UserController {

    private final Accounts accounts;
    private final PasswordChange passwords;
    private final LoginSessions sessions;
    private final Directory directory;
    private final AdministratorCheck administrators;

    UserController(
            Accounts accounts,
            PasswordChange passwords,
            LoginSessions sessions,
            Directory directory,
            AdministratorCheck administrators) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.directory = directory;
        this.administrators = administrators;
    }

    @GetMapping("/users")
    Users users(Caller caller) {
        administrators.require(caller, "user.list", null);
        return new Users(
                directory.all().stream().map(UserBody::of).toList(),
                accounts.clashes(caller).stream().map(ClashBody::of).toList());
    }

    @PostMapping("/users/{name}/approve")
    UserBody approve(Caller caller, @PathVariable String name) {
        return UserBody.of(accounts.approve(caller, id(caller, "user.approve", name)));
    }

    @PostMapping("/users/{name}/reject")
    UserBody reject(Caller caller, @PathVariable String name) {
        return UserBody.of(accounts.reject(caller, id(caller, "user.reject", name)));
    }

    @PostMapping("/users/{name}/disable")
    UserBody disable(Caller caller, @PathVariable String name) {
        return UserBody.of(accounts.disable(caller, id(caller, "user.disable", name)));
    }

    @PostMapping("/users/{name}/enable")
    UserBody enable(Caller caller, @PathVariable String name) {
        return UserBody.of(accounts.enable(caller, id(caller, "user.enable", name)));
    }

    @PostMapping("/users/{name}/role")
    UserBody role(Caller caller, @PathVariable String name, @RequestBody RoleWish wish) {
        return UserBody.of(accounts.setRole(caller, id(caller, "user.set-role", name), wish.parsed()));
    }

    @PostMapping("/users/{name}/reset-code")
    @ResponseStatus(HttpStatus.CREATED)
    ResetCode resetCode(Caller caller, @PathVariable String name) {
        return passwords.giveCode(caller, id(caller, "user.give-reset-code", name));
    }

    /** Removes a user's lost factors, so that the password alone is sufficient to sign in. */
    @DeleteMapping("/users/{name}/factors")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeFactors(Caller caller, @PathVariable String name) {
        accounts.removeFactors(caller, id(caller, "user.remove-factors", name));
    }

    /** Ends all sessions and tokens of the user, who can sign in again. */
    @DeleteMapping("/users/{name}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessions(Caller caller, @PathVariable String name) {
        sessions.endAll(caller, id(caller, "user.end-sessions", name));
    }

    @DeleteMapping("/name-clashes/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(Caller caller, @PathVariable UUID id) {
        accounts.dismiss(caller, id);
    }

    /** Only administrators can learn from the response whether the user exists. */
    private UserId id(Caller caller, String action, String name) {
        administrators.require(caller, action, name);
        return UserName.parse(name).flatMap(directory::find).map(User::id).orElseThrow(UnknownUserException::new);
    }

    record Users(List<UserBody> users, List<ClashBody> nameClashes) {}

    /**
     * @param created time of the first attempt
     * @param count number of attempts at this name from this address
     */
    record ClashBody(
            String id, String username, String displayName, String source, Instant created, int count, Instant lastAt) {

        static ClashBody of(NameClash clash) {
            return new ClashBody(
                    clash.id().toString(),
                    clash.name().value(),
                    clash.displayName(),
                    clash.source(),
                    clash.at(),
                    clash.attempts(),
                    clash.lastAt());
        }
    }

    /** @param role "administrator" or "member" */
    record RoleWish(@Nullable String role) {

        User.Role parsed() {
            return Arrays.stream(User.Role.values())
                    .filter(known -> known.name().equalsIgnoreCase(role))
                    .findFirst()
                    .orElseThrow(() -> new ResponseStatusException(
                            HttpStatus.BAD_REQUEST, "role must be administrator or member"));
        }
    }
}
