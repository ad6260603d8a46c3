package org.stackdeck.ui.servers.grid;

import java.util.Set;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.ViewLogic;

/**
 * Rows that must be repainted.
 *
 * @param changed servers whose rows changed, appeared or disappeared
 * @param highlighted the changed servers to highlight, because they were added or changed in the cloud
 */
@ViewLogic
public record ChangedServerRows(Set<ServerKey> changed, Set<ServerKey> highlighted) {

    public static final ChangedServerRows NONE = new ChangedServerRows(Set.of(), Set.of());
}
