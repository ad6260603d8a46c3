package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.identity.Caller;
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

    private static Optional<OperationId> parsed(String id) {
        try {
            return Optional.of(new OperationId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
