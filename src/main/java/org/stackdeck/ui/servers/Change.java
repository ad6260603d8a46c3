package org.stackdeck.ui.servers;

import java.util.Set;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.ViewModel;

/**
 * Rows that must be repainted.
 *
 * @param touched servers whose rows changed, appeared or disappeared
 * @param glowing the servers among them that changed in the cloud
 */
@ViewModel
record Change(Set<ServerKey> touched, Set<ServerKey> glowing) {

    static final Change NONE = new Change(Set.of(), Set.of());
}
