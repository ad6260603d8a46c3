package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.LoginSessions;

/** What can be done with the token that a request carries. */
@Tag(name = "auth")
@RestController
@RequestMapping("/api/auth")
class OwnSessionController {

    private final LoginSessions sessions;

    OwnSessionController(LoginSessions sessions) {
        this.sessions = sessions;
    }

    /** The token is worth nothing from now on. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(Caller caller) {
        if (caller.session() != null) {
            sessions.logout(caller, caller.session());
        }
    }
}
