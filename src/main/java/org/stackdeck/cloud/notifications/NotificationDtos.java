package org.stackdeck.cloud.notifications;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.ResourceKind;

/** The fields of a notification that Stackdeck reads. */
final class NotificationDtos {

    private NotificationDtos() {}

    /** The envelope of oslo.messaging, version 2.0. The contained message is JSON text. */
    record Envelope(@JsonProperty("oslo.message") @Nullable String message) {}

    /** The field that all notifications have. Their payloads differ. */
    record Event(@JsonProperty("event_type") @Nullable String type) {}

    /** A notification whose payload can contain IDs of servers, or the ID of another resource. */
    record ServerEvent(@Nullable Payload payload) {}

    /**
     * Nova's unversioned payloads are flat; versioned payloads are nested in {@code nova_object.data}. Cinder's
     * payloads are flat; Neutron's are nested under the name of the resource type. Older releases of Neutron name the
     * resource of a tag {@code parent_resource}.
     */
    record Payload(
            @JsonProperty("nova_object.data") @Nullable Data data,
            @JsonProperty("instance_id") @Nullable String instanceId,
            @JsonProperty("tenant_id") @Nullable String tenantId,
            @JsonProperty("volume_attachment") @Nullable List<@Nullable Attachment> attachments,
            @JsonProperty("volume_id") @Nullable String volumeId,
            @JsonProperty("snapshot_id") @Nullable String snapshotId,
            @JsonProperty("port_id") @Nullable String portId,
            @JsonProperty("floatingip_id") @Nullable String floatingIpId,
            @Nullable Port port,
            @JsonProperty("floatingip") @Nullable FloatingIp floatingIp,

            @JsonProperty("obj_resource") @JsonAlias("parent_resource") @Nullable
            String taggedCollection,

            @JsonProperty("obj_resource_id") @JsonAlias("parent_resource_id") @Nullable
            String taggedId) {

        /**
         * Returns the ID of the resource; null if the payload does not contain it. Notifications of deletions are flat.
         */
        @Nullable
        String resourceId(ResourceKind kind) {
            return switch (kind) {
                case VOLUME -> volumeId;
                case VOLUME_SNAPSHOT -> snapshotId;
                case PORT -> port == null ? portId : port.id();
                case FLOATING_IP -> floatingIp == null ? floatingIpId : floatingIp.id();
                default -> null;
            };
        }

        Stream<String> serverIds() {
            return Stream.of(
                            Stream.of(data).filter(Objects::nonNull).map(Data::uuid),
                            Stream.of(instanceId),
                            attachments == null
                                    ? Stream.<String>empty()
                                    : attachments.stream()
                                            .filter(Objects::nonNull)
                                            .map(Attachment::server),
                            Stream.of(port, floatingIp == null ? null : floatingIp.port())
                                    .filter(Objects::nonNull)
                                    .map(Port::device))
                    .flatMap(ids -> ids)
                    .filter(Objects::nonNull);
        }

        @Nullable
        String projectId() {
            return data == null ? tenantId : data.tenantId();
        }
    }

    record Data(
            @Nullable String uuid,
            @JsonProperty("tenant_id") @Nullable String tenantId) {}

    record Attachment(
            @JsonProperty("instance_uuid") @Nullable String server) {}

    /** @param device ID of a server or a router, or another text */
    record Port(
            @Nullable String id,
            @JsonProperty("device_id") @Nullable String device) {}

    record FloatingIp(
            @Nullable String id,
            @JsonProperty("port_details") @Nullable Port port) {}
}
