package org.stackdeck.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.UserId;

/** A grant as stored. Never changed: another validity is another grant, so that the trail can name each by its id. */
@Entity
@Immutable
@Table(name = "grants")
class StoredGrant {

    /** Whom a grant can be given to. */
    enum SubjectType {
        USER
    }

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false)
    private SubjectType subjectType;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(nullable = false)
    private UUID subjectId;

    @Column(nullable = false)
    private String cloud;

    @Column
    private @Nullable String project;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false)
    private Role role;

    @Column
    private @Nullable Instant validFrom;

    @Column
    private @Nullable Instant validUntil;

    @Column(nullable = false)
    private Instant createdAt;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(nullable = false)
    private UUID createdBy;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway")
    protected StoredGrant() {}

    StoredGrant(UserId subject, Grants.Wish wish, UserId by, Instant at) {
        this.id = UUID.randomUUID();
        this.subjectType = SubjectType.USER;
        this.subjectId = subject.value();
        this.cloud = wish.cloud().value();
        this.project = wish.project() == null ? null : wish.project().value();
        this.role = wish.role();
        this.validFrom = wish.from();
        this.validUntil = wish.until();
        this.createdAt = at.truncatedTo(ChronoUnit.MICROS);
        this.createdBy = by.value();
    }

    Grant toGrant() {
        return new Grant(
                new GrantId(id),
                new UserId(subjectId),
                new CloudName(cloud),
                project == null ? null : new ProjectId(project),
                role,
                validFrom,
                validUntil);
    }

    /** Whether it is what was wished for, in all its parts. */
    boolean fulfils(Grants.Wish wish) {
        Grant grant = toGrant();
        return grant.cloud().equals(wish.cloud())
                && Objects.equals(grant.project(), wish.project())
                && grant.role() == wish.role()
                && Objects.equals(grant.from(), wish.from())
                && Objects.equals(grant.until(), wish.until());
    }
}
