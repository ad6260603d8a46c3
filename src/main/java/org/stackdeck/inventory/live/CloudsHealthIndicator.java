package org.stackdeck.inventory.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;

/**
 * Reports the freshness of each cloud as a detail. The status is always UP, because Stackdeck works without its clouds,
 * and neither a restart nor another instance would reach them.
 */
@Component
class CloudsHealthIndicator implements HealthIndicator {

    private final Inventory inventory;

    CloudsHealthIndicator(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public Health health() {
        Map<String, Object> details = new TreeMap<>();
        inventory.snapshot().freshness().forEach((cloud, freshness) -> details.put(cloud.value(), detail(freshness)));
        return Health.up().withDetails(details).build();
    }

    private static Map<String, Object> detail(Freshness freshness) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("state", freshness.state().name());
        if (freshness.confirmedAt() != null) {
            detail.put("confirmedAt", freshness.confirmedAt().toString());
        }
        if (freshness.problem() != null) {
            detail.put("problem", freshness.problem().category().name());
        }
        return detail;
    }
}
