package org.stackdeck.api;

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
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Again;
import org.stackdeck.operations.FailedLaunch;
import org.stackdeck.operations.Launches;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.Operations;

/** What became of an action. */
@Tag(name = "servers")
@RestController
class OperationController {

    private final Operations operations;
    private final ServerActions actions;
    private final Launches launches;
    private final RepeatKeys repeatKeys;
    private final OperationBodies bodies;

    OperationController(
            Operations operations,
            ServerActions actions,
            Launches launches,
            RepeatKeys repeatKeys,
            OperationBodies bodies) {
        this.launches = launches;
        this.operations = operations;
        this.actions = actions;
        this.repeatKeys = repeatKeys;
        this.bodies = bodies;
    }

    @GetMapping("/api/os/operations/{id}")
    OperationBody operation(Caller caller, @PathVariable String id, HttpServletRequest request) {
        return parsed(id)
                .flatMap(known -> operations.find(caller, known))
                .map(operation -> bodies.body(operation, request))
                .orElseThrow(() -> ProblemException.notFound("unknown-operation"));
    }

    /** The newest of those that the caller may know of, first. */
    @GetMapping("/api/os/operations")
    OperationsBody operations(Caller caller, OperationsWish wish, HttpServletRequest request) {
        return new OperationsBody(operations.recent(caller, wish.filter(), wish.most()).stream()
                .map(operation -> bodies.body(operation, request))
                .toList());
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

    /** Tells the password that the cloud made, to whoever asked for the operation: this once, and within an hour. */
    @PostMapping("/api/os/operations/{id}/password")
    Password password(Caller caller, @PathVariable String id) {
        return parsed(id)
                .flatMap(known -> operations.tellPassword(caller, known))
                .map(Password::new)
                .orElseThrow(() -> ProblemException.notFound("no-password"));
    }

    /** Its text form tells nothing. */
    record Password(String adminPassword) {

        @Override
        public String toString() {
            return "Password";
        }
    }

    /**
     * Asks for the same once more: a new operation of the caller's, decided on anew.
     *
     * @param key the same key within 24 hours is the same wish, and done once
     */
    @PostMapping("/api/os/operations/{id}/again")
    ResponseEntity<OperationBody> again(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = RepeatKeys.HEADER, required = false) @Nullable String key,
            HttpServletRequest request) {
        Operation before = parsed(id)
                .flatMap(known -> operations.find(caller, known))
                .orElseThrow(() -> ProblemException.notFound("unknown-operation"));
        switch (Again.of(before)) {
            case SAME_ORDER -> {}
            case UNDER_WAY -> throw notAgain("again-under-way");
            case SECRET_WIPED -> throw notAgain("again-secret");
            case LAUNCH -> throw notAgain(caller, before);
        }
        ServerKey server = before.server();
        Operation operation = actions.submit(
                        caller,
                        server.id().value(),
                        server.cloud().value(),
                        Again.order(before),
                        repeatKeys.of(key, "again", id))
                .operation();
        return ResponseEntity.accepted()
                .location(URI.create("/api/os/operations/" + operation.id()))
                .body(bodies.body(operation, request));
    }

    /** Tells what to ask for, where that is kept: whoever launches says the key and the user data themselves. */
    private ProblemException notAgain(Caller caller, Operation before) {
        return launches.failed(caller, before.id())
                .map(failed -> new ProblemException(
                        HttpStatus.CONFLICT,
                        "again-launch-anew",
                        Map.of(
                                "server",
                                LaunchWish.of(failed.server())
                                        .in(
                                                failed.cloud().value(),
                                                failed.project().value()),
                                "leftOut",
                                failed.leftOut().stream()
                                        .map(FailedLaunch.LeftOut::word)
                                        .sorted()
                                        .toList())))
                .orElseGet(() -> notAgain("again-launch"));
    }

    private static ProblemException notAgain(String code) {
        return new ProblemException(HttpStatus.CONFLICT, code, Map.of());
    }

    private static Optional<OperationId> parsed(String id) {
        try {
            return Optional.of(new OperationId(UUID.fromString(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Newest first. */
    record OperationsBody(List<OperationBody> operations) {}
}
