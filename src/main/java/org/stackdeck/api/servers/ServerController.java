package org.stackdeck.api.servers;

import static org.stackdeck.cloud.action.ActionParameter.PASSWORD;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.operations.IdempotentRequestFactory;
import org.stackdeck.api.operations.OperationResponse;
import org.stackdeck.api.operations.OperationResponseMapper;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService.Submission;

/** REST controller for the servers that the caller may see, and for actions on them. */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers")
public class ServerController {

    private final VisibleServerService visibleServerService;
    private final ServerActionRequestHandler handler;
    private final IdempotentRequestFactory idempotentRequestFactory;
    private final OperationResponseMapper mapper;

    ServerController(
            VisibleServerService visibleServerService,
            ServerActionRequestHandler handler,
            IdempotentRequestFactory idempotentRequestFactory,
            OperationResponseMapper mapper) {
        this.visibleServerService = visibleServerService;
        this.handler = handler;
        this.idempotentRequestFactory = idempotentRequestFactory;
        this.mapper = mapper;
    }

    /**
     * Lists the servers that the caller may see.
     *
     * @param q search in the language of the search field on the page of servers; at most {@value
     *     SearchQuery#MAX_LENGTH} characters. Unlike the page, this endpoint refuses a filter without a value, and too
     *     many words or filters
     */
    @GetMapping
    ServerListResponse list(Caller caller, @RequestParam(required = false) @Nullable String q) {
        return visibleServerService.list(caller, q);
    }

    /** @param cloud required only if several clouds have a server with this ID */
    @GetMapping("/{id}")
    ServerResponse get(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        return visibleServerService.get(caller, id, cloud);
    }

    /**
     * Submits an action on a server.
     *
     * @param idempotencyKey a request that is repeated with the same key and body within 24 hours performs the
     *     action only once
     */
    @PostMapping("/{id}/action")
    ResponseEntity<ServerActionResponse> submitAction(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestHeader(name = IdempotentRequestFactory.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody ServerActionRequest body,
            HttpServletRequest request) {
        ActionRequest actionRequest = body.toActionRequest();
        String password = actionRequest.action().parameters().contains(PASSWORD)
                        && actionRequest.value(PASSWORD).isEmpty()
                ? AdminPasswordGenerator.generate()
                : null;
        ActionRequest whole = password == null ? actionRequest : actionRequest.with(PASSWORD, password);
        IdempotentRequest idempotentRequest =
                idempotentRequestFactory.create(idempotencyKey, "action", id, cloud, body);
        Submission submission = handler.submit(caller, id, cloud, whole, idempotentRequest);
        Operation operation = submission.operation();
        return ResponseEntity.accepted()
                .location(URI.create("/api/os/operations/" + operation.id()))
                .body(new ServerActionResponse(
                        mapper.toResponse(operation, request), submission.newlyAccepted() ? password : null));
    }

    /**
     * @param adminPassword administrator password that Stackdeck generated because the action sets one and the request
     *     contains none; returned only once, null otherwise
     */
    record ServerActionResponse(
            OperationResponse operation, @Nullable String adminPassword) {

        /** Omits the password. */
        @Override
        public String toString() {
            return "ServerActionResponse[" + operation + "]";
        }
    }
}
