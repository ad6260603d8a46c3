package org.stackdeck.ui.launch;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Again;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.operations.WayAgain;

/** To launch another server like the one that an operation made, as long as there is that one. */
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
        return Again.of(operation) == Again.LAUNCH
                        && inventory
                                .find(operation.server())
                                .filter(this::offered)
                                .isPresent()
                ? Optional.of("operation.again.launch")
                : Optional.empty();
    }

    private boolean offered(Server server) {
        Rights rights = viewer.rights();
        return rights.maySee(ServerFacts.of(server))
                && rights.mayMakeSome(server.cloud(), server.project().id());
    }

    @Override
    public void take(Operation operation) {
        LaunchNavigation.toAnother(UI.getCurrentOrThrow(), operation.server());
    }
}
