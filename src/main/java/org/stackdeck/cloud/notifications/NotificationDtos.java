package org.stackdeck.cloud.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The fields of a notification that Stackdeck reads. */
final class NotificationDtos {

    private NotificationDtos() {}

    /** The envelope of oslo.messaging, version 2.0. The contained message is JSON text. */
    record Envelope(@JsonProperty("oslo.message") @Nullable String message) {}

    record Notification(
            @JsonProperty("event_type") @Nullable String eventType,
            @Nullable String timestamp,
            @Nullable Payload payload) {}

    /** Unversioned payloads are flat; versioned payloads are nested in {@code nova_object.data}. */
    record Payload(
            @JsonProperty("nova_object.data") @Nullable Data data,
            @JsonProperty("instance_id") @Nullable String instanceId,
            @JsonProperty("tenant_id") @Nullable String tenantId) {

        @Nullable
        String serverId() {
            return data == null ? instanceId : data.uuid();
        }

        @Nullable
        String projectId() {
            return data == null ? tenantId : data.tenantId();
        }
    }

    record Data(
            @Nullable String uuid,
            @JsonProperty("tenant_id") @Nullable String tenantId) {}
}
