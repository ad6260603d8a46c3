package org.stackdeck.cloud.connection;

import java.util.List;
import org.stackdeck.cloud.CloudName;

/**
 * A cloud that a set of entries would form.
 *
 * @param address Keystone's address, followed by the region if an entry specifies one
 * @param entries names of its entries; the cloud is named after the first
 */
public record PlannedCloud(CloudName name, String address, List<String> entries) {

    public PlannedCloud {
        entries = List.copyOf(entries);
    }
}
