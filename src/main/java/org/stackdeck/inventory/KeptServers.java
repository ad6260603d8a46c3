package org.stackdeck.inventory;

import java.util.List;
import java.util.Set;
import org.stackdeck.cloud.CloudName;

/**
 * Keeps the last known servers over a restart. A convenience that may be lost at any time: nothing here throws, and what
 * cannot be read is as if it had never been kept.
 */
interface KeptServers {

    /** The scopes of the cloud that were kept. */
    List<KeptScope> read(CloudName cloud);

    /** Keeps this in the place of what was kept of the scope. */
    void write(KeptScope kept);

    void forget(ScopeKey scope);

    /** Forgets all clouds but these. */
    void forgetAllBut(Set<CloudName> clouds);
}
