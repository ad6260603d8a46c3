package org.stackdeck.history;

import java.time.Instant;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;

/**
 * A change of a server that the inventory reported.
 *
 * @param number increases with each stored change
 * @param name name after the change, or before a deletion; untrusted text
 * @param at when Stackdeck detected the change
 * @param byOperation whether an operation of Stackdeck can have caused the change
 */
public record ServerChange(
        long number,
        ServerKey key,
        ProjectId project,
        String name,
        ServerChangeKind kind,
        Instant at,
        boolean byOperation) {

    /** Returns the attributes for permission checks if the server is not in the inventory. */
    ServerAttributes attributes() {
        return ServerAttributes.withoutMetadata(key, project, name);
    }
}
