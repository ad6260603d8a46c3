package org.stackdeck.access.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.stackdeck.access.Grantee;

public interface GrantRepository extends Repository<GrantEntity, UUID> {

    List<GrantEntity> findByGranteeTypeAndGranteeId(GrantEntity.GranteeType type, UUID granteeId);

    /** Returns the grants in {@link GrantEntity#ORDER}. */
    default List<GrantEntity> findByGrantee(Grantee grantee) {
        return findByGranteeTypeAndGranteeId(GrantEntity.type(grantee), grantee.uuid()).stream()
                .sorted(GrantEntity.ORDER)
                .toList();
    }

    List<GrantEntity> findByRole(String role);

    List<GrantEntity> findAll();

    /** Returns the grants that name the project and have not ended. */
    @Query("""
            select new org.stackdeck.access.grant.ProjectGrantRow(
              g.id, g.granteeType, g.granteeId, g.servers, g.role, g.permissions, g.validFrom, g.validUntil, g.hours, false)
            from GrantEntity g join g.projects project
            where project = ?2 and g.cloud = ?1 and (g.validUntil is null or g.validUntil > ?3)""")
    List<ProjectGrantRow> findNotEndedByProject(String cloud, String project, Instant now);

    /** Returns the grants for all projects of the cloud that have not ended. */
    @Query("""
            select new org.stackdeck.access.grant.ProjectGrantRow(
              g.id, g.granteeType, g.granteeId, g.servers, g.role, g.permissions, g.validFrom, g.validUntil, g.hours, true)
            from GrantEntity g
            where g.allProjects = true and g.cloud = ?1 and (g.validUntil is null or g.validUntil > ?2)""")
    List<ProjectGrantRow> findNotEndedForAllProjects(String cloud, Instant now);

    /** Number of grants of a role to one user or group. */
    record RoleCount(String role, GrantEntity.GranteeType granteeType, UUID granteeId, long grants) {}

    @Query("""
            select new org.stackdeck.access.grant.GrantRepository$RoleCount(g.role, g.granteeType, g.granteeId, count(g))
            from GrantEntity g
            where g.role is not null
            group by g.role, g.granteeType, g.granteeId""")
    List<RoleCount> countByRole();

    Optional<GrantEntity> findById(UUID id);

    GrantEntity save(GrantEntity grantEntity);

    void delete(GrantEntity grantEntity);

    /**
     * Waits for the lock that serializes changes of grants, roles and owners, and holds it until the transaction ends.
     * Does not block reads.
     */
    @NativeQuery("select id from grants_lock where id = 1 for update")
    int lock();
}
