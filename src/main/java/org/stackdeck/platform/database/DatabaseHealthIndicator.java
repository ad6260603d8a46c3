package org.stackdeck.platform.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Reports DOWN if the last check of the database failed or is too old. Spring Boot's own indicator is not sufficient:
 * it relies on the driver, and H2's driver reports connections to a closed database as valid. This indicator does not
 * access the database, because the endpoint is public. Only administrators see the reason.
 */
@Component
class DatabaseHealthIndicator implements HealthIndicator {

    private final DatabaseMonitor monitor;

    DatabaseHealthIndicator(DatabaseMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public Health health() {
        if (monitor.isAvailable()) {
            return Health.up().build();
        }
        Health.Builder down = Health.down();
        monitor.problem().ifPresent(reason -> down.withDetail("problem", reason));
        return down.build();
    }
}
