package org.stackdeck.api.projects;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.cloud.Project;
import org.stackdeck.identity.Caller;
import org.stackdeck.quotas.QuotaService;
import org.stackdeck.quotas.UnknownProjectException;

/** REST controller for projects that the caller may see as a whole, and their quotas. */
@Tag(name = "projects")
@RestController
@RequestMapping("/api/os/projects")
public class ProjectController {

    private final QuotaService quotaService;

    ProjectController(QuotaService quotaService) {
        this.quotaService = quotaService;
    }

    @GetMapping
    List<ProjectResponse> list(Caller caller) {
        return quotaService.projects(caller).stream().map(ProjectResponse::of).toList();
    }

    /** @param cloud required only if several clouds have a project with this ID */
    @GetMapping("/{id}/limits")
    ProjectLimitsResponse getLimits(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        Project project = requireProject(caller, id, cloud);
        try {
            return ProjectLimitsResponse.of(project, quotaService.load(caller, project.cloud(), project.id()));
        } catch (UnknownProjectException e) {
            throw ProblemException.notFound("no-project");
        }
    }

    private Project requireProject(Caller caller, String id, @Nullable String cloud) {
        List<Project> named = quotaService.projects(caller).stream()
                .filter(project -> project.id().value().equals(id))
                .filter(project -> cloud == null || project.cloud().value().equals(cloud))
                .toList();
        return switch (named.size()) {
            case 0 -> throw ProblemException.notFound("no-project");
            case 1 -> named.getFirst();
            default -> {
                List<String> clouds =
                        named.stream().map(project -> project.cloud().value()).toList();
                throw new ProblemException(
                        HttpStatus.CONFLICT,
                        "ambiguous-project-id",
                        Map.of("clouds", clouds),
                        String.join(", ", clouds));
            }
        };
    }

    record ProjectResponse(String id, String name, String cloud) {

        static ProjectResponse of(Project project) {
            return new ProjectResponse(
                    project.id().value(), project.name(), project.cloud().value());
        }
    }
}
