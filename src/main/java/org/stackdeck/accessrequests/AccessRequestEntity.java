package org.stackdeck.accessrequests;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Database entity of an access request. A request that is stored as open can have expired or lapsed: {@link #toRequest}
 * determines its state.
 */
@Entity
@Table(name = "access_requests")
class AccessRequestEntity {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> NAMES = new TypeReference<>() {};

    @Id
    @JdbcTypeCode(SqlTypes.CHAR)
    private UUID id;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(nullable = false, updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private @Nullable String cloud;

    @Column(updatable = false)
    private @Nullable String project;

    /** Code of the kind of the resources; null for servers. */
    @Column(updatable = false)
    private @Nullable String kind;

    @Column(nullable = false, updatable = false)
    private String projectName;

    @Column(nullable = false, updatable = false)
    private String servers;

    @Column(nullable = false, updatable = false)
    private String permissions;

    @Column(nullable = false, updatable = false)
    private long seconds;

    @Column(nullable = false, updatable = false)
    private String reason;

    @Column(name = "asked_at", nullable = false, updatable = false)
    private Instant requestedAt;

    // On MariaDB, Hibernate expects the column type enum by default.
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false)
    private AccessRequest.State state;

    @Column(nullable = false)
    private Instant changedAt;

    @Column(nullable = false)
    private long changeNumber;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column
    private @Nullable UUID decidedBy;

    @Column
    private @Nullable String decidedByName;

    @Column(name = "answer")
    private @Nullable String declineReason;

    @Column
    private @Nullable String grantIds;

    @Column
    private @Nullable Instant grantedUntil;

    @Column(nullable = false)
    private boolean seen;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected AccessRequestEntity() {}

    AccessRequestEntity(
            UserId by, RequestedAccess requestedAccess, AccessRequestTargetNames names, Instant at, long change) {
        AccessRequestTarget accessRequestTarget = requestedAccess.target();
        this.id = UUID.randomUUID();
        this.accountId = by.value();
        this.cloud =
                accessRequestTarget == null ? null : accessRequestTarget.cloud().value();
        this.project = accessRequestTarget == null
                ? null
                : accessRequestTarget.project().value();
        this.kind = accessRequestTarget == null || accessRequestTarget.kind() == null
                ? null
                : accessRequestTarget.kind().code();
        this.projectName = names.project();
        this.servers = JSON.writeValueAsString(names.servers().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().value(), Map.Entry::getValue)));
        this.permissions = Permission.join(requestedAccess.permissions());
        this.seconds = requestedAccess.duration().toSeconds();
        this.reason = requestedAccess.reason();
        this.requestedAt = at.truncatedTo(ChronoUnit.MICROS);
        this.changedAt = requestedAt;
        this.changeNumber = change;
        this.state = AccessRequest.State.OPEN;
    }

    UserId user() {
        return new UserId(accountId);
    }

    Instant changedAt() {
        return changedAt;
    }

    void changeTo(AccessRequest.State other, Instant at, long change) {
        state = other;
        changeNumber = change;
        changedAt = at.truncatedTo(ChronoUnit.MICROS);
    }

    void setDecidedBy(UserId by, UserName name) {
        decidedBy = by.value();
        decidedByName = name.value();
    }

    void setGrants(List<GrantId> grants, @Nullable Instant until) {
        grantIds = grants.stream().map(GrantId::toString).collect(Collectors.joining(" "));
        grantedUntil = until;
    }

    void setDeclineReason(String declineReason) {
        this.declineReason = declineReason;
    }

    AccessRequest toRequest(UserName name, boolean canReceiveGrants, Instant now) {
        Map<ServerId, String> byId = JSON.readValue(servers, NAMES).entrySet().stream()
                .collect(Collectors.toMap(entry -> new ServerId(entry.getKey()), Map.Entry::getValue));
        return new AccessRequest(
                new AccessRequestId(id),
                user(),
                name,
                new RequestedAccess(
                        target(byId.keySet()), Permission.parse(permissions), Duration.ofSeconds(seconds), reason),
                projectName,
                byId,
                null,
                requestedAt,
                state(canReceiveGrants, now),
                decision(),
                seen);
    }

    private AccessRequest.State state(boolean canReceiveGrants, Instant now) {
        if (state != AccessRequest.State.OPEN) {
            return state;
        }
        if (!canReceiveGrants) {
            return AccessRequest.State.LAPSED;
        }
        return requestedAt.plus(AccessRequest.OPEN_PERIOD).isAfter(now)
                ? AccessRequest.State.OPEN
                : AccessRequest.State.EXPIRED;
    }

    private @Nullable AccessRequestTarget target(Set<ServerId> ids) {
        return cloud == null || project == null
                ? null
                : new AccessRequestTarget(
                        new CloudName(cloud),
                        new ProjectId(project),
                        kind == null ? null : ResourceKind.fromCode(kind).orElseThrow(),
                        ids);
    }

    private AccessRequest.@Nullable RequestDecision decision() {
        return decidedByName == null
                ? null
                : new AccessRequest.RequestDecision(
                        new UserName(decidedByName),
                        changedAt,
                        declineReason,
                        grantIds == null
                                ? List.of()
                                : Arrays.stream(grantIds.split(" "))
                                        .map(id -> new GrantId(UUID.fromString(id)))
                                        .toList(),
                        grantedUntil);
    }
}
