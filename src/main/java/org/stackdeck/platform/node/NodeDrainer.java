package org.stackdeck.platform.node;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Prepares the end of this node while it still accepts connections. Spring Boot refuses readiness before, so that load
 * balancers that check it send new browsers to other nodes. Operations are handed over at once, and open pages move to
 * other nodes at the end.
 *
 * <p>Not a lifecycle bean: those of one phase stop in no defined order, and the highest phase is the default. Pollers,
 * which open pages need until the end of the drain, could therefore stop before it.
 */
@Component
class NodeDrainer {

    private static final Logger LOG = LoggerFactory.getLogger(NodeDrainer.class);

    private final ClusterProperties clusterProperties;
    private final NodeId node;
    private final ApplicationContext context;

    NodeDrainer(ClusterProperties clusterProperties, NodeId node, ApplicationContext context) {
        this.clusterProperties = clusterProperties;
        this.node = node;
        this.context = context;
    }

    /**
     * Drains before any lifecycle bean stops, and before other listeners to the event end their work. A child context
     * also publishes its end to this context.
     */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(ContextClosedEvent event) {
        if (event.getApplicationContext().equals(context)) {
            drain();
        }
    }

    private void drain() {
        long began = System.nanoTime();
        publish(new NodeDrainStarted());
        waitUntil(began + clusterProperties.drain().toNanos());
        if (clusterProperties.enabled()) {
            publish(new NodeDrainEnded(node));
        }
    }

    private void publish(Object event) {
        try {
            context.publishEvent(event);
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
