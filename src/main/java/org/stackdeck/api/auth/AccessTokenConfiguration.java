package org.stackdeck.api.auth;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.stackdeck.identity.secret.SharedSecretRepository;
import org.stackdeck.platform.node.ClusterProperties;

/** Configures access tokens, which are signed with ES256 only. */
@Configuration(proxyBeanMethods = false)
class AccessTokenConfiguration {

    private static final String SHARED_KEY = "jwt-signing-key";

    @Bean
    SigningKeys signingKeys(
            @Value("${stackdeck.data-dir}") Path dataDirectory,
            Clock clock,
            ClusterProperties clusterProperties,
            SharedSecretRepository sharedSecrets)
            throws IOException {
        SigningKeys own = SigningKeys.load(dataDirectory.resolve("keys"), clock);
        return clusterProperties.enabled()
                ? own.withShared(sharedSecrets.findOrCreate(SHARED_KEY, own.newest()::toJSONString))
                : own;
    }

    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(keys.newest())));
    }

    @Bean
    JwtDecoder jwtDecoder(SigningKeys keys, Clock clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(AccessTokenIssuer.TYPE)));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(keys.all())));
        // The validators below check the claims, with Stackdeck's clock.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, expiry -> expiry != null),
                new JwtIssuerValidator(AccessTokenIssuer.ISSUER),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD,
                        audience -> audience != null && audience.contains(AccessTokenIssuer.AUDIENCE))));
        return decoder;
    }
}
