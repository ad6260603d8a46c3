package org.stackdeck.platform.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.stackdeck.platform.PeriodicTask;

/**
 * Publishes the number of pending messages of a queue. Counts them periodically instead of when the metric is read, so
 * that metrics remain available during a database outage.
 */
public final class PendingMessagesMetric implements MeterBinder, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PendingMessagesMetric.class);

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final String name;
    private final DeliveryQueue queue;
    private final PeriodicTask counting;
    private volatile double pending = Double.NaN;

    /** @param name value of the tag {@code queue} */
    public PendingMessagesMetric(String name, DeliveryQueue queue) {
        this.name = name;
        this.queue = queue;
        this.counting = new PeriodicTask("count-pending-" + name, INTERVAL, this::count);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("stackdeck.delivery.pending", () -> pending)
                .tag("queue", name)
                .description("messages that have not been delivered yet; NaN if the database is not available")
                .register(registry);
    }

    void count() {
        try {
            pending = queue.countPending();
        } catch (DataAccessException e) {
            // The monitor of the database logs outages.
            LOG.debug("Could not count the pending messages", e);
            pending = Double.NaN;
        }
    }

    @Override
    public void start() {
        counting.start();
    }

    @Override
    public void stop() {
        counting.stop();
    }

    @Override
    public boolean isRunning() {
        return counting.isRunning();
    }
}
