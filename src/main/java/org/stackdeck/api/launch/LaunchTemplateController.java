package org.stackdeck.api.launch;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ActionRefusalMapper;
import org.stackdeck.api.error.LaunchErrorMapper;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.api.launch.LaunchTemplateMapper.LaunchTemplateResponse;
import org.stackdeck.api.launch.LaunchTemplateMapper.SharingDto;
import org.stackdeck.api.projects.ProjectResolver;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.launch.InvalidNewServerException;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.identity.Caller;
import org.stackdeck.launchtemplates.LaunchTemplate;
import org.stackdeck.launchtemplates.LaunchTemplateException;
import org.stackdeck.launchtemplates.LaunchTemplateException.Reason;
import org.stackdeck.launchtemplates.LaunchTemplateId;
import org.stackdeck.launchtemplates.LaunchTemplateName;
import org.stackdeck.launchtemplates.LaunchTemplateService;
import org.stackdeck.operations.ActionRefusedException;

@Tag(name = "recipes")
@RestController
@RequestMapping("/api/recipes")
public class LaunchTemplateController {

    private final LaunchTemplateService launchTemplateService;
    private final LaunchTemplateMapper mapper;
    private final ProjectResolver resolver;
    private final Clouds clouds;

    LaunchTemplateController(
            LaunchTemplateService launchTemplateService,
            LaunchTemplateMapper mapper,
            ProjectResolver resolver,
            Clouds clouds) {
        this.launchTemplateService = launchTemplateService;
        this.mapper = mapper;
        this.resolver = resolver;
        this.clouds = clouds;
    }

    /** Lists the launch templates that the caller may see, sorted by name. */
    @GetMapping
    LaunchTemplateListResponse list(Caller caller) {
        return new LaunchTemplateListResponse(launchTemplateService.list(caller).stream()
                .map(launchTemplate -> mapper.toResponse(caller, launchTemplate))
                .toList());
    }

    @PostMapping
    ResponseEntity<LaunchTemplateResponse> create(
            Caller caller, @RequestBody LaunchTemplateRequest launchTemplateRequest) {
        LaunchTemplateName name = parseName(launchTemplateRequest.name());
        Project project = resolver.find(caller, launchTemplateRequest.project(), launchTemplateRequest.cloud());
        NewServer server = parseServer(launchTemplateRequest.server());
        LaunchTemplate created = mapErrors(
                project,
                () -> launchTemplateService.create(
                        caller,
                        name,
                        project.cloud(),
                        project.id(),
                        server,
                        mapper.parseSharing(launchTemplateRequest.sharedWith())));
        return ResponseEntity.status(HttpStatus.CREATED).body(mapper.toResponse(caller, created));
    }

    /** Replaces everything except the project of the launch template. */
    @PutMapping("/{id}")
    LaunchTemplateResponse update(
            Caller caller, @PathVariable String id, @RequestBody LaunchTemplateUpdateRequest request) {
        LaunchTemplateId known = requireId(id);
        LaunchTemplate before = launchTemplateService
                .find(caller, known)
                .orElseThrow(() -> new LaunchTemplateException(Reason.UNKNOWN));
        LaunchTemplateName name = parseName(request.name());
        NewServer server = parseServer(request.server());
        Project project = clouds.project(before.cloud(), before.project())
                .orElseGet(() -> new Project(
                        before.cloud(), before.project(), before.project().value()));
        return mapper.toResponse(
                caller,
                mapErrors(
                        project,
                        () -> launchTemplateService.update(
                                caller, known, name, server, mapper.parseSharing(request.sharedWith()))));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
        launchTemplateService.delete(caller, requireId(id));
        return ResponseEntity.noContent().build();
    }

    private static LaunchTemplateId requireId(String id) {
        return LaunchTemplateMapper.parseId(id).orElseThrow(() -> new LaunchTemplateException(Reason.UNKNOWN));
    }

    private static LaunchTemplateName parseName(@Nullable String given) {
        return RequestFieldValidator.parse(LaunchTemplateName::new, RequestFieldValidator.require(given, "name"))
                .orElseThrow(
                        () -> ProblemException.invalidField("name", "bad-recipe-name", LaunchTemplateName.MAX_LENGTH));
    }

    private static NewServer parseServer(@Nullable LaunchRequest given) {
        LaunchRequest launchRequest = RequestFieldValidator.require(given, "server");
        try {
            launchRequest.findUnsupportedField().ifPresent(field -> {
                throw ProblemException.invalidField(field, "recipe-without");
            });
            return launchRequest.toNewServer(null);
        } catch (InvalidNewServerException e) {
            throw LaunchErrorMapper.toProblem(e).inParent("server");
        } catch (ProblemException e) {
            throw e.inParent("server");
        }
    }

    private static LaunchTemplate mapErrors(Project project, Supplier<LaunchTemplate> action) {
        try {
            return action.get();
        } catch (ActionRefusedException e) {
            throw ActionRefusalMapper.toProblem(e.availability(), project);
        }
    }

    /**
     * @param cloud required only if several clouds have a project with this name or ID
     * @param project name or ID of the project
     * @param server a launch request without {@code recipe}, {@code cloud}, {@code project}, {@code count},
     *     {@code ports}, {@code key}, {@code publicKey} and {@code userData}
     * @param sharedWith by default only the owner can use the launch template
     */
    record LaunchTemplateRequest(
            @Nullable String name,
            @Nullable String cloud,
            @Nullable String project,
            @Nullable LaunchRequest server,
            @Nullable SharingDto sharedWith) {}

    /** Request body for changing a launch template, whose project cannot change. */
    record LaunchTemplateUpdateRequest(
            @Nullable String name,
            @Nullable LaunchRequest server,
            @Nullable SharingDto sharedWith) {}

    record LaunchTemplateListResponse(List<LaunchTemplateResponse> recipes) {}
}
