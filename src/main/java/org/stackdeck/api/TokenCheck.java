package org.stackdeck.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;

/** Looks at each call whether the user whose token it carries is active, and has not lost it since. */
@Component
class TokenCheck implements Converter<Jwt, AbstractAuthenticationToken> {

    private final Directory directory;

    TokenCheck(Directory directory) {
        this.directory = directory;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        User user = subject(token)
                .flatMap(directory::find)
                .filter(User::active)
                .filter(now -> token.getClaim(Tokens.GENERATION) instanceof Number given
                        && given.longValue() == now.generation())
                .orElseThrow(() -> new InvalidBearerTokenException("the token is no longer good"));
        return UsernamePasswordAuthenticationToken.authenticated(
                TokenUser.of(user),
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + user.role().name())));
    }

    private static Optional<UserId> subject(Jwt token) {
        try {
            return Optional.of(new UserId(UUID.fromString(String.valueOf(token.getSubject()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
