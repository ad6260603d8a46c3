package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import java.util.Optional;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.servers.navigation.ServerTab;

/** Host of a server's page: the full-page view or the detail pane of the grid. */
interface ServerDetailContainer {

    /** Returns the link back to the grid, which is shown above the server's name; empty if there is none. */
    Optional<Component> backLink();

    /** Called when the user opens a tab. */
    void onTabOpened(ServerTab tab);

    /** Called with the page title when it changes. */
    void onTitleChanged(String title);

    /** Called with each update of an operation on the server, so that the host can report failures. */
    void onOperation(Operation operation);
}
