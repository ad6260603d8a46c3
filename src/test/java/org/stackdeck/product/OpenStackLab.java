package org.stackdeck.product;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Real OpenStack cloud for tests. {@code STACKDECK_LAB_CLOUDS} specifies its clouds.yaml file, by default
 * /var/lib/openstack-lab/clouds.yaml.
 */
public final class OpenStackLab {

    private OpenStackLab() {}

    public static Path cloudsFile() {
        return Path.of(Optional.ofNullable(System.getenv("STACKDECK_LAB_CLOUDS"))
                .orElse("/var/lib/openstack-lab/clouds.yaml"));
    }
}
