package org.stackdeck.cloud.notifications;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.stackdeck.cloud.CloudName;

/**
 * A connection to the RabbitMQ broker of the lab at {@code STACKDECK_LAB_BROKER}, with an exchange for one test that
 * has the same type as Nova's.
 */
public final class LabBroker implements AutoCloseable {

    static final CloudName CLOUD = new CloudName("lab");

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

    /** Returns {@code x-stackdeck-notifications} for the notifications of the lab's Nova under this topic. */
    public Map<String, Object> notificationsEntryOfNova(String topic) {
        return Map.of("url", url(factory.getHost() + ":5672"), "topics", List.of(topic));
    }

    /** Creates a queue for the notifications of the lab's Nova under this topic, and returns its name. */
    public String bindQueueToNova(String topic) throws IOException {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "nova", topic + ".#");
        return queue;
    }

    /** Returns the number of messages in the queue. */
    public long messageCount(String queue) throws IOException {
        return channel.messageCount(queue);
    }

    private String url(String address) {
        return "amqp://" + factory.getUsername() + ":" + factory.getPassword() + "@" + address;
    }

    /** Returns {@code x-stackdeck-notifications} for this test's exchange, with another address of the broker. */
    public Map<String, String> entry(String address) {
        return Map.of("url", url(address), "exchange", exchange);
    }

    Broker broker() {
        return broker(factory.getPassword(), exchange);
    }

    Broker broker(String password, String of) {
        return new Broker(
                List.of(factory.getHost() + ":5672"),
                "/",
                factory.getUsername(),
                password,
                of,
                List.of("versioned_notifications", "notifications"),
                null);
    }

    CloudBrokers brokers() {
        return new CloudBrokers(Map.of(CLOUD, List.of(broker())));
    }

    void declareExchange() throws IOException {
        channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, false, false, Map.of());
    }

    /**
     * Deletes the exchange, as in a restarted broker before Nova connects. Queues that were bound to it keep their
     * consumers.
     */
    void deleteExchange() throws IOException {
        channel.exchangeDelete(exchange);
    }

    /** Publishes a notification of a change of the server to this test's exchange, as Nova does. */
    public void publishServerChange(String server, String project) throws IOException {
        send(
                "versioned_notifications.info",
                NotificationMessageFactory.versioned(
                        "instance.update", server, project, NotificationMessageFactory.SENT));
    }

    void send(String key, byte[] body) throws IOException {
        channel.basicPublish(exchange, key, null, body);
    }

    @Override
    public void close() throws IOException {
        deleteExchange();
        connection.close();
    }
}
