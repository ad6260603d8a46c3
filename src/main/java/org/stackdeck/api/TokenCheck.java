package org.stackdeck.api;

import java.util.Optional;
import java.util.UUID;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.LoginSession;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.identity.SecondFactors;
import org.stackdeck.identity.SessionAuthorities;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;

/** Checks for each request that the token is not revoked and its user is active. */
@Component
class TokenCheck implements Converter<Jwt, AbstractAuthenticationToken> {

    private final Directory directory;
    private final LoginSessions sessions;
    private final SecondFactors factors;

    TokenCheck(Directory directory, LoginSessions sessions, SecondFactors factors) {
        this.directory = directory;
        this.sessions = sessions;
        this.factors = factors;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        User user = subject(token)
                .flatMap(directory::find)
                .filter(User::active)
                .filter(now -> token.getClaim(Tokens.GENERATION) instanceof Number given
                        && given.longValue() == now.generation())
                .orElseThrow(TokenCheck::noLongerGood);
        LoginSession session = SessionId.parse(String.valueOf(token.getClaimAsString(Tokens.SESSION)))
                .flatMap(sessions::find)
                .filter(alive -> alive.user().equals(user.id()))
                .orElseThrow(TokenCheck::noLongerGood);
        sessions.active(session);
        return UsernamePasswordAuthenticationToken.authenticated(
                TokenUser.of(user, session.id()),
                null,
                SessionAuthorities.of(user, session, factors.need(user, session.factors())));
    }

    private static InvalidBearerTokenException noLongerGood() {
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
