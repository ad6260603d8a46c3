package org.stackdeck.ui.servers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.operations.Asked;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.ViewModel;
import org.stackdeck.ui.component.Phrase;
import org.stackdeck.ui.operations.OperationWords;

/** Progress of a bulk action. */
@ViewModel
final class BulkProgress {

    private final ServerAction action;
    private final Set<ServerKey> servers;
    private final Map<ServerKey, Asked> answers = new HashMap<>();
    /** Also contains operations whose submission result has not arrived yet: updates may arrive first. */
    private final Map<OperationId, Operation> newest = new HashMap<>();

    private boolean brokenOff;

    BulkProgress(ServerAction action, List<ServerKey> servers) {
        this.action = action;
        this.servers = Set.copyOf(servers);
    }

    void take(ServerKey server, Asked answer) {
        answers.put(server, answer);
        if (answer instanceof Asked.Accepted(Operation operation)) {
            newest.putIfAbsent(operation.id(), operation);
        }
    }

    /** Applies an operation update. Returns false if the operation does not belong to this action. */
    boolean take(Operation operation) {
        if (!servers.contains(operation.server())) {
            return false;
        }
        Operation known = newest.get(operation.id());
        if (known == null || !known.state().ended()) {
            newest.put(operation.id(), operation);
        }
        return true;
    }

    /** Marks the remaining servers as not submitted. */
    void breakOff() {
        brokenOff = true;
    }

    List<Operation> accepted() {
        List<Operation> accepted = new ArrayList<>();
        for (Asked answer : answers.values()) {
            if (answer instanceof Asked.Accepted(Operation operation)) {
                accepted.add(now(operation));
            }
        }
        return accepted;
    }

    /** Returns the first refused servers. */
    List<ServerKey> refused(int most) {
        return servers.stream()
                .filter(server -> answers.get(server) instanceof Asked.Refused)
                .limit(most)
                .toList();
    }

    int refused() {
        return answers.size() - accepted().size();
    }

    int all() {
        return servers.size();
    }

    int done() {
        return (int) accepted().stream()
                .filter(operation -> operation.state() == Operation.State.SUCCEEDED)
                .count();
    }

    /** Also counts refused and cancelled operations. */
    int failed() {
        return refused()
                + (int) accepted().stream()
                        .filter(operation -> operation.state() == Operation.State.FAILED
                                || operation.state() == Operation.State.CANCELLED)
                        .count();
    }

    /** Returns whether no more changes can follow. */
    boolean over() {
        return (brokenOff || answers.size() == servers.size())
                && accepted().stream().allMatch(operation -> operation.state().ended());
    }

    /** Returns the state of a server, with the reason if it failed. */
    Phrase say(ServerKey server) {
        return switch (answers.get(server)) {
            case null -> Phrase.of(brokenOff ? "servers.bulk.not-asked" : "servers.bulk.asking");
            case Asked.Accepted(Operation operation) -> say(now(operation));
            case Asked.Refused(var answer) ->
                WhyNot.of(action, answer).orElseGet(() -> Phrase.of("servers.bulk.not-asked"));
        };
    }

    private static Phrase say(Operation operation) {
        Phrase state = OperationWords.state(operation.state());
        return OperationWords.reason(operation)
                .<Phrase>map(why -> Phrase.of("servers.bulk.because", state, why))
                .orElse(state);
    }

    /** Returns the CSS class of the state. */
    String tone(ServerKey server) {
        return switch (answers.get(server)) {
            case null -> "rest";
            case Asked.Accepted(Operation operation) ->
                OperationWords.tone(now(operation).state());
            case Asked.Refused _ -> "error";
        };
    }

    private Operation now(Operation operation) {
        return newest.getOrDefault(operation.id(), operation);
    }
}
