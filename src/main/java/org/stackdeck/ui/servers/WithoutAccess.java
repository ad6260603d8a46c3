package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import java.time.Instant;

/** The pictures for someone whose grants show nothing now. */
interface WithoutAccess {

    /** For who has no grant. */
    Component grants();

    /** For whose grants hold only from then on. */
    Component grantsUntil(Instant opens);
}
