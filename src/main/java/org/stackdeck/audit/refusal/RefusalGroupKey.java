package org.stackdeck.audit.refusal;

import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.platform.ClientNetwork;

/**
 * Kind of refusals that are counted together.
 *
 * @param actor ID of the user; the network if the user is unknown; empty if there are too many kinds
 * @param signedIn whether the user is known
 */
record RefusalGroupKey(
        String actor,
        boolean signedIn,
        String channel,
        String action,
        @Nullable String objectType,
        AuditEntry.Result result) {

    static RefusalGroupKey of(AuditEntry entry) {
        String id = entry.actorId();
        return new RefusalGroupKey(
                id == null ? ClientNetwork.of(entry.source()) : id,
                id != null,
                entry.channel(),
                entry.action(),
                entry.objectType(),
                entry.result());
    }

    RefusalGroupKey ofAnyActor() {
        return new RefusalGroupKey("", signedIn, channel, action, objectType, result);
    }

    boolean isOfAnyActor() {
        return actor.isEmpty();
    }
}
