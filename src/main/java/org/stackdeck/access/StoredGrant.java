package org.stackdeck.access;

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
import java.util.Arrays;
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
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.GroupId;
import org.stackdeck.identity.UserId;

/** Grant. Immutable: a change of terms creates another grant, so that the audit trail can refer to grants by id. */
@Entity
@Immutable
@Table(name = "grants")
class StoredGrant {

    /** By cloud, then by creation. */
    static final Comparator<StoredGrant> ORDER = Comparator.comparing((StoredGrant grant) -> grant.cloud)
            .thenComparing(grant -> grant.createdAt)
            .thenComparing(grant -> grant.id);

    /** Type of the grantee. */
    enum SubjectType {
        USER,
        GROUP
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

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "grant_projects", joinColumns = @JoinColumn(name = "grant_id"))
    @Column(name = "project", nullable = false)
    @BatchSize(size = 200)
    private Set<String> projects;

    /** Whether there are no projects, as a column for queries. */
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
    protected StoredGrant() {}

    StoredGrant(Grantee grantee, Terms terms, UserId by, Instant at) {
        this.id = UUID.randomUUID();
        this.subjectType = type(grantee);
        this.subjectId = grantee.uuid();
        this.cloud = terms.cloud().value();
        this.projects = terms.projects().stream().map(ProjectId::value).collect(Collectors.toSet());
        this.allProjects = terms.allProjects();
        this.servers = TermsJson.write(terms.servers());
        this.role = terms.role().named() ? terms.role().word() : null;
        this.permissions = terms.role().named() ? null : words(terms.role().permissions());
        this.validFrom = terms.from();
        this.validUntil = terms.until();
        this.hours = terms.hours() == null ? null : TermsJson.write(terms.hours());
        this.createdAt = at.truncatedTo(ChronoUnit.MICROS);
        this.createdBy = by.value();
    }

    static SubjectType type(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OfUser user -> SubjectType.USER;
            case Grantee.OfGroup group -> SubjectType.GROUP;
        };
    }

    static String words(Set<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::word).collect(Collectors.joining(" "));
    }

    /** Unknown permissions of other versions are ignored. */
    static Set<Permission> permissions(String words) {
        return Arrays.stream(words.split(" "))
                .flatMap(word -> Permission.ofWord(word).stream())
                .collect(Collectors.toSet());
    }

    Grantee grantee() {
        return grantee(subjectType, subjectId);
    }

    static Grantee grantee(SubjectType type, UUID id) {
        return switch (type) {
            case USER -> Grantee.of(new UserId(id));
            case GROUP -> Grantee.of(new GroupId(id));
        };
    }

    /** @param roles looks up the current role by name */
    Grant toGrant(Function<String, Role> roles) {
        Role given =
                role == null ? Role.unnamed(permissions(permissions == null ? "" : permissions)) : roles.apply(role);
        return new Grant(
                new GrantId(id),
                grantee(),
                new Terms(
                        new CloudName(cloud),
                        projects.stream().map(ProjectId::new).collect(Collectors.toSet()),
                        TermsJson.selector(servers),
                        given,
                        validFrom,
                        validUntil,
                        hours == null ? null : TermsJson.hours(hours)));
    }
}
