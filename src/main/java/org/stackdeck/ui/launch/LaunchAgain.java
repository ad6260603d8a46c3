package org.stackdeck.ui.launch;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Again;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.operations.WayAgain;

/**
 * Launches a server like the one that the operation created, if it still exists. For a failed launch, opens the form
 * with its original request.
 */
@Component
@UIScope
class LaunchAgain implements WayAgain {

    private final Inventory inventory;
    private final Viewer viewer;

    LaunchAgain(Inventory inventory, Viewer viewer) {
        this.inventory = inventory;
        this.viewer = viewer;
    }

    @Override
    public Optional<String> label(Operation operation) {
        return Again.of(operation) == Again.LAUNCH && (made(operation) ? isThere(operation) : offered(operation))
                ? Optional.of("operation.again.launch")
                : Optional.empty();
    }

    private static boolean made(Operation operation) {
        return operation.state() == Operation.State.SUCCEEDED;
    }

    private boolean isThere(Operation operation) {
        return offered(operation)
                && inventory
                        .find(operation.server())
                        .filter(server -> viewer.rights().maySee(ServerFacts.of(server)))
                        .isPresent();
    }

    private boolean offered(Operation operation) {
        return viewer.rights().mayMakeSome(operation.server().cloud(), operation.project());
    }

    @Override
    public void take(Operation operation) {
        UI ui = UI.getCurrentOrThrow();
        if (made(operation)) {
            LaunchNavigation.toAnother(ui, operation.server());
        } else {
            LaunchNavigation.toAgain(ui, operation);
        }
    }
}
