package org.stackdeck.identity;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Maps a session to Spring Security authorities: one for each verified factor, and the role once no factor is missing.
 * Access checks require the role.
 */
public final class SessionAuthorities {

    private static final String FACTOR = "FACTOR_";
    private static final String ROLE = "ROLE_";
    private static final String NEED = "NEED_";

    private SessionAuthorities() {}

    public static Set<GrantedAuthority> of(User user, LoginSession session, SecondFactors.Need need) {
        Set<GrantedAuthority> authorities = new LinkedHashSet<>();
        session.factors().stream()
                .sorted()
                .map(factor -> FactorGrantedAuthority.withAuthority(name(factor))
                        .issuedAt(session.provedAt())
                        .build())
                .forEach(authorities::add);
        authorities.add(new SimpleGrantedAuthority(
                switch (need) {
                    case NOTHING -> ROLE + user.role();
                    case PROOF, ENROLMENT -> NEED + need;
                }));
        return authorities;
    }

    /** Roles without Spring's prefix; a complete session has one of them. */
    public static String[] roles() {
        return Stream.of(User.Role.values()).map(Enum::name).toArray(String[]::new);
    }

    /** What the session still requires; nothing if no user is signed in. */
    public static SecondFactors.Need need(@Nullable Authentication authentication) {
        Set<String> held =
                authentication == null ? Set.of() : AuthorityUtils.authorityListToSet(authentication.getAuthorities());
        return Stream.of(SecondFactors.Need.values())
                .filter(need -> held.contains(NEED + need))
                .findFirst()
                .orElse(SecondFactors.Need.NOTHING);
    }

    private static String name(Factor factor) {
        return switch (factor) {
            case PASSWORD -> FactorGrantedAuthority.PASSWORD_AUTHORITY;
            case PASSKEY -> FactorGrantedAuthority.WEBAUTHN_AUTHORITY;
            case TOTP, RECOVERY_CODE -> FACTOR + factor;
        };
    }
}
