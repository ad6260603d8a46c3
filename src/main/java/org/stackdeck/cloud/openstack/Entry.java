package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.notifications.Broker;

/**
 * A readable entry of {@code clouds.yaml}, or the {@code OS_*} variables as one.
 *
 * @param source the file it is from, or "environment"
 * @param keystone Keystone's address up to and with {@code /v3}, in one spelling, so that two can be compared
 * @param region null: the first in the catalog
 * @param brokers where its Nova sends notifications to; empty when they are not listened to
 * @param simulated whether the built-in simulator wrote it
 */
record Entry(
        String name,
        String source,
        URI keystone,
        @Nullable String region,
        Interface endpoints,
        Tls tls,
        Credential credential,
        List<Broker> brokers,
        boolean simulated) {

    Entry {
        brokers = List.copyOf(brokers);
    }
}
