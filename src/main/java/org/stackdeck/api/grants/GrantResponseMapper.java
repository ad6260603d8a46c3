package org.stackdeck.api.grants;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.json.ServerSelectorJson;
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
        GrantTermsResponse terms = toTermsResponse(grant.terms());
        return new GrantResponse(
                grant.id().toString(),
                userName(grant.grantee()),
                groupName(grant.grantee()),
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
                ServerSelectorJson.of(grantTerms.servers()),
                grantTerms.role().isNamed() ? grantTerms.role().name() : null,
                Permission.codes(grantTerms.role().permissions()),
                grantTerms.from(),
                grantTerms.until(),
                grantTerms.hours() == null ? null : WeeklyHoursJson.of(grantTerms.hours()));
    }

    private @Nullable String userName(Grantee grantee) {
        return grantee instanceof Grantee.OfUser(var id)
                ? userDirectory.find(id).map(user -> user.name().value()).orElse(id.toString())
                : null;
    }

    private @Nullable String groupName(Grantee grantee) {
        return grantee instanceof Grantee.OfGroup(var id)
                ? groupService.find(id).map(group -> group.name().value()).orElse(id.toString())
                : null;
    }

    /** Returns the name of a project, or its ID if the name is unknown. */
    private String projectName(CloudName cloud, ProjectId id) {
        return clouds.project(cloud, id).map(Project::name).orElse(id.value());
    }
}
