package org.stackdeck.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerUsage;
import org.stackdeck.operations.Usage;

/**
 * How busy a server is.
 *
 * @param readAt when the cloud was asked, which is up to five seconds ago
 */
record UsageBody(Instant readAt, CountedBody counted) {

    static UsageBody of(Usage usage) {
        return new UsageBody(usage.now().at(), CountedBody.of(usage.now().told()));
    }

    /**
     * Counters since the guest was started; what the hypervisor does not tell is null.
     *
     * @param uptime since then
     */
    record CountedBody(
            @Nullable Duration uptime,
            List<CpuBody> cpus,
            @Nullable MemoryBody memory,
            List<DiskBody> disks,
            List<NicBody> nics) {

        static CountedBody of(ServerUsage told) {
            ServerUsage.Memory memory = told.memory();
            return new CountedBody(
                    told.uptime(),
                    told.cpus().stream()
                            .map(cpu -> new CpuBody(cpu.id(), cpu.time(), cpu.percent()))
                            .toList(),
                    memory == null ? null : new MemoryBody(memory.maximum(), memory.used()),
                    told.disks().stream().map(DiskBody::of).toList(),
                    told.nics().stream().map(NicBody::of).toList());
        }
    }

    /**
     * One of the server's processors.
     *
     * @param time for which it worked
     * @param percent of its time that it works now, 0 to 100
     */
    record CpuBody(
            @Nullable Integer id,
            @Nullable Duration time,
            @Nullable Integer percent) {}

    /** In MiB or KiB, as the driver likes: to be compared with each other only. */
    record MemoryBody(long maximum, long used) {}

    /** In bytes and requests. */
    record DiskBody(
            @Nullable Long readBytes,
            @Nullable Long readRequests,
            @Nullable Long writeBytes,
            @Nullable Long writeRequests,
            @Nullable Long errors) {

        static DiskBody of(ServerUsage.Disk disk) {
            return new DiskBody(
                    disk.readBytes(), disk.readRequests(), disk.writeBytes(), disk.writeRequests(), disk.errors());
        }
    }

    /** In bytes and packets, received and sent. */
    record NicBody(
            @Nullable String mac,
            @Nullable Long receivedBytes,
            @Nullable Long receivedPackets,
            @Nullable Long sentBytes,
            @Nullable Long sentPackets,
            @Nullable Long errors,
            @Nullable Long dropped) {

        static NicBody of(ServerUsage.Nic nic) {
            return new NicBody(
                    nic.mac(),
                    nic.receivedBytes(),
                    nic.receivedPackets(),
                    nic.sentBytes(),
                    nic.sentPackets(),
                    nic.errors(),
                    nic.dropped());
        }
    }
}
