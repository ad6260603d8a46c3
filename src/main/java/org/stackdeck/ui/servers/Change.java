package org.stackdeck.ui.servers;

import java.util.Set;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.ViewModel;

/**
 * What has to be painted anew.
 *
 * @param touched servers whose rows say something else, came or went
 * @param glowing those among them that the cloud changed
 */
@ViewModel
record Change(Set<ServerKey> touched, Set<ServerKey> glowing) {

    static final Change NONE = new Change(Set.of(), Set.of());
}
