package org.stackdeck.api.servers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.resource.AttachedResources;

/**
 * Resources of a server. All users who may see the server see them. A list that Stackdeck could not load is missing.
 *
 * @param resourcesConfirmedAt when the cloud last confirmed the oldest of the lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServerResourcesResponse(
        @Nullable List<VolumeResponse> volumes,
        @Nullable List<PortResponse> ports,
        @Nullable List<SecurityGroupResponse> securityGroups,
        @Nullable Instant resourcesConfirmedAt) {

    /** Kinds from which the response is created. */
    static final Set<ResourceKind> KINDS = Set.of(
            ResourceKind.VOLUME,
            ResourceKind.PORT,
            ResourceKind.NETWORK,
            ResourceKind.FLOATING_IP,
            ResourceKind.SECURITY_GROUP,
            ResourceKind.FLAVOR);

    static ServerResourcesResponse of(AttachedResources attached) {
        Map<String, List<String>> floatingIps = attached.find(ResourceKind.FLOATING_IP).orElse(List.of()).stream()
                .collect(Collectors.groupingBy(
                        ip -> ip.text("port").orElse(""),
                        Collectors.mapping(CloudResource::name, Collectors.toList())));
        return new ServerResourcesResponse(
                attached.find(ResourceKind.VOLUME)
                        .map(found -> found.stream().map(VolumeResponse::of).toList())
                        .orElse(null),
                attached.find(ResourceKind.PORT)
                        .map(found -> found.stream()
                                .map(port -> PortResponse.of(port, floatingIps.getOrDefault(port.id(), List.of())))
                                .toList())
                        .orElse(null),
                attached.find(ResourceKind.SECURITY_GROUP)
                        .map(found -> found.stream()
                                .map(group -> new SecurityGroupResponse(group.id(), group.name()))
                                .toList())
                        .orElse(null),
                attached.confirmedAt());
    }

    /** @param size in GiB */
    record VolumeResponse(
            String id, String name, String status, @Nullable Long size) {

        private static VolumeResponse of(CloudResource volume) {
            return new VolumeResponse(
                    volume.id(),
                    volume.name(),
                    volume.status(),
                    volume.number("size").orElse(null));
        }
    }

    /**
     * @param network ID of the network
     * @param securityGroups IDs of the security groups
     */
    record PortResponse(
            String id,
            String name,
            String status,
            @Nullable String network,
            List<String> fixedIps,
            List<String> floatingIps,
            @Nullable String macAddress,
            List<String> securityGroups) {

        private static PortResponse of(CloudResource port, List<String> floatingIps) {
            return new PortResponse(
                    port.id(),
                    port.name(),
                    port.status(),
                    port.text("network").orElse(null),
                    port.texts("fixedIps"),
                    floatingIps,
                    port.text("macAddress").orElse(null),
                    port.texts("securityGroups"));
        }
    }

    record SecurityGroupResponse(String id, String name) {}
}
