package org.stackdeck.access.grant;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.json.GrantTermsJsonMapper;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupId;

/**
 * Database entity of a grant. Immutable: a change of terms creates a new grant, so that the audit trail can refer to
 * grants by ID.
 */
@Entity
@Immutable
@Table(name = "grants")
public class GrantEntity {

    /** Order by cloud, then by creation. */
    static final Comparator<GrantEntity> ORDER = Comparator.comparing((GrantEntity grantEntity) -> grantEntity.cloud)
            .thenComparing(grantEntity -> grantEntity.createdAt)
            .thenComparing(grantEntity -> grantEntity.id);

    public enum GranteeType {
        USER,
        GROUP
    }

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "subject_type", nullable = false)
    private GranteeType granteeType;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(name = "subject_id", nullable = false)
    private UUID granteeId;

    @Column(nullable = false)
    private String cloud;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "grant_projects", joinColumns = @JoinColumn(name = "grant_id"))
    @Column(name = "project", nullable = false)
    @BatchSize(size = 200)
    private Set<String> projects;

    /** Whether the grant applies to all projects; stored as a column for queries. */
    @Column(nullable = false)
    private boolean allProjects;

    @Column(nullable = false)
    private String servers;

    @Column
    private @Nullable String role;

    @Column
    private @Nullable String permissions;

    @Column
    private @Nullable Instant validFrom;

    @Column
    private @Nullable Instant validUntil;

    @Column
    private @Nullable String hours;

    @Column(nullable = false)
    private Instant createdAt;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(nullable = false)
    private UUID createdBy;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected GrantEntity() {}

    GrantEntity(Grantee grantee, GrantTerms grantTerms, UserId by, Instant at) {
        this.id = UUID.randomUUID();
        this.granteeType = type(grantee);
        this.granteeId = grantee.uuid();
        this.cloud = grantTerms.cloud().value();
        this.projects = grantTerms.projects().stream().map(ProjectId::value).collect(Collectors.toSet());
        this.allProjects = grantTerms.coversAllProjects();
        this.servers = GrantTermsJsonMapper.write(grantTerms.servers());
        this.role = grantTerms.role().isNamed() ? grantTerms.role().name() : null;
        this.permissions = grantTerms.role().isNamed()
                ? null
                : Permission.join(grantTerms.role().permissions());
        this.validFrom = grantTerms.from();
        this.validUntil = grantTerms.until();
        this.hours = grantTerms.hours() == null ? null : GrantTermsJsonMapper.write(grantTerms.hours());
        this.createdAt = at.truncatedTo(ChronoUnit.MICROS);
        this.createdBy = by.value();
    }

    static GranteeType type(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OfUser user -> GranteeType.USER;
            case Grantee.OfGroup group -> GranteeType.GROUP;
        };
    }

    public Grantee grantee() {
        return grantee(granteeType, granteeId);
    }

    public static Grantee grantee(GranteeType type, UUID id) {
        return switch (type) {
            case USER -> Grantee.of(new UserId(id));
            case GROUP -> Grantee.of(new GroupId(id));
        };
    }

    /** @param roles looks up the current role by name */
    Grant toGrant(Function<String, Role> roles) {
        Role given = role == null
                ? Role.unnamed(Permission.parse(permissions == null ? "" : permissions))
                : roles.apply(role);
        return new Grant(
                new GrantId(id),
                grantee(),
                new GrantTerms(
                        new CloudName(cloud),
                        projects.stream().map(ProjectId::new).collect(Collectors.toSet()),
                        GrantTermsJsonMapper.selector(servers),
                        given,
                        validFrom,
                        validUntil,
                        hours == null ? null : GrantTermsJsonMapper.hours(hours)));
    }
}
