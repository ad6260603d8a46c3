package org.stackdeck.api.launch;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ActionRefusalMapper;
import org.stackdeck.api.error.LaunchErrorMapper;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.keypairs.KeyPairController;
import org.stackdeck.api.operations.IdempotentRequestFactory;
import org.stackdeck.api.operations.OperationResponse;
import org.stackdeck.api.operations.OperationResponseMapper;
import org.stackdeck.api.projects.ProjectResolver;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.cloud.launch.InvalidNewServerException;
import org.stackdeck.identity.Caller;
import org.stackdeck.keypairs.UserKeyPairService;
import org.stackdeck.launchtemplates.LaunchTemplate;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.operations.Operation;

@Tag(name = "servers")
@RestController
public class LaunchController {

    private final LaunchService launchService;
    private final UserKeyPairService keys;
    private final LaunchTemplateMapper launchTemplates;
    private final ProjectResolver resolver;
    private final OperationResponseMapper mapper;
    private final IdempotentRequestFactory idempotentRequestFactory;

    LaunchController(
            LaunchService launchService,
            UserKeyPairService keys,
            LaunchTemplateMapper launchTemplates,
            ProjectResolver resolver,
            OperationResponseMapper mapper,
            IdempotentRequestFactory idempotentRequestFactory) {
        this.launchService = launchService;
        this.keys = keys;
        this.launchTemplates = launchTemplates;
        this.resolver = resolver;
        this.mapper = mapper;
        this.idempotentRequestFactory = idempotentRequestFactory;
    }

    /**
     * Launches one or more servers.
     *
     * @param idempotencyKey a request that is repeated with the same key and body within 24 hours launches
     *     the servers only once
     */
    @PostMapping("/api/os/servers")
    ResponseEntity<LaunchResponse> launch(
            Caller caller,
            @RequestHeader(name = IdempotentRequestFactory.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody LaunchRequest body,
            HttpServletRequest request) {
        IdempotentRequest idempotentRequest = idempotentRequestFactory.create(idempotencyKey, "launch", body);
        // Find accepted operations before names are resolved, because the named resources may no longer exist.
        List<Operation> accepted = launchService
                .findAccepted(caller, idempotentRequest)
                .orElseGet(() -> launch(caller, body, idempotentRequest));
        return ResponseEntity.accepted()
                .body(new LaunchResponse(accepted.stream()
                        .map(operation -> mapper.toResponse(operation, request))
                        .toList()));
    }

    private List<Operation> launch(Caller caller, LaunchRequest body, @Nullable IdempotentRequest idempotentRequest) {
        LaunchRequest launchRequest = resolveTemplate(caller, body);
        Project project = resolver.find(caller, launchRequest.project(), launchRequest.cloud());
        try {
            return launchService.launch(
                    caller,
                    project.cloud(),
                    project.id(),
                    launchRequest.toNewServer(resolveKey(caller, launchRequest)),
                    launchRequest.count() == null ? 1 : launchRequest.count(),
                    idempotentRequest);
        } catch (InvalidNewServerException e) {
            throw LaunchErrorMapper.toProblem(e);
        } catch (ActionRefusedException e) {
            throw ActionRefusalMapper.toProblem(e.availability(), project);
        }
    }

    /** Adds missing values from the launch template that the request names, if any. */
    private LaunchRequest resolveTemplate(Caller caller, LaunchRequest launchRequest) {
        String launchTemplate = launchRequest.recipe();
        if (launchTemplate == null) {
            return launchRequest;
        }
        if (launchRequest.project() != null || launchRequest.cloud() != null) {
            String field = launchRequest.project() != null ? "project" : "cloud";
            throw ProblemException.invalidField(field, "one-of", "recipe");
        }
        LaunchTemplate found = launchTemplates.find(caller, launchTemplate);
        return launchRequest.withDefaults(LaunchRequest.of(found.server(), found.cloud(), found.project()));
    }

    private @Nullable SshPublicKey resolveKey(Caller caller, LaunchRequest launchRequest) {
        String name = launchRequest.key();
        String line = launchRequest.publicKey();
        if (name != null && line != null) {
            throw ProblemException.invalidField("publicKey", "one-of", "key");
        }
        if (line != null) {
            return KeyPairController.parsePublicKey(line);
        }
        if (name == null) {
            return null;
        }
        return KeyPairController.parseName(name)
                .flatMap(known -> keys.find(caller, known))
                .orElseThrow(() -> ProblemException.invalidField("key", "no-such-key"))
                .publicKey();
    }

    /** Accepted operations, in the order of the numbers in the names of the servers. */
    record LaunchResponse(List<OperationResponse> operations) {}
}
