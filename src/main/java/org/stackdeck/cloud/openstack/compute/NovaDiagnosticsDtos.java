package org.stackdeck.cloud.openstack.compute;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.http.ResponseLimits;
import org.stackdeck.cloud.server.ServerUsage;

/** The fields of {@code /servers/{id}/diagnostics} that Stackdeck reads, in the format of microversion 2.48. */
final class NovaDiagnosticsDtos {

    /** Maximum number of devices of one type that are kept; a server can have 256 processors. */
    private static final int MAX_DEVICES = 512;

    private static final int MAX_MAC_LENGTH = 32;

    private NovaDiagnosticsDtos() {}

    record Diagnostics(
            @Nullable Long uptime,
            @JsonProperty("cpu_details") @Nullable List<Cpu> cpus,
            @JsonProperty("memory_details") @Nullable Memory memory,
            @JsonProperty("disk_details") @Nullable List<Disk> disks,
            @JsonProperty("nic_details") @Nullable List<Nic> nics) {

        ServerUsage toServerUsage() {
            return new ServerUsage(
                    uptime == null ? null : Duration.ofSeconds(uptime),
                    nonNullItems(cpus).map(Cpu::usage).toList(),
                    memory == null ? null : memory.usage(),
                    nonNullItems(disks).map(Disk::usage).toList(),
                    nonNullItems(nics).map(Nic::usage).toList());
        }

        private static <T> Stream<T> nonNullItems(@Nullable List<T> list) {
            return list == null
                    ? Stream.empty()
                    : list.stream().filter(Objects::nonNull).limit(MAX_DEVICES);
        }
    }

    /** @param time CPU time in nanoseconds */
    record Cpu(
            @Nullable Integer id,
            @Nullable Long time,
            @Nullable Integer utilisation) {

        ServerUsage.Cpu usage() {
            return new ServerUsage.Cpu(id, time == null ? null : Duration.ofNanos(time), utilisation);
        }
    }

    record Memory(@Nullable Long maximum, @Nullable Long used) {

        /** Returns null if a value is missing or 0. Drivers without memory statistics report 0. */
        ServerUsage.@Nullable Memory usage() {
            return maximum == null || used == null || maximum <= 0 || used <= 0
                    ? null
                    : new ServerUsage.Memory(maximum, used);
        }
    }

    record Disk(
            @JsonProperty("read_bytes") @Nullable Long readBytes,
            @JsonProperty("read_requests") @Nullable Long readRequests,
            @JsonProperty("write_bytes") @Nullable Long writeBytes,
            @JsonProperty("write_requests") @Nullable Long writeRequests,
            @JsonProperty("errors_count") @Nullable Long errors) {

        /** Replaces an error count of -1 with null, because drivers that do not count errors report -1 or nothing. */
        ServerUsage.Disk usage() {
            return new ServerUsage.Disk(
                    readBytes, readRequests, writeBytes, writeRequests, errors == null || errors < 0 ? null : errors);
        }
    }

    record Nic(
            @JsonProperty("mac_address") @Nullable String mac,
            @JsonProperty("rx_octets") @Nullable Long receivedBytes,
            @JsonProperty("rx_packets") @Nullable Long receivedPackets,
            @JsonProperty("rx_errors") @Nullable Long receiveErrors,
            @JsonProperty("rx_drop") @Nullable Long receiveDropped,
            @JsonProperty("tx_octets") @Nullable Long sentBytes,
            @JsonProperty("tx_packets") @Nullable Long sentPackets,
            @JsonProperty("tx_errors") @Nullable Long sendErrors,
            @JsonProperty("tx_drop") @Nullable Long sendDropped) {

        ServerUsage.Nic usage() {
            return new ServerUsage.Nic(
                    ResponseLimits.cutNullable(mac, MAX_MAC_LENGTH),
                    receivedBytes,
                    receivedPackets,
                    sentBytes,
                    sentPackets,
                    sum(receiveErrors, sendErrors),
                    sum(receiveDropped, sendDropped));
        }

        private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
            return one == null && other == null ? null : (one == null ? 0 : one) + (other == null ? 0 : other);
        }
    }
}
