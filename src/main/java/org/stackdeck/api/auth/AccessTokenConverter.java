package org.stackdeck.api.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionAuthorityMapper;
import org.stackdeck.identity.session.LoginSessionService;

/**
 * Converts the token of a request to an authentication. Rejects the token if it was revoked or the user is not active.
 */
@Component
public class AccessTokenConverter implements Converter<Jwt, AbstractAuthenticationToken> {

    private final UserDirectory userDirectory;
    private final LoginSessionService loginSessionService;
    private final SecondFactorStatusService secondFactorService;

    AccessTokenConverter(
            UserDirectory userDirectory,
            LoginSessionService loginSessionService,
            SecondFactorStatusService secondFactorService) {
        this.userDirectory = userDirectory;
        this.loginSessionService = loginSessionService;
        this.secondFactorService = secondFactorService;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        User user = subject(token)
                .flatMap(userDirectory::find)
                .filter(User::isActive)
                .filter(now -> token.getClaim(AccessTokenIssuer.GENERATION) instanceof Number given
                        && given.longValue() == now.generation())
                .orElseThrow(AccessTokenConverter::invalidToken);
        LoginSession session = SessionId.parse(String.valueOf(token.getClaimAsString(AccessTokenIssuer.SESSION)))
                .flatMap(loginSessionService::find)
                .filter(alive -> alive.user().equals(user.id()))
                .orElseThrow(AccessTokenConverter::invalidToken);
        loginSessionService.recordActivity(session);
        return UsernamePasswordAuthenticationToken.authenticated(
                new AccessTokenPrincipal(user.id(), user.name(), session.id()),
                null,
                LoginSessionAuthorityMapper.authorities(
                        user, session, secondFactorService.missingStep(user, session.factors())));
    }

    /**
     * Returns whether the session has ended since the request was authenticated, for example because the user was
     * disabled.
     */
    public boolean isRevoked(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof AccessTokenPrincipal principal
                && loginSessionService.find(principal.session()).isEmpty();
    }

    private static InvalidBearerTokenException invalidToken() {
        return new InvalidBearerTokenException("the token is no longer valid");
    }

    private static Optional<UserId> subject(Jwt token) {
        try {
            return Optional.of(new UserId(UUID.fromString(String.valueOf(token.getSubject()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
