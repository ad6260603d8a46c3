package org.stackdeck.api.grants;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.json.ResourceSelectorJson;
import org.stackdeck.access.json.WeeklyHoursJson;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.group.GroupService;

/** Converts grants to responses, with the current names of users, groups and projects. */
@Component
public class GrantResponseMapper {

    private final Clouds clouds;
    private final UserDirectory userDirectory;
    private final GroupService groupService;

    GrantResponseMapper(Clouds clouds, UserDirectory userDirectory, GroupService groupService) {
        this.clouds = clouds;
        this.userDirectory = userDirectory;
        this.groupService = groupService;
    }

    GrantResponse toResponse(Grant grant) {
        Optional<String> name = switch (grant.grantee()) {
            case Grantee.OfUser(var id) ->
                userDirectory.find(id).map(user -> user.name().value());
            case Grantee.OfGroup(var id) ->
                groupService.find(id).map(group -> group.name().value());
        };
        return toResponse(grant, name);
    }

    /** Converts the grants. Loads all users and all groups with one query each. */
    List<GrantResponse> toResponses(List<Grant> grants) {
        Map<UUID, String> names = new HashMap<>();
        userDirectory
                .all()
                .forEach(user -> names.put(user.id().value(), user.name().value()));
        groupService
                .all()
                .forEach(group -> names.put(group.id().value(), group.name().value()));
        return grants.stream()
                .map(grant -> toResponse(
                        grant, Optional.ofNullable(names.get(grant.grantee().uuid()))))
                .toList();
    }

    private GrantResponse toResponse(Grant grant, Optional<String> granteeName) {
        String name = granteeName.orElse(grant.grantee().uuid().toString());
        GrantTermsResponse terms = toTermsResponse(grant.terms());
        return new GrantResponse(
                grant.id().toString(),
                grant.grantee() instanceof Grantee.OfUser ? name : null,
                grant.grantee() instanceof Grantee.OfGroup ? name : null,
                terms.projects().size() == 1 ? terms.projects().getFirst() : null,
                terms.projectIds().size() == 1 ? terms.projectIds().getFirst() : null,
                terms);
    }

    public GrantTermsResponse toTermsResponse(GrantTerms grantTerms) {
        List<ProjectId> ids = grantTerms.projects().stream().sorted().toList();
        return new GrantTermsResponse(
                grantTerms.cloud().value(),
                grantTerms.coversAllProjects()
                        ? List.of(GrantRequestMapper.ALL_PROJECTS)
                        : ids.stream()
                                .map(id -> projectName(grantTerms.cloud(), id))
                                .toList(),
                ids.stream().map(ProjectId::value).toList(),
                ResourceSelectorJson.of(grantTerms.servers()),
                grantTerms.role().isNamed() ? grantTerms.role().name() : null,
                Permission.codes(grantTerms.role().permissions()),
                grantTerms.from(),
                grantTerms.until(),
                grantTerms.hours() == null ? null : WeeklyHoursJson.of(grantTerms.hours()));
    }

    /** Returns the name of a project, or its ID if the name is unknown. */
    private String projectName(CloudName cloud, ProjectId id) {
        return clouds.project(cloud, id).map(Project::name).orElse(id.value());
    }
}
