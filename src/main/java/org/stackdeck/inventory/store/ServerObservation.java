package org.stackdeck.inventory.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.Server;

/**
 * State of a server according to one response, with the inventory store's ticks of request and response. Requests can
 * overlap, because a full list takes seconds. The response that was received last is therefore not always the most
 * recent response.
 *
 * @param server null if the server is deleted, or missing from a response that would contain it
 * @param updated Nova's time of the last change; null if the server is missing from the response
 */
record ServerObservation(
        ScopeKey scope, @Nullable Server server, @Nullable Instant updated, long requestTick, long responseTick) {

    static ServerObservation of(ScopeKey scope, Server server, long requestTick, long responseTick) {
        return new ServerObservation(
                scope, server.deleted() ? null : server, server.updated(), requestTick, responseTick);
    }

    static ServerObservation deleted(ScopeKey scope, long requestTick, long responseTick) {
        return new ServerObservation(scope, null, null, requestTick, responseTick);
    }

    /**
     * Returns a copy with the given server object. For an unchanged server, it is the known object, so that servers can
     * be compared by identity.
     */
    ServerObservation withServer(@Nullable Server same) {
        return new ServerObservation(scope, same, updated, requestTick, responseTick);
    }

    /**
     * Returns whether this state is more recent than the known one. It is more recent if it was requested after the
     * known response arrived. For overlapping requests, the state with the later time of change is more recent. If the
     * times are equal, a deletion prevails, otherwise the later request. A response from which the server is missing
     * prevails. A request that overlaps a known deletion never supersedes it, because IDs are not reused.
     */
    boolean supersedes(@Nullable ServerObservation known) {
        if (known == null || requestTick > known.responseTick) {
            return true;
        }
        if (known.server == null) {
            return false;
        }
        if (updated == null || known.updated == null) {
            return updated == null;
        }
        int order = updated.compareTo(known.updated);
        return order > 0 || (order == 0 && (server == null || requestTick >= known.requestTick));
    }
}
