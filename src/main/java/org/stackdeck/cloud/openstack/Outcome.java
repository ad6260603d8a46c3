package org.stackdeck.cloud.openstack;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Remark;

/**
 * The result of the discovery of one entry.
 *
 * @param reached the capabilities of the entry, or those of its last successful discovery; null if there are none
 * @param problem and {@code failure}: why the discovery failed; both null if it succeeded
 */
record Outcome(
        EntryConnection connection,
        @Nullable Reached reached,
        @Nullable Remark problem,
        @Nullable CloudException failure) {

    static Outcome reached(EntryConnection connection, Reached reached) {
        if (!reached.novaTooOld()) {
            return new Outcome(connection, reached, null, null);
        }
        Entry entry = connection.entry();
        Remark problem = RemarkKind.NOVA_TOO_OLD.with(
                entry.source(),
                entry.name(),
                String.valueOf(java.util.Objects.requireNonNull(reached.nova()).newest()));
        return new Outcome(
                connection, reached, problem, new CloudException(CloudException.Category.UNAVAILABLE, problem.text()));
    }

    static Outcome failed(
            EntryConnection connection, @Nullable Reached before, Remark problem, CloudException failure) {
        return new Outcome(connection, before, problem, failure);
    }
}
