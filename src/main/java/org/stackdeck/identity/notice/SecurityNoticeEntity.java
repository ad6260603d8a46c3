package org.stackdeck.identity.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.stackdeck.identity.UserId;

@Entity
@Table(name = "notices")
class SecurityNoticeEntity {

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(nullable = false, updatable = false)
    private UUID accountId;

    // By default, Hibernate expects MariaDB's enum type.
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false, updatable = false)
    private SecurityNotice.Kind kind;

    @Column(nullable = false, updatable = false)
    private Instant happenedAt;

    @Column(nullable = false, updatable = false)
    private String source;

    @Column(nullable = false)
    private boolean seen;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected SecurityNoticeEntity() {}

    SecurityNoticeEntity(UserId user, SecurityNotice.Kind kind, Instant at, String source) {
        this.id = UUID.randomUUID();
        this.accountId = user.value();
        this.kind = kind;
        this.happenedAt = at;
        this.source = source;
    }

    SecurityNotice toNotice() {
        return new SecurityNotice(kind, happenedAt, source, seen);
    }
}
