package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import java.time.Instant;

/** Creates the empty states for users without an active grant. */
public interface NoAccessStateFactory {

    /** Returns the empty state for users without an active or future grant. */
    Component noGrantsState();

    /**
     * Returns the empty state for users whose grants are not active yet.
     *
     * @param opens when the first grant becomes active
     */
    Component grantsNotYetActiveState(Instant opens);
}
