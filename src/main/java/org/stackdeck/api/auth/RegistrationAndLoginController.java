package org.stackdeck.api.auth;

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
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.users.UserResponse;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller.Channel;
import org.stackdeck.identity.User;
import org.stackdeck.identity.invitation.InvitationAcceptanceService;
import org.stackdeck.identity.registration.RegistrationService;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.identity.signin.PasswordAuthenticationService;

/** REST controller for requests without a token: registration, sign-in and the initial setup. */
@Tag(name = "auth")
@SecurityRequirements
@RestController
class RegistrationAndLoginController {

    private final RegistrationService registrationService;
    private final InvitationAcceptanceService invitationAcceptanceService;
    private final PasswordAuthenticationService passwordAuthenticationService;
    private final AdministratorSetupService initialSetupService;
    private final LoginSessionService loginSessionService;
    private final AccessTokenIssuer accessTokenIssuer;

    RegistrationAndLoginController(
            RegistrationService registrationService,
            InvitationAcceptanceService invitationAcceptanceService,
            PasswordAuthenticationService passwordAuthenticationService,
            AdministratorSetupService initialSetupService,
            LoginSessionService loginSessionService,
            AccessTokenIssuer accessTokenIssuer) {
        this.registrationService = registrationService;
        this.invitationAcceptanceService = invitationAcceptanceService;
        this.passwordAuthenticationService = passwordAuthenticationService;
        this.initialSetupService = initialSetupService;
        this.loginSessionService = loginSessionService;
        this.accessTokenIssuer = accessTokenIssuer;
    }

    /**
     * Registers a user. Returns 202 if the account requires approval, or 201 if the user was invited and can sign in.
     */
    @PostMapping("/api/auth/register")
    ResponseEntity<RegistrationResponse> register(
            @RequestBody RegistrationRequest registrationRequest, HttpServletRequest request) {
        String invitation = registrationRequest.invitation();
        if (invitation != null) {
            invitationAcceptanceService.accept(
                    invitation,
                    orEmpty(registrationRequest.username()),
                    orEmpty(registrationRequest.displayName()),
                    orEmpty(registrationRequest.password()),
                    request.getRemoteAddr(),
                    Channel.REST);
            return ResponseEntity.status(HttpStatus.CREATED).body(new RegistrationResponse("ACTIVE"));
        }
        registrationService.register(
                orEmpty(registrationRequest.username()),
                orEmpty(registrationRequest.displayName()),
                orEmpty(registrationRequest.password()),
                request.getRemoteAddr(),
                Channel.REST);
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(new RegistrationResponse("PENDING"));
    }

    @PostMapping("/api/auth/login")
    TokenResponse login(@RequestBody LoginRequest loginRequest, HttpServletRequest request) {
        User user = passwordAuthenticationService
                .signIn(
                        orEmpty(loginRequest.username()),
                        orEmpty(loginRequest.password()),
                        request.getRemoteAddr(),
                        Channel.REST)
                .orElseThrow(() -> ProblemException.unauthorized("wrong-credentials"));
        return startSession(
                user,
                passwordAuthenticationService.verifySecondFactor(
                        user, loginRequest.code(), request.getRemoteAddr(), Channel.REST),
                request);
    }

    private TokenResponse startSession(
            User user, Set<AuthenticationFactor> verifiedFactors, HttpServletRequest request) {
        LoginSession.Client client =
                new LoginSession.Client(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT));
        return TokenResponse.of(accessTokenIssuer.issue(
                user, loginSessionService.createToken(user, client, AccessTokenIssuer.LIFETIME, verifiedFactors)));
    }

    @PostMapping("/api/setup")
    @ResponseStatus(HttpStatus.CREATED)
    UserResponse setup(@RequestBody SetupRequest setupRequest, HttpServletRequest request) {
        return UserResponse.of(initialSetupService.complete(
                orEmpty(setupRequest.code()),
                orEmpty(setupRequest.username()),
                orEmpty(setupRequest.password()),
                request.getRemoteAddr(),
                Channel.REST));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    /**
     * @param displayName optional; defaults to the user name
     * @param invitation token of an invitation, or null
     */
    record RegistrationRequest(
            @Nullable String username,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String invitation) {

        @Override
        public String toString() {
            return "RegistrationRequest[" + username + "]";
        }
    }

    /** @param code code of the authenticator app, or a recovery code; required if the user has a second factor */
    record LoginRequest(
            @Nullable String username,
            @Nullable String password,
            @Nullable String code) {

        @Override
        public String toString() {
            return "LoginRequest[" + username + "]";
        }
    }

    record SetupRequest(
            @Nullable String code,
            @Nullable String username,
            @Nullable String password) {

        @Override
        public String toString() {
            return "SetupRequest[" + username + "]";
        }
    }

    record RegistrationResponse(String status) {}

    /** @param expiresIn lifetime in seconds */
    record TokenResponse(String token, String tokenType, long expiresIn) {

        static TokenResponse of(String token) {
            return new TokenResponse(token, "Bearer", AccessTokenIssuer.LIFETIME.toSeconds());
        }

        @Override
        public String toString() {
            return "TokenResponse[…]";
        }
    }
}
