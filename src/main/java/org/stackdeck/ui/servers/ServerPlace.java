package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import java.util.Optional;
import org.stackdeck.operations.Operation;

/** Host of a server's page: a view of its own or the detail pane of the grid. */
interface ServerPlace {

    /** Returns the link back to the grid, shown above the server's name; empty if it is placed elsewhere. */
    Optional<Component> way();

    /** Called when the user opens a tab. */
    void opened(ServerTab tab);

    /** Called with the page title when it changes. */
    void titled(String title);

    /** Called with each operation update of the server, to report failures. */
    void heard(Operation operation);
}
