package org.stackdeck.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Server;

/**
 * What one answer said of a server, and when it was asked and answered, counted in the ledger's own ticks. Answers may
 * overlap (a full list takes seconds), so the one that arrives last is not always the newest.
 *
 * @param server null when it is gone
 * @param updated Nova's time of the last change; null when a server was simply not found
 */
record Evidence(
        ScopeKey scope, @Nullable Server server, @Nullable Instant updated, long asked, long answered) {

    static Evidence of(ScopeKey scope, Server server, long asked, long answered) {
        return new Evidence(scope, server.gone() ? null : server, server.updated(), asked, answered);
    }

    static Evidence gone(ScopeKey scope, long asked, long answered) {
        return new Evidence(scope, null, null, asked, answered);
    }

    /** The same evidence with an equal object, so that unchanged servers are told from changed ones at a glance. */
    Evidence showing(@Nullable Server same) {
        return new Evidence(scope, same, updated, asked, answered);
    }

    /**
     * Whether this is newer than what is known: asked after that was answered, or, when the two overlap, changed later by
     * Nova's clock. In the same second the later question wins; that a server is gone wins always, since ids are not used
     * twice.
     */
    boolean supersedes(@Nullable Evidence known) {
        if (known == null || asked > known.answered) {
            return true;
        }
        if (known.server == null) {
            return false;
        }
        if (updated == null || known.updated == null) {
            return updated == null;
        }
        int order = updated.compareTo(known.updated);
        return order > 0 || (order == 0 && (server == null || asked >= known.asked));
    }
}
