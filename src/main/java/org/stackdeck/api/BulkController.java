package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
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
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.BulkOperations;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Repeatable;

/** REST controller for an action on several servers. */
@Tag(name = "servers")
@RestController
class BulkController {

    private static final Logger LOG = LoggerFactory.getLogger(BulkController.class);

    private final ServerActions actions;
    private final RepeatKeys repeatKeys;
    private final OperationBodies bodies;
    private final ProblemDocuments problems;

    BulkController(ServerActions actions, RepeatKeys repeatKeys, OperationBodies bodies, ProblemDocuments problems) {
        this.actions = actions;
        this.repeatKeys = repeatKeys;
        this.bodies = bodies;
        this.problems = problems;
    }

    /**
     * @param key idempotency key: repeating it with the same body within 24 hours retains accepted operations and
     *     submits only refused ones again
     */
    @PostMapping("/api/os/servers/action")
    ResponseEntity<Results> act(
            Caller caller,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestHeader(name = RepeatKeys.HEADER, required = false) @Nullable String key,
            @RequestBody BulkWish wish,
            HttpServletRequest request) {
        Order order = Order.of(wish.parsed());
        List<String> ids = wish.ids();
        Repeatable whole = repeatKeys.of(key, "bulk", cloud, wish);
        if (whole != null) {
            actions.begin(caller, whole);
        }
        List<Result> results = new ArrayList<>();
        for (String id : ids) {
            // Duplicate servers are one part.
            Repeatable part = whole == null ? null : whole.part(1 + ids.indexOf(id));
            try {
                results.add(result(caller, id, cloud, order, part, request));
            } catch (RuntimeException e) {
                if (results.stream().allMatch(result -> result.operation() == null)) {
                    throw e;
                }
                // The response must report the operations that were accepted.
                LOG.warn("A bulk action was aborted", e);
                ProblemDetail brokenOff = problems.document(request, HttpStatus.SERVICE_UNAVAILABLE, "broken-off");
                ids.stream().skip(results.size()).forEach(rest -> results.add(new Result(rest, null, brokenOff)));
                break;
            }
        }
        return ResponseEntity.accepted().body(new Results(results));
    }

    private Result result(
            Caller caller,
            String id,
            @Nullable String cloud,
            Order order,
            @Nullable Repeatable part,
            HttpServletRequest request) {
        try {
            Operation operation = actions.submit(caller, id, cloud, order, part).operation();
            return new Result(id, bodies.body(operation, request), null);
        } catch (ProblemException e) {
            return refused(id, e, request);
        } catch (CloudException e) {
            return refused(id, CloudProblems.problem(e), request);
        }
    }

    private Result refused(String id, ProblemException why, HttpServletRequest request) {
        ProblemDetail document = problems.document(request, why.status(), why.code(), why.arguments());
        why.properties().forEach(document::setProperty);
        return new Result(id, null, document);
    }

    /** In the order of the ids. */
    record Results(List<Result> results) {}

    /** Exactly one of operation and problem is null. */
    record Result(
            String server,
            @Nullable OperationBody operation,
            @Nullable ProblemDetail problem) {}

    /**
     * @param action name of a {@link ServerAction} without required parameters
     * @param servers ids, at most 500
     */
    record BulkWish(@Nullable String action, @Nullable List<@Nullable String> servers) {

        ServerAction parsed() {
            if (action == null) {
                throw ProblemException.badField("action", "missing-field", "action");
            }
            return ServerAction.ofWord(action)
                    .filter(known -> known.required().isEmpty())
                    .filter(ServerAction.ofServers()::contains)
                    .orElseThrow(() -> ProblemException.badField("action", "unknown-action", words()));
        }

        List<String> ids() {
            if (servers == null || servers.isEmpty()) {
                throw ProblemException.badField("servers", "missing-field", "servers");
            }
            if (servers.size() > BulkOperations.MOST) {
                throw ProblemException.badField(
                        "servers", "too-many", "servers", Integer.toString(BulkOperations.MOST));
            }
            List<String> ids = new ArrayList<>();
            for (String id : servers) {
                if (id == null) {
                    throw ProblemException.badField("servers", "missing-field", "servers");
                }
                ids.add(id);
            }
            return ids;
        }

        private static String words() {
            List<String> words = new ArrayList<>();
            for (ServerAction action : ServerAction.ofServers()) {
                if (action.required().isEmpty()) {
                    words.add(action.word());
                }
            }
            return String.join(", ", words);
        }
    }
}
