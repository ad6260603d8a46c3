package org.stackdeck.api.operations;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.DomainErrorMapper;
import org.stackdeck.api.error.ProblemDetailFactory;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.api.resources.ResourceController;
import org.stackdeck.api.resources.ResourceRequestHandler;
import org.stackdeck.api.servers.ServerActionRequestHandler;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.operations.IdempotencyKeyReusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;

/** REST controller for an action on several servers, or on several resources of another kind. */
@RestController
public class BulkActionController {

    private static final Logger LOG = LoggerFactory.getLogger(BulkActionController.class);

    private final ServerActionRequestHandler serverHandler;
    private final ResourceRequestHandler resourceHandler;
    private final IdempotentRequestFactory idempotentRequestFactory;
    private final OperationService operationService;
    private final OperationResponseMapper mapper;
    private final ProblemDetailFactory problems;

    BulkActionController(
            ServerActionRequestHandler serverHandler,
            ResourceRequestHandler resourceHandler,
            IdempotentRequestFactory idempotentRequestFactory,
            OperationService operationService,
            OperationResponseMapper mapper,
            ProblemDetailFactory problems) {
        this.serverHandler = serverHandler;
        this.resourceHandler = resourceHandler;
        this.idempotentRequestFactory = idempotentRequestFactory;
        this.operationService = operationService;
        this.mapper = mapper;
        this.problems = problems;
    }

    /**
     * Submits the action for each server, in the order of the IDs.
     *
     * @param idempotencyKey if a request with the same key and body is repeated within 24 hours, accepted
     *     operations are kept and only refused ones are submitted again
     */
    @Tag(name = "servers")
    @PostMapping("/api/os/servers/action")
    ResponseEntity<BulkServerActionResponse> submit(
            Caller caller,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestHeader(name = IdempotentRequestFactory.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody BulkServerActionRequest body,
            HttpServletRequest request) {
        ActionRequest actionRequest = ActionRequest.of(body.parseAction());
        List<BulkActionResult> results = submitAll(
                caller,
                requireIds(body.servers(), "servers"),
                idempotentRequestFactory.create(idempotencyKey, "bulk", cloud, body),
                request,
                (id, part) -> serverHandler
                        .submit(caller, id, cloud, actionRequest, part)
                        .operation());
        return ResponseEntity.accepted()
                .body(new BulkServerActionResponse(
                        results.stream().map(BulkServerActionResult::of).toList()));
    }

    /**
     * Submits the action for each resource, in the order of the IDs.
     *
     * @param idempotencyKey as for servers
     */
    @Tag(name = "resources")
    @PostMapping("/api/os/{kind:" + ResourceController.KINDS + "}/action")
    ResponseEntity<BulkActionResponse> submitForResources(
            Caller caller,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestHeader(name = IdempotentRequestFactory.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody BulkActionRequest body,
            HttpServletRequest request) {
        ResourceKind resourceKind = ResourceRequestHandler.kind(kind);
        ActionRequest actionRequest = ActionRequest.of(body.parseAction(resourceKind));
        List<BulkActionResult> results = submitAll(
                caller,
                requireIds(body.ids(), "ids"),
                idempotentRequestFactory.create(idempotencyKey, "bulk", kind, cloud, body),
                request,
                (id, part) -> resourceHandler.submit(caller, resourceKind, id, cloud, actionRequest, part));
        return ResponseEntity.accepted().body(new BulkActionResponse(results));
    }

    /** @param submission submits the action for an ID, which is a part of the whole request */
    private List<BulkActionResult> submitAll(
            Caller caller,
            List<String> ids,
            @Nullable IdempotentRequest whole,
            HttpServletRequest request,
            BiFunction<String, @Nullable IdempotentRequest, Operation> submission) {
        if (whole != null) {
            operationService.reserveKey(caller, whole);
        }
        List<BulkActionResult> results = new ArrayList<>();
        for (String id : ids) {
            // All occurrences of an ID are the same part of the request.
            IdempotentRequest part = whole == null ? null : whole.withPart(1 + ids.indexOf(id));
            try {
                results.add(submitOne(id, part, request, submission));
            } catch (RuntimeException e) {
                if (results.stream().allMatch(result -> result.operation() == null)) {
                    throw e;
                }
                // The response must report the operations that have been accepted.
                boolean ended = e instanceof SessionEndedException;
                if (!ended) {
                    LOG.warn("A bulk action was aborted. The response lists the objects that were not processed", e);
                }
                ProblemDetail brokenOff = ended
                        ? problems.create(request, HttpStatus.UNAUTHORIZED, "http-401")
                        : problems.create(request, HttpStatus.SERVICE_UNAVAILABLE, "broken-off");
                ids.stream()
                        .skip(results.size())
                        .forEach(rest -> results.add(new BulkActionResult(rest, null, brokenOff)));
                break;
            }
        }
        return results;
    }

    private BulkActionResult submitOne(
            String id,
            @Nullable IdempotentRequest part,
            HttpServletRequest request,
            BiFunction<String, @Nullable IdempotentRequest, Operation> submission) {
        try {
            return new BulkActionResult(id, mapper.toResponse(submission.apply(id, part), request), null);
        } catch (ProblemException | CloudException | IdempotencyKeyReusedException e) {
            return new BulkActionResult(
                    id,
                    null,
                    problems.create(request, DomainErrorMapper.toProblem(e).orElseThrow(() -> e)));
        }
    }

    private static List<String> requireIds(@Nullable List<@Nullable String> ids, String field) {
        if (ids == null || ids.isEmpty()) {
            throw ProblemException.missingField(field);
        }
        RequestFieldValidator.requireMaxSize(ids, OperationService.MAX_BULK_TARGETS, field);
        return ids.stream().map(id -> RequestFieldValidator.require(id, field)).toList();
    }

    private static <A extends CloudAction> A parseAction(@Nullable String code, Stream<A> actions) {
        String name = RequestFieldValidator.require(code, "action");
        List<A> known = actions.toList();
        return known.stream()
                .filter(action -> action.code().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalidField(
                        "action",
                        "unknown-action",
                        known.stream().map(CloudAction::code).collect(Collectors.joining(", "))));
    }

    /** Results in the order of the requested IDs. */
    record BulkServerActionResponse(List<BulkServerActionResult> results) {}

    /** Exactly one of {@code operation} and {@code problem} is null. */
    record BulkServerActionResult(
            String server,
            @Nullable OperationResponse operation,
            @Nullable ProblemDetail problem) {

        static BulkServerActionResult of(BulkActionResult result) {
            return new BulkServerActionResult(result.id(), result.operation(), result.problem());
        }
    }

    /** Results in the order of the requested IDs. */
    record BulkActionResponse(List<BulkActionResult> results) {}

    /** Exactly one of {@code operation} and {@code problem} is null. */
    record BulkActionResult(
            String id,
            @Nullable OperationResponse operation,
            @Nullable ProblemDetail problem) {}

    /**
     * @param action name of a {@link ServerAction} without required parameters
     * @param servers IDs of the servers, at most 500
     */
    record BulkServerActionRequest(
            @Nullable String action, @Nullable List<@Nullable String> servers) {

        ServerAction parseAction() {
            return BulkActionController.parseAction(
                    action,
                    ServerAction.forExistingServers().stream()
                            .filter(known -> known.required().isEmpty()));
        }
    }

    /**
     * @param action {@code delete}, or another {@link ResourceAction} without parameters
     * @param ids IDs of the resources, at most 500
     */
    record BulkActionRequest(
            @Nullable String action, @Nullable List<@Nullable String> ids) {

        ResourceAction parseAction(ResourceKind kind) {
            return BulkActionController.parseAction(action, ResourceActionLookup.bulkActionsOf(kind));
        }
    }
}
