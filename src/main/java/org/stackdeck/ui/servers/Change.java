package org.stackdeck.ui.servers;

import java.util.Set;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.ViewModel;

/**
 * What has to be painted anew.
 *
 * @param reordered whether rows came, went or changed places
 * @param touched rows to repaint where they are
 * @param glowing those among them that the cloud changed
 */
@ViewModel
record Change(boolean reordered, Set<ServerKey> touched, Set<ServerKey> glowing) {

    static final Change NONE = new Change(false, Set.of(), Set.of());
}
