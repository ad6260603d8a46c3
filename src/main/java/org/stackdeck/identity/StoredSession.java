package org.stackdeck.identity;

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

/** Session that has not been ended. Ending a session deletes its row. */
@Entity
@Table(name = "login_sessions")
class StoredSession {

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

    @Column(nullable = false)
    private Instant provedAt;

    @Column(nullable = false, updatable = false)
    private String source;

    @Column(updatable = false)
    private @Nullable String userAgent;

    @Column(nullable = false)
    private Instant expiresAt;

    /** Names of {@link Factor}s in their order, separated by commas. */
    @Column(nullable = false)
    private String factors;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected StoredSession() {}

    StoredSession(LoginSession session, long generation) {
        this.id = session.id().value();
        this.accountId = session.user().value();
        this.kind = session.kind();
        this.generation = generation;
        this.createdAt = session.createdAt();
        this.activeAt = session.activeAt();
        this.provedAt = session.provedAt();
        this.source = session.source();
        this.userAgent = session.userAgent();
        this.expiresAt = session.expiresAt();
        this.factors = joined(session.factors());
    }

    void prove(Factor factor, Instant at, Instant end) {
        Set<Factor> more = EnumSet.of(factor);
        more.addAll(split(factors));
        factors = joined(more);
        provedAt = at;
        expiresAt = end;
    }

    private static String joined(Set<Factor> factors) {
        return factors.stream().sorted().map(Factor::name).collect(Collectors.joining(","));
    }

    private static Set<Factor> split(String factors) {
        return Arrays.stream(factors.split(",", -1)).map(Factor::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    LoginSession toSession() {
        return new LoginSession(
                new SessionId(id),
                new UserId(accountId),
                kind,
                createdAt,
                activeAt,
                provedAt,
                source,
                userAgent,
                expiresAt,
                split(factors));
    }
}
