package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Asked;
import org.stackdeck.operations.BulkOperations;

/** One action on many servers. */
@Tag(name = "servers")
@RestController
class BulkController {

    private final VisibleServers servers;
    private final BulkOperations bulk;
    private final OperationBodies bodies;
    private final ProblemDocuments problems;

    BulkController(VisibleServers servers, BulkOperations bulk, OperationBodies bodies, ProblemDocuments problems) {
        this.servers = servers;
        this.bulk = bulk;
        this.bodies = bodies;
        this.problems = problems;
    }

    @PostMapping("/api/os/servers/action")
    ResponseEntity<Results> act(
            Caller caller,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestBody BulkWish wish,
            HttpServletRequest request) {
        Order order = Order.of(wish.parsed());
        List<Result> results = new ArrayList<>();
        for (String id : wish.ids()) {
            results.add(result(caller, id, cloud, order, request));
        }
        return ResponseEntity.accepted().body(new Results(results));
    }

    private Result result(Caller caller, String id, @Nullable String cloud, Order order, HttpServletRequest request) {
        try {
            ServerKey server = servers.key(caller, id, cloud);
            return switch (bulk.submit(caller, List.of(server), order, Duration.ZERO)
                    .getFirst()) {
                case Asked.Accepted(var operation) -> new Result(id, bodies.body(operation, request), null);
                case Asked.Refused(Answer.Invisible()) -> refused(id, servers.unknown(caller, cloud), request);
                case Asked.Refused(var answer) -> refused(id, Refusals.problem(answer, server), request);
            };
        } catch (ProblemException e) {
            return refused(id, e, request);
        }
    }

    private Result refused(String id, ProblemException why, HttpServletRequest request) {
        ProblemDetail document = problems.document(request, why.status(), why.code(), why.arguments());
        why.properties().forEach(document::setProperty);
        return new Result(id, null, document);
    }

    /** In the order of the ids. */
    record Results(List<Result> results) {}

    /** Either of the two. */
    record Result(
            String server,
            @Nullable OperationBody operation,
            @Nullable ProblemDetail problem) {}

    /**
     * @param action the word of a {@link ServerAction} that needs no parameters
     * @param servers their ids, at most 500
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
