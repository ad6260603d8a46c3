package org.stackdeck.inventory.resource;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.platform.Subscription;

/** The deliveries to users who view resources. */
final class ResourceDeliveries {

    private final Set<ResourceDelivery> deliveries = ConcurrentHashMap.newKeySet();
    /**
     * Periodically checks the viewers' permissions, because the start and end of a grant's validity trigger no event.
     */
    private final PeriodicTask recheck;

    ResourceDeliveries(Duration recheckInterval) {
        this.recheck =
                new PeriodicTask("resource-permissions", recheckInterval, () -> trigger(ResourceDelivery::isDue));
    }

    Subscription open(ResourceDelivery delivery) {
        deliveries.add(delivery);
        delivery.trigger();
        return () -> {
            deliveries.remove(delivery);
            delivery.stop();
        };
    }

    boolean anyViews(CloudName cloud, ResourceKind kind) {
        return deliveries.stream().anyMatch(delivery -> delivery.kinds().contains(kind) && delivery.covers(cloud));
    }

    void trigger(Predicate<ResourceDelivery> selected) {
        deliveries.stream().filter(selected).forEach(ResourceDelivery::trigger);
    }

    void start() {
        recheck.start();
    }

    void stop() {
        recheck.stop();
        deliveries.forEach(ResourceDelivery::stop);
        deliveries.clear();
    }
}
