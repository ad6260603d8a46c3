package org.stackdeck.cloud.openstack.discovery;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.client.CloudEntryRemark;
import org.stackdeck.cloud.openstack.config.CloudEntry;
import org.stackdeck.cloud.openstack.config.EntryRemarkType;

/**
 * @param projectAccess the projects to which the entry has access, or had at its last successful discovery; null if
 *     unknown
 * @param problem why the discovery failed or Nova is not supported; null if there is no problem
 * @param failure the problem as an exception; null if there is no problem
 */
record EntryDiscoveryResult(
        EntryConnection connection,
        @Nullable EntryCapabilities projectAccess,
        @Nullable CloudEntryRemark problem,
        @Nullable CloudException failure) {

    static EntryDiscoveryResult succeeded(EntryConnection connection, EntryCapabilities entryCapabilities) {
        if (!entryCapabilities.isNovaTooOld()) {
            return new EntryDiscoveryResult(connection, entryCapabilities, null, null);
        }
        CloudEntry cloudEntry = connection.entry();
        CloudEntryRemark problem = EntryRemarkType.NOVA_TOO_OLD.toRemark(
                cloudEntry.source(),
                cloudEntry.name(),
                String.valueOf(java.util.Objects.requireNonNull(entryCapabilities.novaVersions())
                        .newest()));
        return new EntryDiscoveryResult(
                connection,
                entryCapabilities,
                problem,
                new CloudException(CloudException.Category.UNAVAILABLE, problem.text()));
    }

    static EntryDiscoveryResult failed(
            EntryConnection connection,
            @Nullable EntryCapabilities before,
            CloudEntryRemark problem,
            CloudException failure) {
        return new EntryDiscoveryResult(connection, before, problem, failure);
    }
}
