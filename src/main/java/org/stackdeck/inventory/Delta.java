package org.stackdeck.inventory;

import java.util.List;
import java.util.Set;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/** What differs between two states. */
public record Delta(List<Server> added, List<Server> changed, Set<ServerKey> removed) {

    public static final Delta NONE = new Delta(List.of(), List.of(), Set.of());

    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
