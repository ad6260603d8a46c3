package org.stackdeck.api.servers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.operations.detail.ServerUsageRates;

/**
 * Resource usage of a server.
 *
 * @param readAt when the cloud was requested, up to five seconds ago
 */
record ServerUsageResponse(Instant readAt, UsageCountersResponse counted) {

    static ServerUsageResponse of(ServerUsageRates serverUsageRates) {
        return new ServerUsageResponse(
                serverUsageRates.current().at(),
                UsageCountersResponse.of(serverUsageRates.current().usage()));
    }

    /**
     * Counters since the start of the guest. Values that the hypervisor does not report are null.
     *
     * @param uptime time since the start of the guest
     */
    record UsageCountersResponse(
            @Nullable Duration uptime,
            List<CpuUsageResponse> cpus,
            @Nullable MemoryUsageResponse memory,
            List<DiskUsageResponse> disks,
            List<NicUsageResponse> nics) {

        static UsageCountersResponse of(ServerUsage serverUsage) {
            ServerUsage.Memory memory = serverUsage.memory();
            return new UsageCountersResponse(
                    serverUsage.uptime(),
                    serverUsage.cpus().stream()
                            .map(cpu -> new CpuUsageResponse(cpu.id(), cpu.time(), cpu.percent()))
                            .toList(),
                    memory == null ? null : new MemoryUsageResponse(memory.maximum(), memory.used()),
                    serverUsage.disks().stream().map(DiskUsageResponse::of).toList(),
                    serverUsage.nics().stream().map(NicUsageResponse::of).toList());
        }
    }

    /**
     * A processor of the server.
     *
     * @param time CPU time used
     * @param percent current load, 0 to 100
     */
    record CpuUsageResponse(
            @Nullable Integer id,
            @Nullable Duration time,
            @Nullable Integer percent) {}

    /** In MiB or KiB, depending on the driver: only the ratio is meaningful. */
    record MemoryUsageResponse(long maximum, long used) {}

    /** In bytes and requests. */
    record DiskUsageResponse(
            @Nullable Long readBytes,
            @Nullable Long readRequests,
            @Nullable Long writeBytes,
            @Nullable Long writeRequests,
            @Nullable Long errors) {

        static DiskUsageResponse of(ServerUsage.Disk disk) {
            return new DiskUsageResponse(
                    disk.readBytes(), disk.readRequests(), disk.writeBytes(), disk.writeRequests(), disk.errors());
        }
    }

    /** In bytes and packets, received and sent. */
    record NicUsageResponse(
            @Nullable String mac,
            @Nullable Long receivedBytes,
            @Nullable Long receivedPackets,
            @Nullable Long sentBytes,
            @Nullable Long sentPackets,
            @Nullable Long errors,
            @Nullable Long dropped) {

        static NicUsageResponse of(ServerUsage.Nic nic) {
            return new NicUsageResponse(
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
