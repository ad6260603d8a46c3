package org.stackdeck.cloud.notifications;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.stackdeck.cloud.CloudName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Connection to the RabbitMQ broker of the lab at {@code STACKDECK_LAB_BROKER}. Provides an exchange of the same type
 * as Nova's for one test.
 */
public final class LabBroker implements AutoCloseable {

    static final CloudName CLOUD = new CloudName("lab");

    private static final JsonMapper JSON = new JsonMapper();

    private final String exchange = "stackdeck-test-" + UUID.randomUUID();
    private final ConnectionFactory factory = new ConnectionFactory();
    private final Connection connection;
    private final Channel channel;

    public LabBroker() throws IOException, TimeoutException {
        factory.setHost(System.getenv().getOrDefault("STACKDECK_LAB_BROKER", "127.0.0.1"));
        factory.setUsername("lab");
        factory.setPassword("lab-secret");
        connection = factory.newConnection("stackdeck test");
        channel = connection.createChannel();
        declareExchange();
    }

    public String exchange() {
        return exchange;
    }

    /**
     * Returns the value of {@code x-stackdeck-notifications} for the notifications of the lab's Nova under this topic.
     */
    public Map<String, Object> notificationsEntryOfNova(String topic) {
        return Map.of("url", url(factory.getHost() + ":5672"), "topics", List.of(topic));
    }

    /** Returns the value of {@code x-stackdeck-notifications} for the notifications of all services of the lab. */
    public Map<String, Object> notificationsEntryOfServices() {
        return Map.of("url", url(factory.getHost() + ":5672"));
    }

    /** A notification, with its arrival by {@link System#nanoTime}. */
    public record Event(String type, long arrivedNanos) {}

    /** Returns a list to which the further notifications of the lab's Cinder, Neutron and Glance are added. */
    public List<Event> recordEvents() throws IOException {
        List<Event> events = new CopyOnWriteArrayList<>();
        String queue = channel.queueDeclare().getQueue();
        for (String name : List.of("openstack", "neutron", "glance")) {
            try (Channel other = connection.createChannel()) {
                other.queueBind(queue, name, "notifications.#");
            } catch (IOException | TimeoutException _) {
                // The exchange does not exist, because the service has not sent a notification yet.
            }
        }
        channel.basicConsume(
                queue,
                true,
                (_, delivery) -> {
                    long arrived = System.nanoTime();
                    JsonNode message = JSON.readTree(JSON.readTree(delivery.getBody())
                            .path("oslo.message")
                            .asString());
                    events.add(new Event(message.path("event_type").asString(), arrived));
                },
                _ -> {});
        return events;
    }

    /** Creates a queue for the notifications of the lab's Nova under this topic, and returns its name. */
    public String bindQueueToNova(String topic) throws IOException {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "nova", topic + ".#");
        return queue;
    }

    public long messageCount(String queue) throws IOException {
        return channel.messageCount(queue);
    }

    private String url(String address) {
        return "amqp://" + factory.getUsername() + ":" + factory.getPassword() + "@" + address;
    }

    /**
     * Returns the value of {@code x-stackdeck-notifications} for this test's exchange, at the given address of the
     * broker.
     */
    public Map<String, String> entry(String address) {
        return Map.of("url", url(address), "exchange", exchange);
    }

    Broker broker() {
        return broker(factory.getPassword(), exchange);
    }

    Broker broker(String password, String of) {
        return broker(password, of, List.of());
    }

    Broker broker(String password, String of, List<String> resourceExchanges) {
        return new Broker(
                List.of(factory.getHost() + ":5672"),
                "/",
                factory.getUsername(),
                password,
                of,
                resourceExchanges,
                List.of("versioned_notifications", "notifications"),
                null);
    }

    CloudBrokers brokers() {
        return () -> Map.of(CLOUD, List.of(broker()));
    }

    void declareExchange() throws IOException {
        declareExchange(exchange);
    }

    void declareExchange(String name) throws IOException {
        channel.exchangeDeclare(name, BuiltinExchangeType.TOPIC, false, false, Map.of());
    }

    /**
     * Deletes the exchange, which is also missing in a restarted broker until Nova connects. Queues that were bound to
     * the exchange keep their consumers.
     */
    void deleteExchange() throws IOException {
        deleteExchange(exchange);
    }

    void deleteExchange(String name) throws IOException {
        channel.exchangeDelete(name);
    }

    /** Publishes a notification of a change of the server to this test's exchange, as Nova does. */
    public void publishServerChange(String server, String project) throws IOException {
        send(
                "versioned_notifications.info",
                NotificationMessageFactory.versioned(
                        "instance.update", server, project, NotificationMessageFactory.SENT));
    }

    void send(String key, byte[] body) throws IOException {
        send(exchange, key, body);
    }

    void send(String name, String key, byte[] body) throws IOException {
        channel.basicPublish(name, key, null, body);
    }

    @Override
    public void close() throws IOException {
        deleteExchange();
        connection.close();
    }
}
