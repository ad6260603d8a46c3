package org.stackdeck.cloud.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Notifications that were received from the lab, with most of the request context removed and a secret added. */
final class NotificationSamples {

    private NotificationSamples() {}

    /** Returns the notification of the type in the envelope of oslo.messaging. */
    static byte[] read(String eventType) {
        try (InputStream file = NotificationSamples.class.getResourceAsStream(eventType + ".json")) {
            return NotificationMessageFactory.json(Map.of(
                    "oslo.version",
                    "2.0",
                    "oslo.message",
                    new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
