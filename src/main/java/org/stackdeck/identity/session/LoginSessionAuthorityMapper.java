package org.stackdeck.identity.session;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.User;
import org.stackdeck.identity.factor.SecondFactorStatusService;

/**
 * Maps a session to Spring Security authorities: one for each verified factor, and the role or, if a step is missing,
 * that step. Access checks require the role.
 */
public final class LoginSessionAuthorityMapper {

    private static final String FACTOR_PREFIX = "FACTOR_";
    private static final String ROLE_PREFIX = "ROLE_";
    private static final String MISSING_STEP_PREFIX = "NEED_";

    private LoginSessionAuthorityMapper() {}

    public static Set<GrantedAuthority> authorities(
            User user, LoginSession session, SecondFactorStatusService.MissingStep missingStep) {
        Set<GrantedAuthority> authorities = new LinkedHashSet<>();
        session.factors().stream()
                .sorted()
                .map(authenticationFactor -> FactorGrantedAuthority.withAuthority(name(authenticationFactor))
                        .issuedAt(session.authenticatedAt())
                        .build())
                .forEach(authorities::add);
        authorities.add(new SimpleGrantedAuthority(
                switch (missingStep) {
                    case NOTHING -> ROLE_PREFIX + user.role();
                    case VERIFICATION, ENROLLMENT -> MISSING_STEP_PREFIX + missingStep;
                }));
        return authorities;
    }

    /** Returns the names of the roles without Spring's prefix. A complete session has one of these roles. */
    public static String[] roles() {
        return Stream.of(User.Role.values()).map(Enum::name).toArray(String[]::new);
    }

    /** Returns the step that the session still requires; {@code NOTHING} if no user is signed in. */
    public static SecondFactorStatusService.MissingStep missingStep(@Nullable Authentication authentication) {
        Set<String> held =
                authentication == null ? Set.of() : AuthorityUtils.authorityListToSet(authentication.getAuthorities());
        return Stream.of(SecondFactorStatusService.MissingStep.values())
                .filter(missingStep -> held.contains(MISSING_STEP_PREFIX + missingStep))
                .findFirst()
                .orElse(SecondFactorStatusService.MissingStep.NOTHING);
    }

    private static String name(AuthenticationFactor authenticationFactor) {
        return switch (authenticationFactor) {
            case PASSWORD -> FactorGrantedAuthority.PASSWORD_AUTHORITY;
            case PASSKEY -> FactorGrantedAuthority.WEBAUTHN_AUTHORITY;
            case TOTP, RECOVERY_CODE -> FACTOR_PREFIX + authenticationFactor;
        };
    }
}
