package org.stackdeck.platform.node;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Prepares the end of this node while it still accepts connections. Spring Boot refuses readiness before, so that load
 * balancers that check it send new browsers to other nodes. Operations are handed over at once, and open pages move to
 * other nodes at the end.
 */
@Component
class NodeDrain implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NodeDrain.class);

    private final NodeProperties nodeProperties;
    private final NodeId node;
    private final ApplicationEventPublisher events;
    private volatile boolean running;

    NodeDrain(NodeProperties nodeProperties, NodeId node, ApplicationEventPublisher events) {
        this.nodeProperties = nodeProperties;
        this.node = node;
        this.events = events;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        long began = System.nanoTime();
        publish(new NodeDrainStarted());
        waitUntil(began + nodeProperties.drain().toNanos());
        if (nodeProperties.enabled()) {
            publish(new NodeDrainEnded(node));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Returns the highest phase, which ends first: before the web server closes its port. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private void publish(Object event) {
        try {
            events.publishEvent(event);
        } catch (RuntimeException e) {
            LOG.warn("Could not prepare the end of this node completely", e);
        }
    }

    private static void waitUntil(long end) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (left.isPositive()) {
            LOG.info("Waiting {} s, so that load balancers use other nodes", left.toSeconds());
            try {
                TimeUnit.NANOSECONDS.sleep(left.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
