package org.stackdeck.ui.servers;

import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.UnsuitableOrderException;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Phrase;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Submits actions on behalf of the current user and reports refusals. */
final class RowActions {

    /** Time in which a deletion can be undone. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final Operations operations;
    private final CurrentUser currentUser;
    private final Offers offers;
    private final ProofPrompt prompt;
    private final Words words;
    private final Consumer<Operation> accepted;

    /** @param accepted called with each accepted operation */
    RowActions(
            Operations operations,
            CurrentUser currentUser,
            Offers offers,
            ProofPrompt prompt,
            Words words,
            Consumer<Operation> accepted) {
        this.operations = operations;
        this.currentUser = currentUser;
        this.offers = offers;
        this.prompt = prompt;
        this.words = words;
        this.accepted = accepted;
    }

    /** Submits the action, after a dialog if it has parameters or loses data. */
    void ask(ServerRow row, ServerAction action) {
        if (!action.parameters().isEmpty()) {
            open(row.server(), action);
            return;
        }
        switch (action.danger()) {
            case NONE, INTERRUPTS ->
                submitBeside(row.server(), Order.of(action), row.server().gone());
            case LOSES ->
                new LossDialog(row.server(), Order.of(action), words, () -> submit(row.server(), action)).open();
            case DESTROYS -> askToDelete(row.server(), action);
        }
    }

    /** Submits a complete request, after a confirmation if the action is disruptive. */
    void confirm(Server server, Order order) {
        if (order.action().danger() == ServerAction.Danger.NONE) {
            submit(server, order);
        } else {
            new LossDialog(server, order, words, () -> submit(server, order)).open();
        }
    }

    /** Submits an earlier request again, after a confirmation if the action is disruptive. */
    void again(Server server, Order order) {
        switch (order.action().danger()) {
            case NONE -> resubmit(server, order);
            case INTERRUPTS -> new AgainDialog(server, order, words, () -> resubmit(server, order)).open();
            case LOSES -> new LossDialog(server, order, words, () -> resubmit(server, order)).open();
            case DESTROYS -> askToDelete(server, order.action());
        }
    }

    private void resubmit(Server server, Order order) {
        submitBeside(server, order, order.looksUp() || server.gone());
    }

    /**
     * Submits on a background thread if the cloud must be queried first, which may take long.
     *
     * @param asksCloud whether the cloud must be queried
     */
    private void submitBeside(Server server, Order order, boolean asksCloud) {
        Caller caller = currentUser.caller();
        if (!asksCloud) {
            show(server, order, askedAgain(caller, server, order));
            return;
        }
        UI ui = UI.getCurrentOrThrow();
        Thread.ofVirtual().name("submit-action").start(() -> {
            try {
                Outcome outcome = askedAgain(caller, server, order);
                ui.accessLater(() -> show(server, order, outcome), () -> {}).run();
            } catch (RuntimeException e) {
                // Rethrown on the UI thread, for the error handler of the page.
                ui.accessLater(
                                () -> {
                                    throw e;
                                },
                                () -> {})
                        .run();
            }
        });
    }

    /** Result of a submission. */
    private sealed interface Outcome {

        record Accepted(Operation operation) implements Outcome {}

        /** @param why localized reason; may be empty */
        record Refused(String why) implements Outcome {}
    }

    /** @throws UnsuitableOrderException if the request is incomplete */
    private Outcome asked(Caller caller, Server server, Order order, Duration grace) {
        try {
            return new Outcome.Accepted(operations.submit(caller, server.key(), order, grace));
        } catch (ActionRefusedException refused) {
            return new Outcome.Refused(
                    WhyNot.of(order.action(), refused.answer()).map(words::say).orElse(""));
        } catch (CloudException unknown) {
            // Thrown only if the cloud had to be queried before the action was accepted.
            return new Outcome.Refused(CloudSays.of(unknown, words));
        }
    }

    /** Submits a request that was valid earlier: the resources it names may no longer exist. */
    private Outcome askedAgain(Caller caller, Server server, Order order) {
        try {
            return asked(caller, server, order, Duration.ZERO);
        } catch (UnsuitableOrderException gone) {
            String thing = Optional.ofNullable(order.arguments().get(gone.parameter()))
                    .map(Argument::shown)
                    .orElse("");
            return new Outcome.Refused(words.say("operation.again.unsuitable", thing));
        }
    }

    private Optional<Operation> show(Server server, Order order, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(Operation operation) -> {
                accepted.accept(operation);
                yield Optional.of(operation);
            }
            case Outcome.Refused(String why) -> {
                String action =
                        words.say(Phrase.of("servers.action." + order.action().word()));
                Toasts.problem(words.say("servers.refused", action, server.name()), why);
                yield Optional.empty();
            }
        };
    }

    private void open(Server server, ServerAction action) {
        OrderDialog dialog = new OrderDialog(server, action, words, prompt, order -> submit(server, order));
        dialog.open();
        offers.load(server, action, dialog);
    }

    private void askToDelete(Server server, ServerAction action) {
        DeleteDialog dialog = new DeleteDialog(server, action, words, prompt, () -> delete(server, action));
        dialog.open();
        offers.load(server, dialog);
    }

    /** Submits at once; the operation is sent to the cloud after the undo period. */
    private void delete(Server server, ServerAction action) {
        submit(server, Order.of(action), GRACE)
                .ifPresent(operation -> Toasts.pending(
                        words.say("servers.delete.pending", server.called()),
                        words.say("servers.delete.pending.more", GRACE.toSeconds()),
                        words.say("servers.delete.undo"),
                        GRACE,
                        () -> withdraw(operation)));
    }

    private void withdraw(Operation operation) {
        boolean withdrawn = operations
                .withdraw(currentUser.caller(), operation.id())
                .filter(now -> now.state() == Operation.State.CANCELLED)
                .isPresent();
        if (withdrawn) {
            Toasts.done(words.say("servers.delete.undone", operation.serverName()));
        } else {
            Toasts.problem(words.say("servers.delete.too-late", operation.serverName()), "");
        }
    }

    /** Cancels the creation of a server that was not yet sent to the cloud. */
    void withdraw(ServerRow row) {
        Operation maker = row.maker();
        if (maker == null) {
            return;
        }
        Optional<Operation> now = operations.withdraw(currentUser.caller(), maker.id());
        if (now.filter(one -> one.state() == Operation.State.CANCELLED).isPresent()) {
            Toasts.done(words.say("servers.create.undone", maker.serverName()));
        } else {
            Toasts.problem(words.say("servers.create.too-late", maker.serverName()), "");
        }
        now.ifPresent(accepted);
    }

    private void submit(Server server, ServerAction action) {
        submit(server, Order.of(action));
    }

    /** Submits a complete request without confirmation. */
    void submit(Server server, Order order) {
        submit(server, order, Duration.ZERO);
    }

    private Optional<Operation> submit(Server server, Order order, Duration grace) {
        return show(server, order, asked(currentUser.caller(), server, order, grace));
    }
}
