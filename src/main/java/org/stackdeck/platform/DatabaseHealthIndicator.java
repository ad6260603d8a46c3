package org.stackdeck.platform;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * DOWN while the database does not work, by the last check. Boot's own indicator asks the driver, and H2's calls a connection
 * to a closed database valid. Costs nothing to call, because anybody may.
 */
@Component
class DatabaseHealthIndicator implements HealthIndicator {

    private final DatabaseMonitor monitor;

    DatabaseHealthIndicator(DatabaseMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public Health health() {
        return (monitor.isAvailable() ? Health.up() : Health.down()).build();
    }
}
