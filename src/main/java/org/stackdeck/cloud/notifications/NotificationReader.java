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
import org.stackdeck.cloud.notifications.NotificationMessages.Envelope;
import org.stackdeck.cloud.notifications.NotificationMessages.Notification;
import org.stackdeck.cloud.notifications.NotificationMessages.Payload;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses Nova's notifications, versioned ({@code instance.power_off.end}) and unversioned ({@code
 * compute.instance.power_off.end}), in the envelope of oslo.messaging. Notifications contain confidential data (user
 * data, request tokens): only the fields declared here are read.
 */
final class NotificationReader {

    private static final int DEEPEST = 64;

    private static final Pattern SERVER_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Sent every hour for each server, whether it changed or not. */
    private static final Set<String> NO_CHANGE = Set.of("instance.exists", "compute.instance.exists");

    private final int largest;
    private final JsonMapper mapper;

    /** @param largest the maximum size of a message in bytes */
    NotificationReader(int largest) {
        this.largest = largest;
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(largest)
                .maxDocumentLength(largest)
                .build();
        this.mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(bounds).build())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    Reading read(byte[] body) {
        if (body.length > largest) {
            return new Reading.Malformed();
        }
        try {
            Envelope envelope = mapper.readValue(body, Envelope.class);
            if (envelope == null) {
                return new Reading.Malformed();
            }
            return envelope.message() == null
                    // The driver "messaging" sends messages without an envelope.
                    ? of(mapper.readValue(body, Notification.class))
                    : of(mapper.readValue(envelope.message(), Notification.class));
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            // The exception is dropped because it quotes the message, which is confidential.
            return new Reading.Malformed();
        }
    }

    private static Reading of(@Nullable Notification notification) {
        if (notification == null || notification.eventType() == null) {
            return new Reading.Malformed();
        }
        if (!ofServer(notification.eventType())) {
            return new Reading.Other();
        }
        Payload payload = notification.payload();
        String server = payload == null ? null : payload.serverId();
        if (payload == null
                || server == null
                || notification.timestamp() == null
                || !SERVER_ID.matcher(server).matches()) {
            return new Reading.Malformed();
        }
        String project = payload.projectId();
        return new Reading.Changed(
                new ServerId(server), project == null ? null : new ProjectId(project), time(notification.timestamp()));
    }

    private static boolean ofServer(String event) {
        return (event.startsWith("instance.") || event.startsWith("compute.instance.")) && !NO_CHANGE.contains(event);
    }

    /** Parses Python's format in UTC: {@code 2026-11-24 23:09:10.012200}. */
    private static Instant time(String timestamp) {
        return LocalDateTime.parse(timestamp.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
}
