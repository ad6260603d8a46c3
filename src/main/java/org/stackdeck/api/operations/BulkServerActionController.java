package org.stackdeck.api.operations;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.DomainErrorMapper;
import org.stackdeck.api.error.ProblemDetailFactory;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFields;
import org.stackdeck.api.servers.IdempotentRequestFactory;
import org.stackdeck.api.servers.OperationResponse;
import org.stackdeck.api.servers.OperationResponseMapper;
import org.stackdeck.api.servers.ServerActionRequestHandler;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.operations.BulkOperationService;
import org.stackdeck.operations.IdempotencyKeyReusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;

/** REST controller for an action on several servers. */
@Tag(name = "servers")
@RestController
public class BulkServerActionController {

    private static final Logger LOG = LoggerFactory.getLogger(BulkServerActionController.class);

    private final ServerActionRequestHandler handler;
    private final IdempotentRequestFactory idempotentRequestFactory;
    private final OperationService operationService;
    private final OperationResponseMapper mapper;
    private final ProblemDetailFactory problems;

    BulkServerActionController(
            ServerActionRequestHandler handler,
            IdempotentRequestFactory idempotentRequestFactory,
            OperationService operationService,
            OperationResponseMapper mapper,
            ProblemDetailFactory problems) {
        this.handler = handler;
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
    @PostMapping("/api/os/servers/action")
    ResponseEntity<BulkActionResponse> submit(
            Caller caller,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestHeader(name = IdempotentRequestFactory.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody BulkActionRequest bulkActionRequest,
            HttpServletRequest request) {
        ActionRequest actionRequest = ActionRequest.of(bulkActionRequest.parseAction());
        List<String> ids = bulkActionRequest.requireIds();
        IdempotentRequest whole = idempotentRequestFactory.create(idempotencyKey, "bulk", cloud, bulkActionRequest);
        if (whole != null) {
            operationService.reserveKey(caller, whole);
        }
        List<BulkActionResult> bulkActionResults = new ArrayList<>();
        for (String id : ids) {
            // All occurrences of a server are the same part of the request.
            IdempotentRequest part = whole == null ? null : whole.withPart(1 + ids.indexOf(id));
            try {
                bulkActionResults.add(submitOne(caller, id, cloud, actionRequest, part, request));
            } catch (RuntimeException e) {
                if (bulkActionResults.stream().allMatch(bulkActionResult -> bulkActionResult.operation() == null)) {
                    throw e;
                }
                // The response must report the operations that have been accepted.
                boolean ended = e instanceof SessionEndedException;
                if (!ended) {
                    LOG.warn("A bulk action was aborted. The response lists the servers that were not processed", e);
                }
                ProblemDetail brokenOff = ended
                        ? problems.create(request, HttpStatus.UNAUTHORIZED, "http-401")
                        : problems.create(request, HttpStatus.SERVICE_UNAVAILABLE, "broken-off");
                ids.stream()
                        .skip(bulkActionResults.size())
                        .forEach(rest -> bulkActionResults.add(new BulkActionResult(rest, null, brokenOff)));
                break;
            }
        }
        return ResponseEntity.accepted().body(new BulkActionResponse(bulkActionResults));
    }

    private BulkActionResult submitOne(
            Caller caller,
            String id,
            @Nullable String cloud,
            ActionRequest actionRequest,
            @Nullable IdempotentRequest part,
            HttpServletRequest request) {
        try {
            Operation operation =
                    handler.submit(caller, id, cloud, actionRequest, part).operation();
            return new BulkActionResult(id, mapper.toResponse(operation, request), null);
        } catch (ProblemException | CloudException | IdempotencyKeyReusedException e) {
            return new BulkActionResult(
                    id,
                    null,
                    problems.create(request, DomainErrorMapper.toProblem(e).orElseThrow(() -> e)));
        }
    }

    /** Results in the order of the requested IDs. */
    record BulkActionResponse(List<BulkActionResult> results) {}

    /** Exactly one of {@code operation} and {@code problem} is null. */
    record BulkActionResult(
            String server,
            @Nullable OperationResponse operation,
            @Nullable ProblemDetail problem) {}

    /**
     * @param action name of a {@link ServerAction} without required parameters
     * @param servers IDs of the servers, at most 500
     */
    record BulkActionRequest(
            @Nullable String action, @Nullable List<@Nullable String> servers) {

        ServerAction parseAction() {
            return ServerAction.fromCode(RequestFields.require(action, "action"))
                    .filter(known -> known.required().isEmpty())
                    .filter(ServerAction.forExistingServers()::contains)
                    .orElseThrow(() -> ProblemException.invalidField("action", "unknown-action", actionNames()));
        }

        List<String> requireIds() {
            if (servers == null || servers.isEmpty()) {
                throw ProblemException.missingField("servers");
            }
            RequestFields.requireMaxSize(servers, BulkOperationService.MAX_TARGETS, "servers");
            return servers.stream()
                    .map(id -> RequestFields.require(id, "servers"))
                    .toList();
        }

        private static String actionNames() {
            return ServerAction.forExistingServers().stream()
                    .filter(action -> action.required().isEmpty())
                    .map(ServerAction::code)
                    .collect(Collectors.joining(", "));
        }
    }
}
