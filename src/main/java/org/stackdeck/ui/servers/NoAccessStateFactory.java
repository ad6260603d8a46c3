package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import java.time.Instant;

/** Creates empty states for users whose grants currently cover no server. */
public interface NoAccessStateFactory {

    /** Returns the empty state for users without grants. */
    Component noGrantsState();

    /** Returns the empty state for users whose grants are not active yet. */
    Component grantsNotYetActiveState(Instant opens);
}
