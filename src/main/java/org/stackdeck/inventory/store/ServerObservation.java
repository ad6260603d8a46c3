package org.stackdeck.inventory.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.Server;

/**
 * State of a server according to one response, with the inventory store's ticks of request and response. Requests can
 * overlap, because a full list takes seconds; the response received last is therefore not always the most recent one.
 *
 * @param server null if the server is deleted or was not found
 * @param updated Nova's time of the last change; null if Nova did not find the server
 */
record ServerObservation(
        ScopeKey scope, @Nullable Server server, @Nullable Instant updated, long requestTick, long responseTick) {

    static ServerObservation of(ScopeKey scope, Server server, long asked, long answered) {
        return new ServerObservation(scope, server.deleted() ? null : server, server.updated(), asked, answered);
    }

    static ServerObservation deleted(ScopeKey scope, long asked, long answered) {
        return new ServerObservation(scope, null, null, asked, answered);
    }

    /** Returns a copy with the given, equal server object, so that unchanged servers can be compared by identity. */
    ServerObservation withServer(@Nullable Server same) {
        return new ServerObservation(scope, same, updated, requestTick, responseTick);
    }

    /**
     * Returns whether this is more recent than the known state: requested after the known response arrived, or, for
     * overlapping requests, changed later by Nova's clock. Within the same second, a deletion prevails, otherwise the
     * later request. A response without the server prevails over an overlapping one, and a known deletion is superseded
     * only by a later request, because IDs are not reused.
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
