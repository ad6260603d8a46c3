package org.stackdeck.identity.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;

/** Session that has not ended. Ending a session deletes its row. */
@Entity
@Table(name = "login_sessions")
public class LoginSessionEntity {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(nullable = false, updatable = false)
    private UUID accountId;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false, updatable = false)
    private LoginSession.Kind kind;

    /** Generation of the account when the session started. */
    @Column(nullable = false, updatable = false)
    private long generation;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private Instant activeAt;

    @Column(name = "proved_at", nullable = false)
    private Instant authenticatedAt;

    @Column(nullable = false, updatable = false)
    private String source;

    @Column(updatable = false)
    private @Nullable String userAgent;

    @Column(nullable = false)
    private Instant expiresAt;

    /** Names of {@link AuthenticationFactor}s in the order of the enum, separated by commas. */
    @Column(nullable = false)
    private String factors;

    // Updated by a separate query; see LoginSessionRepository.setRestoreDigest.
    @Column(updatable = false)
    private @Nullable String restoreDigest;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected LoginSessionEntity() {}

    LoginSessionEntity(LoginSession session, long generation) {
        this.id = session.id().value();
        this.accountId = session.user().value();
        this.kind = session.kind();
        this.generation = generation;
        this.createdAt = session.createdAt();
        this.activeAt = session.activeAt();
        this.authenticatedAt = session.authenticatedAt();
        this.source = session.source();
        this.userAgent = session.userAgent();
        this.expiresAt = session.expiresAt();
        this.factors = joined(session.factors());
    }

    void addFactor(AuthenticationFactor authenticationFactor, Instant at, Instant end) {
        Set<AuthenticationFactor> more = EnumSet.of(authenticationFactor);
        more.addAll(split(factors));
        factors = joined(more);
        authenticatedAt = at;
        expiresAt = end;
    }

    private static String joined(Set<AuthenticationFactor> authenticationFactors) {
        return authenticationFactors.stream()
                .sorted()
                .map(AuthenticationFactor::name)
                .collect(Collectors.joining(","));
    }

    private static Set<AuthenticationFactor> split(String factors) {
        return Arrays.stream(factors.split(",", -1))
                .map(AuthenticationFactor::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    public LoginSession toSession() {
        return new LoginSession(
                new SessionId(id),
                new UserId(accountId),
                kind,
                createdAt,
                activeAt,
                authenticatedAt,
                source,
                userAgent,
                expiresAt,
                split(factors));
    }
}
