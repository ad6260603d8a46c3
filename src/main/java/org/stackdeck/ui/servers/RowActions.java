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

/** Asks for actions on behalf of the person at the page, and says why when one is refused. */
final class RowActions {

    /** In which a deletion can be undone. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final Operations operations;
    private final CurrentUser currentUser;
    private final Offers offers;
    private final ProofPrompt prompt;
    private final Words words;
    private final Consumer<Operation> accepted;

    /** @param accepted is told of each operation right after it was accepted */
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

    /** Asks at once, or through a dialog where something must be said or would be lost. */
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

    /** Asks for what is wholly known, after a question where somebody would notice. */
    void confirm(Server server, Order order) {
        if (order.action().danger() == ServerAction.Danger.NONE) {
            submit(server, order);
        } else {
            new LossDialog(server, order, words, () -> submit(server, order)).open();
        }
    }

    /** Asks once more for what was asked for before, after a question where somebody would notice. */
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
     * Asks beside the page where the cloud is to be asked first, and might take long.
     *
     * @param asksCloud whether it is
     */
    private void submitBeside(Server server, Order order, boolean asksCloud) {
        Caller caller = currentUser.caller();
        if (!asksCloud) {
            show(server, order, askedAgain(caller, server, order));
            return;
        }
        UI ui = UI.getCurrentOrThrow();
        Thread.ofVirtual().name("ask for an action").start(() -> {
            try {
                Outcome outcome = askedAgain(caller, server, order);
                ui.accessLater(() -> show(server, order, outcome), () -> {}).run();
            } catch (RuntimeException e) {
                // To the page's own handler of errors, as if it had been asked for there.
                ui.accessLater(
                                () -> {
                                    throw e;
                                },
                                () -> {})
                        .run();
            }
        });
    }

    /** What came of asking. */
    private sealed interface Outcome {

        record Accepted(Operation operation) implements Outcome {}

        /** @param why in words; empty where there is nothing to say */
        record Refused(String why) implements Outcome {}
    }

    /** @throws UnsuitableOrderException when the order lacks something */
    private Outcome asked(Caller caller, Server server, Order order, Duration grace) {
        try {
            return new Outcome.Accepted(operations.submit(caller, server.key(), order, grace));
        } catch (ActionRefusedException refused) {
            return new Outcome.Refused(
                    WhyNot.of(order.action(), refused.answer()).map(words::say).orElse(""));
        } catch (CloudException unknown) {
            // Only where the cloud had to be asked before anything was accepted.
            return new Outcome.Refused(CloudSays.of(unknown, words));
        }
    }

    /** The same of an order that was whole once: what it names may be gone since. */
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

    /** It is asked for at once, and sent when there was time to think better of it. */
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

    /** Takes back what would make a server, if it was not sent yet. */
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

    /** Asks at once for what is wholly known. */
    void submit(Server server, Order order) {
        submit(server, order, Duration.ZERO);
    }

    private Optional<Operation> submit(Server server, Order order, Duration grace) {
        return show(server, order, asked(currentUser.caller(), server, order, grace));
    }
}
