package org.stackdeck.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface GrantRepository extends Repository<StoredGrant, UUID> {

    List<StoredGrant> findBySubjectTypeAndSubjectId(StoredGrant.SubjectType type, UUID subject);

    List<StoredGrant> findByRole(String role);

    List<StoredGrant> findAll();

    /** Grants that name the project and have not ended. */
    @Query("""
            select new org.stackdeck.access.GrantAbout(
              g.id, g.subjectType, g.subjectId, g.servers, g.role, g.permissions, g.validFrom, g.validUntil, g.hours, false)
            from StoredGrant g join g.projects project
            where project = ?2 and g.cloud = ?1 and (g.validUntil is null or g.validUntil > ?3)""")
    List<GrantAbout> naming(String cloud, String project, Instant now);

    /** Grants for all projects of the cloud that have not ended. */
    @Query("""
            select new org.stackdeck.access.GrantAbout(
              g.id, g.subjectType, g.subjectId, g.servers, g.role, g.permissions, g.validFrom, g.validUntil, g.hours, true)
            from StoredGrant g
            where g.allProjects = true and g.cloud = ?1 and (g.validUntil is null or g.validUntil > ?2)""")
    List<GrantAbout> ofAllProjects(String cloud, Instant now);

    /** Number of grants of a role to one user or group. */
    record RoleCount(String role, StoredGrant.SubjectType subjectType, UUID subjectId, long grants) {}

    @Query("""
            select new org.stackdeck.access.GrantRepository$RoleCount(g.role, g.subjectType, g.subjectId, count(g))
            from StoredGrant g
            where g.role is not null
            group by g.role, g.subjectType, g.subjectId""")
    List<RoleCount> countByRole();

    Optional<StoredGrant> findById(UUID id);

    StoredGrant save(StoredGrant grant);

    void delete(StoredGrant grant);

    /** Locks all grants until the transaction ends. */
    @NativeQuery("select id from grants_lock where id = 1 for update")
    int lock();
}
