package org.stackdeck.product;

import java.nio.file.Path;
import java.util.Optional;

/** Real OpenStack for tests, configured by the clouds.yaml in STACKDECK_LAB_CLOUDS. */
public final class OpenStackLab {

    private OpenStackLab() {}

    public static Path cloudsFile() {
        return Path.of(Optional.ofNullable(System.getenv("STACKDECK_LAB_CLOUDS"))
                .orElse("/var/lib/openstack-lab/clouds.yaml"));
    }
}
