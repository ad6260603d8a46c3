package org.stackdeck.api;

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
import org.stackdeck.cloud.Project;
import org.stackdeck.identity.Caller;
import org.stackdeck.quotas.Quotas;
import org.stackdeck.quotas.UnknownProjectException;

/** REST controller for projects that the caller may see as a whole, and their quotas. */
@Tag(name = "projects")
@RestController
@RequestMapping("/api/os/projects")
class ProjectController {

    private final Quotas quotas;

    ProjectController(Quotas quotas) {
        this.quotas = quotas;
    }

    @GetMapping
    List<ProjectBody> projects(Caller caller) {
        return quotas.projects(caller).stream().map(ProjectBody::of).toList();
    }

    /** @param cloud required only if several clouds have a project with this id */
    @GetMapping("/{id}/limits")
    LimitsBody limits(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        Project project = known(caller, id, cloud);
        try {
            return LimitsBody.of(project, quotas.read(caller, project.cloud(), project.id()));
        } catch (UnknownProjectException e) {
            throw ProblemException.notFound("no-project");
        }
    }

    private Project known(Caller caller, String id, @Nullable String cloud) {
        List<Project> named = quotas.projects(caller).stream()
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

    record ProjectBody(String id, String name, String cloud) {

        static ProjectBody of(Project project) {
            return new ProjectBody(
                    project.id().value(), project.name(), project.cloud().value());
        }
    }
}
