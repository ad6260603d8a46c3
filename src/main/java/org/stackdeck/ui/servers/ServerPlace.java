package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import java.util.Optional;
import org.stackdeck.operations.Operation;

/** Where a server is shown: on a page of its own, or beside the grid. */
interface ServerPlace {

    /** What leads away from there, above the server's name; empty where that stands elsewhere. */
    Optional<Component> way();

    /** Told of each tab that a person opens. */
    void opened(ServerTab tab);

    /** Told what the server is called from now on, in the words of a page's title. */
    void titled(String title);

    /** Told of each piece of news of an operation on the server, so that somebody says it if it failed. */
    void heard(Operation operation);
}
