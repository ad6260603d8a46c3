package org.stackdeck.cloud;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * Notification that servers or other resources of a cloud may have changed. Hints can be lost, duplicated, late or out
 * of order; the current state must be read from the cloud.
 *
 * @param service the service that sent the notification
 * @param servers the servers that may have changed
 * @param project the project of the servers; null if it is unknown
 * @param kinds the kinds whose resources may have changed
 * @param resource the resource of one of the kinds that may have changed; null if it is unknown. Resources of the other
 *     kinds are not named
 */
public record ChangeHint(
        CloudName cloud,
        Service service,
        Set<ServerId> servers,
        @Nullable ProjectId project,
        Set<ResourceKind> kinds,
        @Nullable ResourceKey resource) {

    /** OpenStack service that sends notifications. */
    public enum Service {
        NOVA("Nova"),
        CINDER("Cinder"),
        NEUTRON("Neutron"),
        GLANCE("Glance");

        private final String displayName;

        Service(String displayName) {
            this.displayName = displayName;
        }

        /** Returns the name of the OpenStack project, which is the same in all languages. */
        public String displayName() {
            return displayName;
        }
    }

    public ChangeHint {
        servers = Set.copyOf(servers);
        kinds = Set.copyOf(kinds);
    }

    /** Returns whether the addresses of servers may have changed. */
    public boolean concernsAddresses() {
        return kinds.contains(ResourceKind.PORT) || kinds.contains(ResourceKind.FLOATING_IP);
    }
}
