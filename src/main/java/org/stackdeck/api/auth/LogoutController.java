package org.stackdeck.api.auth;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.LoginSessionService;

/** REST controller that ends the session of the request's token. */
@Tag(name = "auth")
@RestController
@RequestMapping("/api/auth")
class LogoutController {

    private final LoginSessionService loginSessionService;

    LogoutController(LoginSessionService loginSessionService) {
        this.loginSessionService = loginSessionService;
    }

    /** Revokes the token by ending its session. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(Caller caller) {
        if (caller.session() != null) {
            loginSessionService.logout(caller, caller.session());
        }
    }
}
