package org.stackdeck.product;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Receives the notifications of the lab's Nova on a separate queue. */
public final class NovaNotificationQueue implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HOST = System.getenv().getOrDefault("STACKDECK_LAB_BROKER", "127.0.0.1");
    private static final String USER = "lab";
    private static final String PASSWORD = "lab-secret";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Notice> heard = new CopyOnWriteArrayList<>();
    private final Connection connection;

    /**
     * Notification about a server.
     *
     * @param name display name of the server
     * @param state Nova's {@code vm_state}
     * @param task Nova's {@code task_state}; empty if there is none
     * @param sent {@code timestamp} of the notification
     * @param arrived time of receipt
     */
    public record Notice(
            String event, String server, String name, String state, String task, Instant sent, Instant arrived) {}

    public NovaNotificationQueue() throws IOException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(HOST);
        factory.setUsername(USER);
        factory.setPassword(PASSWORD);
        try {
            connection = factory.newConnection("stackdeck bench");
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
        var channel = connection.createChannel();
        String queue = channel.queueDeclare().getQueue();
        for (String key : List.of("versioned_notifications.info", "versioned_notifications.error")) {
            channel.queueBind(queue, "nova", key);
        }
        channel.basicConsume(queue, true, (_, delivery) -> onMessage(delivery), _ -> {});
    }

    /**
     * Copies the clouds.yaml file and adds this broker to the entry, so that Stackdeck receives the notifications too.
     */
    public static Path cloudsFile(Path file, String entry, Path directory) throws IOException {
        return cloudsFile(file, entry, directory, "amqp://" + USER + ":" + PASSWORD + "@" + HOST + "/");
    }

    /** Copies the clouds.yaml file and adds the broker with this URL to the entry. */
    static Path cloudsFile(Path file, String entry, Path directory, String broker) throws IOException {
        Map<String, Map<String, Map<String, Object>>> content = new Yaml().load(Files.readString(file));
        Map<String, Map<String, Object>> clouds = requireNonNull(content.get("clouds"));
        requireNonNull(clouds.get(entry)).put("x-stackdeck-notifications", Map.of("url", broker));
        return Files.writeString(directory.resolve("clouds-with-notifications.yaml"), new Yaml().dump(content));
    }

    /** Waits for and returns the first matching notification since the last {@link #clear}. */
    public Notice awaitFirst(String what, Predicate<Notice> wanted) {
        return Polling.waitUntil("a notification of " + what, PATIENCE, () -> find(wanted), Optional::isPresent)
                .orElseThrow();
    }

    public void clear() {
        heard.clear();
    }

    private Optional<Notice> find(Predicate<Notice> wanted) {
        return heard.stream().filter(wanted).findFirst();
    }

    private void onMessage(Delivery delivery) {
        Instant arrived = Instant.now();
        JsonNode message = JSON.readTree(
                JSON.readTree(delivery.getBody()).path("oslo.message").asString());
        JsonNode server = message.path("payload").path("nova_object.data");
        heard.add(new Notice(
                message.path("event_type").asString(),
                server.path("uuid").asString(""),
                server.path("display_name").asString(""),
                server.path("state").asString(""),
                server.path("task_state").asString(""),
                LocalDateTime.parse(message.path("timestamp").asString().replace(' ', 'T'))
                        .toInstant(ZoneOffset.UTC),
                arrived));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
