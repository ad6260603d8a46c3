package org.stackdeck.api.projects;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.api.error.LaunchErrorMapper;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.Caller;

/** Finds a project by name or ID among those visible to the caller. Other projects are treated as nonexistent. */
@Component
public class ProjectResolver {

    private final Clouds clouds;
    private final AccessDecisionService accessDecisionService;

    ProjectResolver(Clouds clouds, AccessDecisionService accessDecisionService) {
        this.clouds = clouds;
        this.accessDecisionService = accessDecisionService;
    }

    /** @param cloud null for any cloud */
    public Project find(Caller caller, @Nullable String nameOrId, @Nullable String cloud) {
        String given = RequestFieldValidator.requireText(nameOrId, "project");
        EffectivePermissions effectivePermissions = accessDecisionService.permissions(caller.userId());
        List<Project> named = clouds.projects().stream()
                .filter(project -> cloud == null || project.cloud().value().equals(cloud))
                .filter(project ->
                        project.id().value().equals(given) || project.name().equals(given))
                .filter(project -> effectivePermissions.coversPartOfProject(project.cloud(), project.id()))
                .toList();
        return switch (named.size()) {
            case 0 -> throw LaunchErrorMapper.unknownProject();
            case 1 -> named.getFirst();
            default ->
                throw ProblemException.invalidField(
                        "project",
                        "ambiguous-project",
                        String.join(
                                ", ",
                                named.stream()
                                        .map(project -> project.cloud() + ": " + project.id())
                                        .toList()));
        };
    }
}
