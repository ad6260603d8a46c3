package org.stackdeck.cloud.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ChangeHint.Service;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.notifications.NotificationDtos.Envelope;
import org.stackdeck.cloud.notifications.NotificationDtos.Event;
import org.stackdeck.cloud.notifications.NotificationDtos.Payload;
import org.stackdeck.cloud.notifications.NotificationDtos.ServerEvent;
import org.stackdeck.cloud.notifications.NotificationParseResult.NamedResource;
import org.stackdeck.cloud.resource.ResourceKind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses the notifications of Nova, versioned ({@code instance.power_off.end}) and unversioned
 * ({@code compute.instance.power_off.end}), Cinder, Neutron and Glance, with or without the envelope of oslo.messaging.
 * Notifications contain confidential data (user data, request tokens), so only the fields of {@link NotificationDtos}
 * are read.
 */
final class NotificationParser {

    private static final int MAX_NESTING_DEPTH = 64;

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

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
            // The oslo.messaging driver "messaging" sends messages without an envelope.
            return parseMessage(envelope.message() == null ? new String(body, UTF_8) : envelope.message());
        } catch (JacksonException | IllegalArgumentException e) {
            // The exception is dropped because it quotes the message, which is confidential.
            return new NotificationParseResult.Malformed();
        }
    }

    private NotificationParseResult parseMessage(String message) {
        Event event = mapper.readValue(message, Event.class);
        if (event == null || event.type() == null) {
            return new NotificationParseResult.Malformed();
        }
        Optional<NotificationEventType> type = NotificationEventType.find(event.type());
        if (type.isEmpty()) {
            return new NotificationParseResult.Irrelevant();
        }
        if (NotificationEventType.isAboutTags(event.type())) {
            return tagChange(mapper.readValue(message, ServerEvent.class).payload());
        }
        ResourceKind named = NotificationEventType.findNamedKind(event.type());
        if (!type.get().namesServers() && named == null) {
            return new NotificationParseResult.Change(type.get(), Set.of(), null, null);
        }
        Payload payload = mapper.readValue(message, ServerEvent.class).payload();
        Set<ServerId> servers = payload == null
                ? Set.of()
                : payload.serverIds()
                        .filter(NotificationParser::isId)
                        .map(ServerId::new)
                        .collect(Collectors.toSet());
        if (type.get().service() != Service.NOVA) {
            // The project of the volume, port or floating IP can differ from the project of the server.
            return new NotificationParseResult.Change(type.get(), servers, null, resource(named, payload));
        }
        if (payload == null || servers.isEmpty()) {
            return new NotificationParseResult.Malformed();
        }
        String project = payload.projectId();
        return new NotificationParseResult.Change(
                type.get(), servers, project == null ? null : new ProjectId(project), null);
    }

    private static NotificationParseResult tagChange(@Nullable Payload payload) {
        ResourceKind kind = payload == null ? null : NotificationEventType.findTaggedKind(payload.taggedCollection());
        String id = payload == null ? null : payload.taggedId();
        return kind == null
                ? new NotificationParseResult.Irrelevant()
                : new NotificationParseResult.Change(
                        new NotificationEventType(Service.NEUTRON, false, Set.of(kind)),
                        Set.of(),
                        null,
                        isReadAlone(kind) && id != null && isId(id) ? new NamedResource(kind, id) : null);
    }

    /** Returns whether only the resource is read. Others can be shared, and are then in the lists of other projects. */
    private static boolean isReadAlone(ResourceKind kind) {
        return kind == ResourceKind.PORT || kind == ResourceKind.FLOATING_IP;
    }

    private static @Nullable NamedResource resource(@Nullable ResourceKind kind, @Nullable Payload payload) {
        String id = kind == null || payload == null ? null : payload.resourceId(kind);
        return kind == null || id == null || !isId(id) ? null : new NamedResource(kind, id);
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
