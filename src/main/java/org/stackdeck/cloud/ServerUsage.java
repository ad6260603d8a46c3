package org.stackdeck.cloud;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hypervisor counted of a running server (Nova's {@code /servers/{id}/diagnostics}, microversion 2.48 or newer).
 * Counters begin with the server's guest and begin anew with it. What a hypervisor does not tell is null.
 *
 * @param uptime since the guest was started
 */
public record ServerUsage(
        @Nullable Duration uptime, List<Cpu> cpus, @Nullable Memory memory, List<Disk> disks, List<Nic> nics) {

    public ServerUsage {
        cpus = List.copyOf(cpus);
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
    }

    /**
     * One of the server's processors.
     *
     * @param time for which it worked
     * @param percent of its time that it works now, 0 to 100
     */
    public record Cpu(
            @Nullable Integer id,
            @Nullable Duration time,
            @Nullable Integer percent) {}

    /**
     * How much of its memory the server has got. Nova's unit is MiB by its API reference, and KiB with some drivers: the
     * two are to be compared with each other only.
     */
    public record Memory(long maximum, long used) {}

    /** Counters of a disk; bytes and requests. */
    public record Disk(
            @Nullable Long readBytes,
            @Nullable Long readRequests,
            @Nullable Long writeBytes,
            @Nullable Long writeRequests,
            @Nullable Long errors) {}

    /** Counters of a network interface; bytes and packets, received and sent. */
    public record Nic(
            @Nullable String mac,
            @Nullable Long receivedBytes,
            @Nullable Long receivedPackets,
            @Nullable Long sentBytes,
            @Nullable Long sentPackets,
            @Nullable Long errors,
            @Nullable Long dropped) {}
}
