package org.stackdeck.ui.servers;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Availability;
import org.stackdeck.operations.DeletedServers;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.operations.WayAgain;
import org.stackdeck.ui.proof.ProofPrompt;

/** Takes a deletion back, as long as the cloud keeps the server. */
@Component
@UIScope
class ServerRestore implements WayAgain {

    private final DeletedServers deleted;
    private final Inventory inventory;
    private final Availability availability;
    private final Operations operations;
    private final CurrentUser currentUser;
    private final Viewer viewer;
    private final Offers offers;
    private final ProofPrompt prompt;

    ServerRestore(
            DeletedServers deleted,
            Inventory inventory,
            Availability availability,
            Operations operations,
            CurrentUser currentUser,
            Viewer viewer,
            Offers offers,
            ProofPrompt prompt) {
        this.deleted = deleted;
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
        return restorable(operation).map(_ -> "servers.menu." + ServerAction.RESTORE.word());
    }

    @Override
    public String icon() {
        return "undo";
    }

    /** One that is in the list again was restored past the console. */
    private Optional<Server> restorable(Operation operation) {
        return deleted.keptAfter(operation)
                .filter(server -> inventory.find(server.key()).isEmpty())
                .filter(server -> availability
                        .of(viewer.subject(), server, ServerAction.RESTORE)
                        .available());
    }

    @Override
    public void take(Operation operation) {
        restorable(operation)
                .ifPresent(server -> new RowActions(operations, currentUser, offers, prompt, Words.here(), _ -> {})
                        .again(server, Order.of(ServerAction.RESTORE)));
    }
}
