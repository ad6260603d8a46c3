package org.stackdeck.platform.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Reports DOWN while the last check of the database failed. Spring Boot's own indicator relies on the driver, and H2
 * reports connections to a closed database as valid. Causes no database access, because the endpoint is public.
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
