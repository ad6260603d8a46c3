package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.Operations;

/** What became of an action. */
@Tag(name = "servers")
@RestController
class OperationController {

    private final Operations operations;
    private final OperationBodies bodies;

    OperationController(Operations operations, OperationBodies bodies) {
        this.operations = operations;
        this.bodies = bodies;
    }

    @GetMapping("/api/os/operations/{id}")
    OperationBody operation(Caller caller, @PathVariable String id, HttpServletRequest request) {
        return parsed(id)
                .flatMap(known -> operations.find(caller, known))
                .map(operation -> bodies.body(operation, request))
                .orElseThrow(() -> ProblemException.notFound("unknown-operation"));
    }

    /** Takes it back before it is sent. */
    @DeleteMapping("/api/os/operations/{id}")
    OperationBody withdraw(Caller caller, @PathVariable String id, HttpServletRequest request) {
        Operation operation;
        try {
            operation = parsed(id)
                    .flatMap(known -> operations.withdraw(caller, known))
                    .orElseThrow(() -> ProblemException.notFound("unknown-operation"));
        } catch (ActionRefusedException e) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "not-yours", Map.of());
        }
        if (operation.state() != Operation.State.CANCELLED) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "already-sent",
                    Map.of("state", operation.state().name()));
        }
        return bodies.body(operation, request);
    }

    private static Optional<OperationId> parsed(String id) {
        try {
            return Optional.of(new OperationId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
