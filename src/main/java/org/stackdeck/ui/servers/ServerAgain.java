package org.stackdeck.ui.servers;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Again;
import org.stackdeck.operations.Availability;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.operations.WayAgain;
import org.stackdeck.ui.proof.ProofPrompt;

/** Asks for the same action on the same server, by the same order. */
@Component
@UIScope
class ServerAgain implements WayAgain {

    private final Inventory inventory;
    private final Availability availability;
    private final Operations operations;
    private final CurrentUser currentUser;
    private final Viewer viewer;
    private final Offers offers;
    private final ProofPrompt prompt;

    ServerAgain(
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

    @Override
    public Optional<String> label(Operation operation) {
        return Again.of(operation) == Again.SAME_ORDER && available(operation)
                ? Optional.of("operation.again")
                : Optional.empty();
    }

    private boolean available(Operation operation) {
        return inventory
                .find(operation.server())
                .filter(server -> availability
                        .of(viewer.subject(), server, operation.action())
                        .available())
                .isPresent();
    }

    @Override
    public void take(Operation operation) {
        inventory
                .find(operation.server())
                .ifPresent(server -> new RowActions(operations, currentUser, offers, prompt, Words.here(), _ -> {})
                        .again(server, Again.order(operation)));
    }
}
