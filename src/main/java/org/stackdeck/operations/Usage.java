package org.stackdeck.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerUsage;

/**
 * Resource usage of a server: the current counters, and rates since an earlier sample.
 *
 * @param before null if there is no recent sample, or the counters were reset since
 */
public record Usage(Sample now, @Nullable Sample before) {

    /** Counters with the time at which they were read. */
    public record Sample(ServerUsage told, Instant at) {}

    /** Discards an earlier sample from before the last start of the guest. */
    public Usage {
        if (before != null && startedSince(before, now)) {
            before = null;
        }
    }

    private static boolean startedSince(Sample before, Sample now) {
        Duration earlier = before.told().uptime();
        Duration later = now.told().uptime();
        return earlier != null && later != null && later.compareTo(earlier) < 0;
    }

    /**
     * Load of a processor: from its CPU time if there are two samples, else as reported by the hypervisor.
     *
     * @param index in the list of processors
     * @return 0 to 1
     */
    public OptionalDouble busy(int index) {
        OptionalDouble counted = perSecond(usage -> at(
                usage.cpus(),
                index,
                cpu -> cpu.time() == null ? null : cpu.time().toNanos()));
        if (counted.isPresent()) {
            return OptionalDouble.of(
                    Math.clamp(counted.getAsDouble() / Duration.ofSeconds(1).toNanos(), 0, 1));
        }
        Integer percent = now.told().cpus().get(index).percent();
        return percent == null ? OptionalDouble.empty() : OptionalDouble.of(Math.clamp(percent / 100.0, 0, 1));
    }

    /** Rate of a disk counter per second. */
    public OptionalDouble ofDisk(int index, Function<ServerUsage.Disk, @Nullable Long> counter) {
        return perSecond(usage -> at(usage.disks(), index, counter));
    }

    /** Rate of a network interface counter per second. */
    public OptionalDouble ofNic(int index, Function<ServerUsage.Nic, @Nullable Long> counter) {
        return perSecond(usage -> at(usage.nics(), index, counter));
    }

    private OptionalDouble perSecond(Function<ServerUsage, @Nullable Long> counter) {
        Sample earlier = before;
        if (earlier == null) {
            return OptionalDouble.empty();
        }
        Long from = counter.apply(earlier.told());
        Long to = counter.apply(now.told());
        double seconds = Duration.between(earlier.at(), now.at()).toMillis() / 1000.0;
        return from == null || to == null || to < from || seconds <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((to - from) / seconds);
    }

    private static <T> @Nullable Long at(List<T> list, int index, Function<T, @Nullable Long> counter) {
        return index < list.size() ? counter.apply(Objects.requireNonNull(list.get(index))) : null;
    }
}
