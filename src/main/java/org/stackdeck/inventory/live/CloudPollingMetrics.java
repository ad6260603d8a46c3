package org.stackdeck.inventory.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.store.CloudHealthSnapshot;
import org.stackdeck.inventory.store.InMemoryInventoryStore;

/** Registers the inventory's metrics {@code stackdeck.cloud.*} for each cloud, with the tag {@code cloud}. */
final class CloudPollingMetrics {

    private static final String PREFIX = "stackdeck.cloud.";
    private static final String TAG = "cloud";

    private final Set<MeterRegistry> registries = ConcurrentHashMap.newKeySet();
    private final Supplier<InMemoryInventoryStore.StoreState> ledger;
    private final ToLongFunction<CloudName> calls;
    private final Clock clock;

    /** @param calls returns the number of requests to a cloud's Nova so far */
    CloudPollingMetrics(
            Supplier<InMemoryInventoryStore.StoreState> ledger, ToLongFunction<CloudName> calls, Clock clock) {
        this.ledger = ledger;
        this.calls = calls;
        this.clock = clock;
    }

    /** Registers the metrics of these clouds, and keeps the registry for {@link #update}. */
    void bindTo(MeterRegistry registry, Collection<CloudName> clouds) {
        registries.add(registry);
        clouds.forEach(cloud -> bind(cloud, registry));
    }

    /** Registers the metrics of new clouds, and removes those of other clouds. */
    void update(Collection<CloudName> clouds) {
        Set<String> names = clouds.stream().map(CloudName::value).collect(Collectors.toSet());
        for (MeterRegistry registry : registries) {
            registry.getMeters().stream()
                    .filter(meter -> meter.getId().getName().startsWith(PREFIX)
                            && !names.contains(String.valueOf(meter.getId().getTag(TAG))))
                    .forEach(registry::remove);
            clouds.stream().filter(cloud -> !isBound(cloud, registry)).forEach(cloud -> bind(cloud, registry));
        }
    }

    private static boolean isBound(CloudName cloud, MeterRegistry registry) {
        return registry.find(PREFIX + "calls").tag(TAG, cloud.value()).meter() != null;
    }

    private void bind(CloudName cloud, MeterRegistry registry) {
        gauge("age", cloud, () -> age(cloud), "time since the cloud last confirmed the displayed data")
                .baseUnit("seconds")
                .register(registry);
        gauge("pace", cloud, () -> pace(cloud), "planned time between two polls")
                .baseUnit("seconds")
                .register(registry);
        gauge("servers", cloud, () -> servers(cloud), "number of known servers").register(registry);
        gauge("failures", cloud, () -> failures(cloud), "consecutive failed polls in the worst scope")
                .register(registry);
        FunctionCounter.builder(PREFIX + "calls", calls, count -> count.applyAsLong(cloud))
                .tag(TAG, cloud.value())
                .description("requests to Nova by the inventory")
                .register(registry);
    }

    private static Gauge.Builder<Supplier<Number>> gauge(
            String name, CloudName cloud, Supplier<Number> value, String description) {
        return Gauge.builder(PREFIX + name, value).tag(TAG, cloud.value()).description(description);
    }

    /** Returns the age in seconds; NaN before the first response. */
    private double age(CloudName cloud) {
        return freshness(cloud).map(Freshness::confirmedAt).map(this::since).orElse(Double.NaN);
    }

    private double since(Instant confirmedAt) {
        return Duration.between(confirmedAt, clock.instant()).toMillis() / 1000.0;
    }

    private double pace(CloudName cloud) {
        return freshness(cloud).map(known -> known.pace().toMillis() / 1000.0).orElse(Double.NaN);
    }

    private long servers(CloudName cloud) {
        return ledger.get().snapshot().servers().keySet().stream()
                .filter(key -> key.cloud().equals(cloud))
                .count();
    }

    private int failures(CloudName cloud) {
        CloudHealthSnapshot snapshot = ledger.get().health().get(cloud);
        return snapshot == null ? 0 : snapshot.failures();
    }

    private Optional<Freshness> freshness(CloudName cloud) {
        return Optional.ofNullable(ledger.get().snapshot().freshness().get(cloud));
    }
}
