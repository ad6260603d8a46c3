package org.stackdeck.ui.servers;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Choices;
import org.stackdeck.operations.ServerParts;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.servers.DeletionLosses.Read;

/** Loads options for action dialogs, and the effects of a deletion, without blocking the page. */
@Component
class Offers {

    private static final Logger LOG = LoggerFactory.getLogger(Offers.class);

    private final Choices choices;
    private final ServerParts parts;
    private final CurrentUser currentUser;
    private final Live live;

    Offers(Choices choices, ServerParts parts, CurrentUser currentUser, Live live) {
        this.choices = choices;
        this.parts = parts;
        this.currentUser = currentUser;
        this.live = live;
    }

    void load(Server server, ServerAction action, OrderDialog dialog) {
        UI ui = UI.getCurrentOrThrow();
        Words words = Words.of(ui);
        Caller caller = currentUser.caller();
        for (ActionParameter parameter : dialog.chosen()) {
            Consumer<Answer> done = live.newest(ui, dialog, answer -> answer.tell(dialog, parameter, words));
            Thread.ofVirtual().name("options").start(() -> done.accept(ask(caller, server, action, parameter, words)));
        }
    }

    void load(Server server, DeleteDialog dialog) {
        DeletionLosses losses = dialog.losses();
        Caller caller = currentUser.caller();
        read(losses, () -> parts.volumesAtDeletion(caller, server.key()), losses::volumes);
        read(losses, () -> parts.network(caller, server.key()).map(ServerParts.Network::floatingIps), losses::floating);
    }

    private <T> void read(DeletionLosses losses, Supplier<Optional<T>> ask, Consumer<Read<T>> show) {
        Consumer<Read<T>> done = live.newest(UI.getCurrentOrThrow(), losses, show);
        Words words = Words.of(UI.getCurrentOrThrow());
        Thread.ofVirtual().name("deletion-impact").start(() -> done.accept(read(ask, words)));
    }

    private static <T> Read<T> read(Supplier<Optional<T>> ask, Words words) {
        try {
            return ask.get().<Read<T>>map(Read.Told::new).orElseGet(() -> new Read.Failed<>(""));
        } catch (CloudException e) {
            return new Read.Failed<>(CloudSays.of(e, words));
        } catch (RuntimeException e) {
            LOG.warn("Could not load what is deleted with a server", e);
            return new Read.Failed<>("");
        }
    }

    private Answer ask(Caller caller, Server server, ServerAction action, ActionParameter parameter, Words words) {
        try {
            return new Answer(choices.of(caller, server.key(), action, parameter), null);
        } catch (CloudException e) {
            return new Answer(List.of(), CloudSays.of(e, words));
        } catch (ActionRefusedException e) {
            return new Answer(List.of(), "");
        } catch (RuntimeException e) {
            LOG.warn("Could not load the options of an action", e);
            return new Answer(List.of(), "");
        }
    }

    /** @param problem why loading failed, empty if unknown; null on success */
    private record Answer(List<Choice> choices, @Nullable String problem) {

        void tell(OrderDialog dialog, ActionParameter parameter, Words words) {
            dialog.offer(parameter, choices);
            if (problem != null) {
                dialog.failed(parameter, words.say("servers.order.unknown", problem));
            }
        }
    }
}
