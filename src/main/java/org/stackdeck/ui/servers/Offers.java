package org.stackdeck.ui.servers;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.function.Consumer;
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
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;

/** Fills dialogs with what there is to choose from, as soon as the cloud has told; the page does not wait for it. */
@Component
class Offers {

    private static final Logger LOG = LoggerFactory.getLogger(Offers.class);

    private final Choices choices;
    private final CurrentUser currentUser;
    private final Live live;

    Offers(Choices choices, CurrentUser currentUser, Live live) {
        this.choices = choices;
        this.currentUser = currentUser;
        this.live = live;
    }

    void load(Server server, ServerAction action, OrderDialog dialog) {
        UI ui = UI.getCurrentOrThrow();
        Words words = Words.of(ui);
        Caller caller = currentUser.caller();
        for (ActionParameter parameter : dialog.chosen()) {
            Consumer<Answer> done = live.newest(ui, dialog, answer -> answer.tell(dialog, parameter, words));
            Thread.ofVirtual().name("choices").start(() -> done.accept(ask(caller, server, action, parameter)));
        }
    }

    private Answer ask(Caller caller, Server server, ServerAction action, ActionParameter parameter) {
        try {
            return new Answer(choices.of(caller, server.key(), action, parameter), null);
        } catch (CloudException e) {
            return new Answer(List.of(), e.getMessage());
        } catch (ActionRefusedException e) {
            return new Answer(List.of(), "");
        } catch (RuntimeException e) {
            LOG.warn("what there is to choose from cannot be told", e);
            return new Answer(List.of(), "");
        }
    }

    /** @param problem why it is not known, empty where nobody knows; null when it is */
    private record Answer(List<Choice> choices, @Nullable String problem) {

        void tell(OrderDialog dialog, ActionParameter parameter, Words words) {
            dialog.offer(parameter, choices);
            if (problem != null) {
                dialog.failed(parameter, words.say("servers.order.unknown", problem));
            }
        }
    }
}
