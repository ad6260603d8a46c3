package org.stackdeck.cloud.openstack;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A readable entry of {@code clouds.yaml}, or the {@code OS_*} variables as one.
 *
 * @param source the file it is from, or "environment"
 * @param keystone Keystone's address up to and with {@code /v3}, in one spelling, so that two can be compared
 * @param region null: the first in the catalog
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
        boolean simulated) {}
