package org.stackdeck.ui.servers;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Availability;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Submits actions on the server of an operation, from pages that list only operations. */
@Component
@UIScope
class ServerAsker {

    private final Inventory inventory;
    private final Availability availability;
    private final Operations operations;
    private final CurrentUser currentUser;
    private final Viewer viewer;
    private final Offers offers;
    private final ProofPrompt prompt;

    ServerAsker(
            Inventory inventory,
            Availability availability,
            Operations operations,
            CurrentUser currentUser,
            Viewer viewer,
            Offers offers,
            ProofPrompt prompt) {
        this.inventory = inventory;
        this.availability = availability;
        this.operations = operations;
        this.currentUser = currentUser;
        this.viewer = viewer;
        this.offers = offers;
        this.prompt = prompt;
    }

    /** Returns the server of the operation if the inventory contains it. */
    Optional<Server> listed(Operation operation) {
        return inventory.find(operation.server());
    }

    /** Returns whether the action is available to the viewer. */
    boolean may(Server server, ServerAction action) {
        return availability.of(viewer.subject(), server, action).available();
    }

    /** Submits the request, after a confirmation if the action is disruptive. */
    void ask(Server server, Order order) {
        new RowActions(operations, currentUser, offers, prompt, Words.here(), _ -> {}).again(server, order);
    }
}
