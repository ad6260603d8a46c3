package org.stackdeck.cloud.openstack.compute;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of Nova's responses (Compute API 2.73 to 2.95) that Stackdeck reads. Excludes {@code user_data}. */
public final class NovaDtos {

    private NovaDtos() {}

    record VersionEnvelope(@Nullable Version version) {}

    record Version(
            @JsonProperty("version") @Nullable String newest,
            @JsonProperty("min_version") @Nullable String oldest) {}

    /** {@link #toString} omits the password. */
    record CreatedServer(
            @Nullable String id,
            @JsonProperty("adminPass") @Nullable String adminPassword) {

        @Override
        public String toString() {
            return "CreatedServer[" + id + "]";
        }
    }

    public record Servers(
            @Nullable List<ServerBody> servers,
            @JsonProperty("servers_links") @Nullable List<Link> links) {}

    record Link(@Nullable String rel, @Nullable String href) {}

    /**
     * Nova returns only the ID, the project, the creation time and the status UNKNOWN of a server in an unreachable
     * cell (2.69).
     */
    public record ServerBody(
            @Nullable String id,
            @Nullable String name,
            @Nullable String status,
            @JsonProperty("tenant_id") @Nullable String projectId,
            @JsonProperty("user_id") @Nullable String userId,
            @Nullable Map<String, String> metadata,
            @Nullable JsonNode image,
            @Nullable FlavorBody flavor,
            @Nullable String created,
            @Nullable String updated,
            @Nullable Map<String, List<AddressBody>> addresses,
            @JsonProperty("OS-EXT-STS:task_state") @Nullable String taskState,

            @JsonProperty("OS-EXT-STS:power_state") @Nullable
            Integer powerState,

            @JsonProperty("OS-EXT-AZ:availability_zone") @Nullable
            String availabilityZone,

            @JsonProperty("OS-EXT-SRV-ATTR:host") @Nullable String host,
            @JsonProperty("key_name") @Nullable String keyName,
            @Nullable FaultBody fault,
            @Nullable Integer progress,
            @Nullable Boolean locked,
            @JsonProperty("locked_reason") @Nullable String lockedReason,
            @Nullable String description,
            @Nullable List<String> tags) {}

    /** A server of which only the volumes are read. */
    record VolumesBody(
            @JsonProperty("os-extended-volumes:volumes_attached") @Nullable
            List<AttachedVolume> volumes) {}

    record AttachedVolume(
            @Nullable String id,
            @JsonProperty("delete_on_termination") @Nullable Boolean deletedWithServer) {}

    record FlavorBody(
            @JsonProperty("original_name") @Nullable String name, int vcpus, int ram, int disk) {}

    record AddressBody(
            @JsonProperty("addr") @Nullable String ip,
            int version,
            @JsonProperty("OS-EXT-IPS:type") @Nullable String type) {}

    record FaultBody(
            int code, @Nullable String message, @Nullable String created) {}

    record ActionBody(
            @Nullable String action,
            @JsonProperty("request_id") @Nullable String requestId,
            @JsonProperty("user_id") @Nullable String userId,
            @JsonProperty("start_time") @Nullable String start,
            @Nullable String message,
            @Nullable List<EventBody> events) {}

    record EventBody(
            @Nullable String event,
            @JsonProperty("start_time") @Nullable String start,
            @JsonProperty("finish_time") @Nullable String finish,
            @Nullable String result,
            @Nullable String details,
            @Nullable String traceback) {}
}
