package org.stackdeck.api;

import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.identity.Caller.Channel;
import org.stackdeck.identity.Factor;
import org.stackdeck.identity.Joining;
import org.stackdeck.identity.LoginSession;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.identity.Registration;
import org.stackdeck.identity.Setup;
import org.stackdeck.identity.SignIn;
import org.stackdeck.identity.User;

/** REST controller for requests without a token: registration, sign-in and the initial setup. */
@Tag(name = "auth")
@SecurityRequirements
@RestController
class AuthController {

    private final Registration registration;
    private final Joining joining;
    private final SignIn signIn;
    private final Setup setup;
    private final LoginSessions sessions;
    private final Tokens tokens;

    AuthController(
            Registration registration,
            Joining joining,
            SignIn signIn,
            Setup setup,
            LoginSessions sessions,
            Tokens tokens) {
        this.registration = registration;
        this.joining = joining;
        this.signIn = signIn;
        this.setup = setup;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** Returns 202 if the account requires approval, 201 if the user was invited and can sign in. */
    @PostMapping("/api/auth/register")
    ResponseEntity<Registered> register(@RequestBody Application application, HttpServletRequest request) {
        String invitation = application.invitation();
        if (invitation != null) {
            joining.join(
                    invitation,
                    text(application.username()),
                    text(application.displayName()),
                    text(application.password()),
                    request.getRemoteAddr(),
                    Channel.REST);
            return ResponseEntity.status(HttpStatus.CREATED).body(new Registered("ACTIVE"));
        }
        registration.register(
                text(application.username()),
                text(application.displayName()),
                text(application.password()),
                request.getRemoteAddr(),
                Channel.REST);
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(new Registered("PENDING"));
    }

    @PostMapping("/api/auth/login")
    Token login(@RequestBody Credentials credentials, HttpServletRequest request) {
        SignIn.Result result = signIn.signIn(
                text(credentials.username()), text(credentials.password()), request.getRemoteAddr(), Channel.REST);
        return switch (result) {
            case SignIn.SignedIn in ->
                begin(
                        in.user(),
                        signIn.with(in.user(), credentials.code(), request.getRemoteAddr(), Channel.REST),
                        request);
            case SignIn.Refused _ -> throw new WrongCredentialsException();
        };
    }

    private Token begin(User user, Set<Factor> proved, HttpServletRequest request) {
        LoginSession.Client client =
                new LoginSession.Client(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT));
        return Token.of(tokens.give(user, sessions.beginToken(user, client, Tokens.LIFETIME, proved)));
    }

    @PostMapping("/api/setup")
    @ResponseStatus(HttpStatus.CREATED)
    UserBody setup(@RequestBody SetupRequest wish, HttpServletRequest request) {
        return UserBody.of(setup.complete(
                text(wish.code()),
                text(wish.username()),
                text(wish.password()),
                request.getRemoteAddr(),
                Channel.REST));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /**
     * @param displayName optional; defaults to the user name
     * @param invitation token of an invitation, or null
     */
    record Application(
            @Nullable String username,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String invitation) {

        @Override
        public String toString() {
            return "Application[" + username + "]";
        }
    }

    /** @param code of the authenticator app, or a recovery code; required if the user has a second factor */
    record Credentials(
            @Nullable String username,
            @Nullable String password,
            @Nullable String code) {}

    record SetupRequest(
            @Nullable String code,
            @Nullable String username,
            @Nullable String password) {}

    record Registered(String status) {}

    /** @param expiresIn seconds */
    record Token(String token, String tokenType, long expiresIn) {

        static Token of(String token) {
            return new Token(token, "Bearer", Tokens.LIFETIME.toSeconds());
        }

        @Override
        public String toString() {
            return "Token[…]";
        }
    }
}
