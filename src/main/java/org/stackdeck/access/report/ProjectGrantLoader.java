package org.stackdeck.access.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.WeeklyHours;
import org.stackdeck.access.grant.GrantEntity;
import org.stackdeck.access.grant.GrantRepository;
import org.stackdeck.access.grant.ProjectGrantRow;
import org.stackdeck.access.json.GrantTermsJsonMapper;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;

/**
 * Loads the grants of all users for the servers or other resources of one project, with a fixed number of queries.
 * Equal JSON documents are parsed once. Must be used within a transaction.
 */
@Component
class ProjectGrantLoader {

    private final GrantRepository grants;
    private final RoleService roleService;
    private final GroupService groupService;

    ProjectGrantLoader(GrantRepository grants, RoleService roleService, GroupService groupService) {
        this.grants = grants;
        this.roleService = roleService;
        this.groupService = groupService;
    }

    /**
     * Grant that applies to a user.
     *
     * @param grant restricted to the resource's project if it names projects
     * @param group group through which the user has the grant; null for a grant to the user
     */
    record EffectiveGrant(Grant grant, @Nullable Group group) {}

    /** Returns the grants that have not ended and may select the resource, by user. */
    Map<UserId, List<EffectiveGrant>> loadByUser(ResourceAttributes resource, Instant now) {
        CloudName cloud = resource.cloud();
        ProjectId project = resource.project();
        Map<GroupId, Group> teams =
                groupService.all().stream().collect(Collectors.toMap(Group::id, Function.identity()));
        GrantRowReader grantRowReader = new GrantRowReader(cloud, project, roleService.currentRoles());
        Map<UserId, List<EffectiveGrant>> reaching = new HashMap<>();
        Stream<ProjectGrantRow> row = Stream.concat(
                grants.findNotEndedForAllProjects(cloud.value(), now).stream(),
                grants.findNotEndedByProject(cloud.value(), project.value(), now).stream());
        row.filter(line -> grantRowReader.mayApplyTo(line, resource)).forEach(line -> {
            Grant grant = grantRowReader.grant(line);
            switch (grant.grantee()) {
                case Grantee.OfUser(var user) -> add(reaching, user, new EffectiveGrant(grant, null));
                case Grantee.OfGroup(var id) -> {
                    Group team = teams.get(id);
                    if (team != null) {
                        team.members().forEach(user -> add(reaching, user, new EffectiveGrant(grant, team)));
                    }
                }
            }
        });
        return reaching;
    }

    private static void add(Map<UserId, List<EffectiveGrant>> reaching, UserId user, EffectiveGrant grant) {
        reaching.computeIfAbsent(user, _ -> new ArrayList<>()).add(grant);
    }

    /** Parses equal parts of the rows only once. */
    private static final class GrantRowReader {

        private final CloudName cloud;
        private final Set<ProjectId> projectIds;
        private final Function<String, Role> roles;
        private final Map<String, ResourceSelector> selectors = new HashMap<>();
        private final Map<String, Role> unnamed = new HashMap<>();
        private final Map<String, WeeklyHours> hours = new HashMap<>();

        GrantRowReader(CloudName cloud, ProjectId project, Function<String, Role> roles) {
            this.cloud = cloud;
            this.projectIds = Set.of(project);
            this.roles = roles;
        }

        /** Returns whether the grant may select the resource for some user. Ownership is checked later. */
        boolean mayApplyTo(ProjectGrantRow line, ResourceAttributes resource) {
            return selector(line).selects(resource, Set.of(resource.target()));
        }

        Grant grant(ProjectGrantRow line) {
            return new Grant(
                    new GrantId(line.id()),
                    GrantEntity.grantee(line.granteeType(), line.granteeId()),
                    new GrantTerms(
                            cloud,
                            line.allProjects() ? Set.of() : projectIds,
                            selector(line),
                            role(line),
                            line.validFrom(),
                            line.validUntil(),
                            line.hours() == null
                                    ? null
                                    : hours.computeIfAbsent(line.hours(), GrantTermsJsonMapper::hours)));
        }

        private ResourceSelector selector(ProjectGrantRow line) {
            return selectors.computeIfAbsent(line.servers(), GrantTermsJsonMapper::selector);
        }

        private Role role(ProjectGrantRow line) {
            if (line.role() != null) {
                return roles.apply(line.role());
            }
            return unnamed.computeIfAbsent(
                    line.permissions() == null ? "" : line.permissions(), text -> Role.unnamed(Permission.parse(text)));
        }
    }
}
