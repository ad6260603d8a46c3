package org.stackdeck.cloud.server;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hypervisor counters of a running server (Nova's {@code /servers/{id}/diagnostics}, microversion 2.48 or later). The
 * counters restart with the guest. Values that the hypervisor does not report are null.
 *
 * @param uptime time since the start of the guest
 */
public record ServerUsage(
        @Nullable Duration uptime, List<Cpu> cpus, @Nullable Memory memory, List<Disk> disks, List<Nic> nics) {

    public ServerUsage {
        cpus = List.copyOf(cpus);
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
    }

    /**
     * Counters of one virtual CPU.
     *
     * @param time total CPU time
     * @param percent current utilization, 0 to 100
     */
    public record Cpu(
            @Nullable Integer id,
            @Nullable Duration time,
            @Nullable Integer percent) {}

    /**
     * Memory of the guest. Nova's API reference specifies MiB, but some drivers report KiB: only the ratio of the two
     * values is meaningful.
     */
    public record Memory(long maximum, long used) {}

    /** Counters of a disk, in bytes and requests. */
    public record Disk(
            @Nullable Long readBytes,
            @Nullable Long readRequests,
            @Nullable Long writeBytes,
            @Nullable Long writeRequests,
            @Nullable Long errors) {}

    /** Counters of a network interface, in bytes and packets. */
    public record Nic(
            @Nullable String mac,
            @Nullable Long receivedBytes,
            @Nullable Long receivedPackets,
            @Nullable Long sentBytes,
            @Nullable Long sentPackets,
            @Nullable Long errors,
            @Nullable Long dropped) {}
}
