package org.stackdeck.ui.push;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Publishes the delays that {@link PushDelayMeter} measures, in nanoseconds. Discards them without a registry. */
final class PushDelayTimer implements MeterBinder, LongConsumer {

    private static final long[] BUCKETS = {50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000};

    private volatile @Nullable Timer timer;

    @Override
    public void bindTo(MeterRegistry registry) {
        timer = Timer.builder("stackdeck.push.delay")
                .description("time from a change of the inventory until a page's push with this change was written")
                .serviceLevelObjectives(
                        LongStream.of(BUCKETS).mapToObj(Duration::ofMillis).toArray(Duration[]::new))
                .register(registry);
    }

    @Override
    public void accept(long nanoseconds) {
        Timer current = timer;
        if (current != null) {
            current.record(nanoseconds, TimeUnit.NANOSECONDS);
        }
    }
}
