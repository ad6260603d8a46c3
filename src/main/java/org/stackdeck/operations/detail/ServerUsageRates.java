package org.stackdeck.operations.detail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.ServerUsage;

/**
 * Resource usage of a server: the current counters, and rates since an earlier sample.
 *
 * @param previous earlier sample; null if there is no recent one, or the counters have been reset since then
 */
public record ServerUsageRates(Sample current, @Nullable Sample previous) {

    /** Counters with the time at which they were read. */
    public record Sample(ServerUsage usage, Instant at) {}

    /** Discards the previous sample if the guest has restarted since then. */
    public ServerUsageRates {
        if (previous != null && startedSince(previous, current)) {
            previous = null;
        }
    }

    private static boolean startedSince(Sample before, Sample now) {
        Duration earlier = before.usage().uptime();
        Duration later = now.usage().uptime();
        return earlier != null && later != null && later.compareTo(earlier) < 0;
    }

    /**
     * Returns the load of a processor: calculated from its CPU time if there are two samples, otherwise as reported by
     * the hypervisor.
     *
     * @return 0 to 1; empty if unknown
     */
    public OptionalDouble cpuLoad(int index) {
        OptionalDouble counted = perSecond(usage -> at(
                usage.cpus(),
                index,
                cpu -> cpu.time() == null ? null : cpu.time().toNanos()));
        if (counted.isPresent()) {
            return OptionalDouble.of(
                    Math.clamp(counted.getAsDouble() / Duration.ofSeconds(1).toNanos(), 0, 1));
        }
        Integer percent = current.usage().cpus().get(index).percent();
        return percent == null ? OptionalDouble.empty() : OptionalDouble.of(Math.clamp(percent / 100.0, 0, 1));
    }

    /** Returns the increase of a disk counter per second; empty if unknown. */
    public OptionalDouble diskRate(int index, Function<ServerUsage.Disk, @Nullable Long> counter) {
        return perSecond(usage -> at(usage.disks(), index, counter));
    }

    /** Returns the increase of a network interface counter per second; empty if unknown. */
    public OptionalDouble nicRate(int index, Function<ServerUsage.Nic, @Nullable Long> counter) {
        return perSecond(usage -> at(usage.nics(), index, counter));
    }

    private OptionalDouble perSecond(Function<ServerUsage, @Nullable Long> counter) {
        Sample earlier = previous;
        if (earlier == null) {
            return OptionalDouble.empty();
        }
        Long from = counter.apply(earlier.usage());
        Long to = counter.apply(current.usage());
        double seconds = Duration.between(earlier.at(), current.at()).toMillis() / 1000.0;
        return from == null || to == null || to < from || seconds <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((to - from) / seconds);
    }

    private static <T> @Nullable Long at(List<T> list, int index, Function<T, @Nullable Long> counter) {
        return index < list.size() ? counter.apply(Objects.requireNonNull(list.get(index))) : null;
    }
}
