package org.stackdeck.cloud.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Creates shortened notifications in Nova's formats. They contain a secret that Stackdeck must drop. */
final class NotificationMessageFactory {

    static final String SERVER = "2d5daf1f-2d0d-4e05-a2a3-ff8ee9d30fe3";
    static final String PROJECT = "de2af499f01a48939150412e2dd8b89c";
    static final String SENT = "2026-11-24 23:09:10.012200";
    static final String SECRET = "s3cret-4711";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private NotificationMessageFactory() {}

    static byte[] versioned(String event, String server, String project, String sent) {
        return enveloped(message(
                event,
                Map.of(
                        "nova_object.name",
                        "InstanceActionPayload",
                        "nova_object.version",
                        "1.9",
                        "nova_object.data",
                        Map.of(
                                "uuid",
                                server,
                                "tenant_id",
                                project,
                                "state",
                                "stopped",
                                "display_name",
                                SECRET,
                                "metadata",
                                Map.of("password", SECRET))),
                sent));
    }

    static byte[] unversioned(String event, String server, String project, String sent) {
        return enveloped(message(
                event,
                Map.of(
                        "instance_id",
                        server,
                        "tenant_id",
                        project,
                        "state",
                        "stopped",
                        "state_description",
                        "",
                        "metadata",
                        Map.of("password", SECRET)),
                sent));
    }

    static Map<String, Object> message(String event, Object payload, String sent) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("message_id", "11ccc209-49b0-4804-9ef4-56a98323f26e");
        message.put("publisher_id", "nova-compute:compute-1");
        message.put("event_type", event);
        message.put("priority", "INFO");
        message.put("payload", payload);
        message.put("timestamp", sent);
        message.put("_context_auth_token", SECRET);
        return message;
    }

    static byte[] enveloped(Object message) {
        return json(Map.of("oslo.version", "2.0", "oslo.message", JSON.writeValueAsString(message)));
    }

    static byte[] json(Object value) {
        return JSON.writeValueAsString(value).getBytes(UTF_8);
    }
}
