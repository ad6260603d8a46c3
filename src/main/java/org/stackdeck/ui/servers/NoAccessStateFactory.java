package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import java.time.Instant;

/** Creates the empty states for users without an active grant. */
public interface NoAccessStateFactory {

    /** Returns the empty state for users without an active or future grant. */
    Component noGrantsState();

    /** @param opens time at which the first grant becomes active */
    Component grantsNotYetActiveState(Instant opens);
}
