package org.stackdeck.api.operations;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.api.launch.LaunchRequest;
import org.stackdeck.api.resources.ResourceRequestHandler;
import org.stackdeck.api.servers.ServerActionRequestHandler;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.RelaunchParameters;
import org.stackdeck.operations.RerunPolicy;

@Tag(name = "servers")
@RestController
public class OperationController {

    private final OperationService operationService;
    private final ServerActionRequestHandler serverActionHandler;
    private final ResourceRequestHandler resourceActionHandler;
    private final LaunchService launchService;
    private final IdempotentRequestFactory idempotentRequestFactory;
    private final OperationResponseMapper mapper;

    OperationController(
            OperationService operationService,
            ServerActionRequestHandler serverActionHandler,
            ResourceRequestHandler resourceActionHandler,
            LaunchService launchService,
            IdempotentRequestFactory idempotentRequestFactory,
            OperationResponseMapper mapper) {
        this.launchService = launchService;
        this.operationService = operationService;
        this.serverActionHandler = serverActionHandler;
        this.resourceActionHandler = resourceActionHandler;
        this.idempotentRequestFactory = idempotentRequestFactory;
        this.mapper = mapper;
    }

    @GetMapping("/api/os/operations/{id}")
    OperationResponse get(Caller caller, @PathVariable String id, HttpServletRequest request) {
        return parseId(id)
                .flatMap(known -> operationService.find(caller, known))
                .map(operation -> mapper.toResponse(operation, request))
                .orElseThrow(() -> ProblemException.notFound("unknown-operation"));
    }

    /** Lists the operations that the caller may see, newest first. */
    @GetMapping("/api/os/operations")
    OperationListResponse list(Caller caller, OperationQueryParameters parameters, HttpServletRequest request) {
        return new OperationListResponse(
                operationService.listRecent(caller, parameters.toFilter(), parameters.parseLimit()).stream()
                        .map(operation -> mapper.toResponse(operation, request))
                        .toList());
    }

    /** Cancels an operation that has not been sent to the cloud yet. */
    @DeleteMapping("/api/os/operations/{id}")
    OperationResponse cancel(Caller caller, @PathVariable String id, HttpServletRequest request) {
        Operation operation;
        try {
            operation = parseId(id)
                    .flatMap(known -> operationService.cancel(caller, known))
                    .orElseThrow(() -> ProblemException.notFound("unknown-operation"));
        } catch (ActionRefusedException e) {
            throw ProblemException.forbidden("not-yours");
        }
        if (operation.state() != Operation.State.CANCELLED) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "already-sent",
                    Map.of("state", operation.state().name()));
        }
        return mapper.toResponse(operation, request);
    }

    /**
     * Returns the password that the cloud generated: only once, within an hour, and only to the user who requested the
     * operation.
     */
    @PostMapping("/api/os/operations/{id}/password")
    AdminPasswordResponse revealPassword(Caller caller, @PathVariable String id) {
        return parseId(id)
                .flatMap(known -> operationService.revealPassword(caller, known))
                .map(AdminPasswordResponse::new)
                .orElseThrow(() -> ProblemException.notFound("no-password"));
    }

    /** Generated password, which {@link #toString} omits. */
    record AdminPasswordResponse(String adminPassword) {

        @Override
        public String toString() {
            return "Password";
        }
    }

    /**
     * Reruns the operation as a new operation of the caller, with all checks.
     *
     * @param idempotencyKey a request that is repeated with the same key within 24 hours reruns the operation
     *     only once
     */
    @PostMapping("/api/os/operations/{id}/again")
    ResponseEntity<OperationResponse> rerun(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = IdempotentRequestFactory.HEADER, required = false) @Nullable String idempotencyKey,
            HttpServletRequest request) {
        Operation before = parseId(id)
                .flatMap(known -> operationService.find(caller, known))
                .orElseThrow(() -> ProblemException.notFound("unknown-operation"));
        switch (RerunPolicy.of(before)) {
            case SAME_REQUEST -> {}
            case IN_PROGRESS -> throw rerunRefused("again-under-way");
            case SECRET_DELETED -> throw rerunRefused("again-secret");
            case INCOMPLETE -> throw rerunRefused("again-incomplete");
            case LAUNCH -> throw rerunRefused(caller, before);
        }
        Operation operation = rerun(caller, before, idempotentRequestFactory.create(idempotencyKey, "again", id));
        return ResponseEntity.accepted()
                .location(URI.create("/api/os/operations/" + operation.id()))
                .body(mapper.toResponse(operation, request));
    }

    private Operation rerun(Caller caller, Operation before, @Nullable IdempotentRequest idempotentRequest) {
        ActionRequest actionRequest = RerunPolicy.requestFor(before);
        if (before.action().isCreation()) {
            return resourceActionHandler.repeat(caller, before, idempotentRequest);
        }
        String id = before.target().idText();
        String cloud = before.cloud().value();
        return before.target() instanceof ResourceKey key
                ? resourceActionHandler.submit(caller, key.kind(), id, cloud, actionRequest, idempotentRequest)
                : serverActionHandler
                        .submit(caller, id, cloud, actionRequest, idempotentRequest)
                        .operation();
    }

    /**
     * Returns the problem that refuses the rerun of a launch. If the launch parameters are stored, the problem contains
     * them and the names of the omitted fields.
     */
    private ProblemException rerunRefused(Caller caller, Operation before) {
        return launchService
                .findFailed(caller, before.id())
                .map(failed -> new ProblemException(
                        HttpStatus.CONFLICT,
                        "again-launch-anew",
                        Map.of(
                                "server",
                                LaunchRequest.of(failed.server(), failed.cloud(), failed.project()),
                                "leftOut",
                                failed.omittedFields().stream()
                                        .map(RelaunchParameters.OmittedField::code)
                                        .sorted()
                                        .toList())))
                .orElseGet(() -> rerunRefused("again-launch"));
    }

    private static ProblemException rerunRefused(String code) {
        return ProblemException.conflict(code);
    }

    private static Optional<OperationId> parseId(String id) {
        return RequestFieldValidator.parse(UUID::fromString, id).map(OperationId::new);
    }

    /** Operations, newest first. */
    record OperationListResponse(List<OperationResponse> operations) {}
}
