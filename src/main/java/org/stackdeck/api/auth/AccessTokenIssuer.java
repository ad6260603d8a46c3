package org.stackdeck.api.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.User;
import org.stackdeck.identity.session.LoginSession;

@Component
class AccessTokenIssuer {

    static final String ISSUER = "stackdeck";
    static final String AUDIENCE = "stackdeck-api";
    /** Token type of RFC 9068 that distinguishes access tokens from other JWTs. */
    static final String TYPE = "at+jwt";

    static final String GENERATION = "gen";
    /** Claim with the ID of the token's session. The token is valid only while the session exists. */
    static final String SESSION = "sid";

    static final Duration LIFETIME = Duration.ofHours(1);

    private final JwtEncoder encoder;
    private final Clock clock;

    AccessTokenIssuer(JwtEncoder encoder, Clock clock) {
        this.encoder = encoder;
        this.clock = clock;
    }

    String issue(User user, LoginSession session) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(ISSUER)
                .audience(List.of(AUDIENCE))
                .subject(user.id().toString())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .claim(GENERATION, user.generation())
                .claim(SESSION, session.id().toString())
                .build();
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256).type(TYPE).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }
}
