package org.stackdeck.cloud.notifications;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.notifications.NotificationDtos.Envelope;
import org.stackdeck.cloud.notifications.NotificationDtos.Notification;
import org.stackdeck.cloud.notifications.NotificationDtos.Payload;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses Nova's notifications, versioned ({@code instance.power_off.end}) and unversioned ({@code
 * compute.instance.power_off.end}), with or without the envelope of oslo.messaging. Notifications contain confidential
 * data (user data, request tokens), so only the fields of {@link NotificationDtos} are read.
 */
final class NotificationParser {

    private static final int MAX_NESTING_DEPTH = 64;

    private static final Pattern SERVER_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Events that Nova sends for each server once per audit period, even if the server has not changed. */
    private static final Set<String> PERIODIC_EVENTS = Set.of("instance.exists", "compute.instance.exists");

    private final int maxBytes;
    private final JsonMapper mapper;

    /** @param largest the maximum size of a message in bytes */
    NotificationParser(int largest) {
        this.maxBytes = largest;
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_NESTING_DEPTH)
                .maxStringLength(largest)
                .maxDocumentLength(largest)
                .build();
        this.mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(bounds).build())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    NotificationParseResult parse(byte[] body) {
        if (body.length > maxBytes) {
            return new NotificationParseResult.Malformed();
        }
        try {
            Envelope envelope = mapper.readValue(body, Envelope.class);
            if (envelope == null) {
                return new NotificationParseResult.Malformed();
            }
            return envelope.message() == null
                    // The driver "messaging" sends messages without an envelope.
                    ? toParsedNotification(mapper.readValue(body, Notification.class))
                    : toParsedNotification(mapper.readValue(envelope.message(), Notification.class));
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            // The exception is dropped because it quotes the message, which is confidential.
            return new NotificationParseResult.Malformed();
        }
    }

    private static NotificationParseResult toParsedNotification(@Nullable Notification notification) {
        if (notification == null || notification.eventType() == null) {
            return new NotificationParseResult.Malformed();
        }
        if (!isServerEvent(notification.eventType())) {
            return new NotificationParseResult.Irrelevant();
        }
        Payload payload = notification.payload();
        String server = payload == null ? null : payload.serverId();
        if (payload == null
                || server == null
                || notification.timestamp() == null
                || !SERVER_ID.matcher(server).matches()) {
            return new NotificationParseResult.Malformed();
        }
        String project = payload.projectId();
        return new NotificationParseResult.ServerChange(
                new ServerId(server),
                project == null ? null : new ProjectId(project),
                parseTime(notification.timestamp()));
    }

    private static boolean isServerEvent(String event) {
        return (event.startsWith("instance.") || event.startsWith("compute.instance."))
                && !PERIODIC_EVENTS.contains(event);
    }

    /** Parses a UTC time in Python's format: {@code 2026-11-24 23:09:10.012200}. */
    private static Instant parseTime(String timestamp) {
        return LocalDateTime.parse(timestamp.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
}
