package org.stackdeck.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerUsage;
import org.stackdeck.operations.Usage;

/**
 * Resource usage of a server.
 *
 * @param readAt when the cloud was requested, up to five seconds ago
 */
record UsageBody(Instant readAt, CountedBody counted) {

    static UsageBody of(Usage usage) {
        return new UsageBody(usage.now().at(), CountedBody.of(usage.now().told()));
    }

    /**
     * Counters since the start of the guest. Values that the hypervisor does not report are null.
     *
     * @param uptime time since the start of the guest
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
     * A processor of the server.
     *
     * @param time CPU time used
     * @param percent current load, 0 to 100
     */
    record CpuBody(
            @Nullable Integer id,
            @Nullable Duration time,
            @Nullable Integer percent) {}

    /** In MiB or KiB, depending on the driver: only the ratio is meaningful. */
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
