package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import java.time.Instant;

/** Creates the empty states for users without an active grant, and for those who see no servers. */
public interface NoAccessStateFactory {

    /** Returns the empty state for users without an active or future grant. */
    Component noGrantsState();

    /** @param mayLaunch whether the user is permitted to create servers */
    Component noServersState(boolean mayLaunch);

    /** @param activeFrom time at which the first grant becomes active */
    Component grantsNotYetActiveState(Instant activeFrom);
}
