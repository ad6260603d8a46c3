package org.stackdeck.api.servers;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.api.error.ActionParameterErrorMapper;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.OperationService.Submission;

/** Submits actions on servers given by ID, and maps refusals to problems. */
@Component
public class ServerActionRequestHandler {

    private final VisibleServerService visibleServerService;
    private final OperationService operationService;

    ServerActionRequestHandler(VisibleServerService visibleServerService, OperationService operationService) {
        this.visibleServerService = visibleServerService;
        this.operationService = operationService;
    }

    /**
     * Submits an action on a server.
     *
     * @param idempotentRequest null for a request without an idempotency key. With a key, an operation that was already
     *     accepted is returned, even if its server no longer exists
     * @throws ProblemException if the action is refused
     */
    public Submission submit(
            Caller caller,
            String id,
            @Nullable String cloud,
            ActionRequest actionRequest,
            @Nullable IdempotentRequest idempotentRequest) {
        Optional<Operation> before = operationService.findAccepted(caller, idempotentRequest);
        if (before.isPresent()) {
            return new Submission(before.get(), false);
        }
        ServerKey server = actionRequest.serverAction().appliesToSoftDeleted()
                ? visibleServerService.findKeyIncludingSoftDeleted(caller, id, cloud)
                : visibleServerService.findKey(caller, id, cloud);
        try {
            return operationService.submit(caller, server, actionRequest, idempotentRequest);
        } catch (InvalidActionParameterException e) {
            throw ActionParameterErrorMapper.toProblem(e, actionRequest);
        } catch (ActionRefusedException e) {
            throw visibleServerService.toProblem(caller, server, cloud, e);
        }
    }
}
