package org.stackdeck.ui.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Asked;
import org.stackdeck.operations.BulkOperations;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Asks for the same action on many servers on behalf of the person at the page, and says of each that was refused why. */
final class BulkActions {

    private final BulkOperations bulk;
    private final Operations operations;
    private final CurrentUser currentUser;
    private final ProofPrompt prompt;
    private final Words words;
    private final Runnable asked;

    /** @param asked is run after they were asked for */
    BulkActions(
            BulkOperations bulk,
            Operations operations,
            CurrentUser currentUser,
            ProofPrompt prompt,
            Words words,
            Runnable asked) {
        this.bulk = bulk;
        this.operations = operations;
        this.currentUser = currentUser;
        this.prompt = prompt;
        this.words = words;
        this.asked = asked;
    }

    void ask(List<ServerRow> picked, ServerAction action) {
        new BulkDialog(picked, action, words, prompt, able -> submit(able, action)).open();
    }

    private void submit(List<ServerRow> able, ServerAction action) {
        Caller caller = currentUser.caller();
        boolean destroys = action.destroys();
        List<Asked> results = bulk.submit(
                caller,
                able.stream().map(ServerRow::key).toList(),
                Order.of(action),
                destroys ? RowActions.GRACE : Duration.ZERO);
        List<Operation> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            String name = ServerHead.called(able.get(i));
            switch (results.get(i)) {
                case Asked.Accepted(Operation operation) -> accepted.add(operation);
                case Asked.Refused(var answer) ->
                    refused.add(name + ": "
                            + WhyNot.of(action, answer).map(words::say).orElse(""));
            }
        }
        if (!refused.isEmpty()) {
            Toasts.problem(
                    words.say("servers.bulk.refused", refused.size(), results.size()),
                    refused.stream().limit(5).collect(Collectors.joining("; ")));
        }
        if (destroys && !accepted.isEmpty()) {
            Toasts.pending(
                    words.say("servers.bulk.pending", accepted.size()),
                    words.say("servers.delete.pending.more", RowActions.GRACE.toSeconds()),
                    words.say("servers.delete.undo"),
                    RowActions.GRACE,
                    () -> withdraw(accepted));
        }
        asked.run();
    }

    private void withdraw(List<Operation> accepted) {
        Caller caller = currentUser.caller();
        long withdrawn = accepted.stream()
                .map(operation -> operations.withdraw(caller, operation.id()))
                .filter(now -> now.filter(one -> one.state() == Operation.State.CANCELLED)
                        .isPresent())
                .count();
        Toasts.done(words.say("servers.bulk.undone", withdrawn, accepted.size()));
    }
}
