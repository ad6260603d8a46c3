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

/** A real RabbitMQ, with an exchange of our own that is like Nova's; {@code STACKDECK_LAB_BROKER} leads to it. */
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

    /** As in {@code x-stackdeck-notifications}, to hear what the lab's own Nova tells under this topic. */
    public Map<String, Object> novas(String topic) {
        return Map.of("url", url(factory.getHost() + ":5672"), "topics", List.of(topic));
    }

    /** A queue for what Nova tells under this topic from now on. */
    public String hearNova(String topic) throws IOException {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "nova", topic + ".#");
        return queue;
    }

    /** How many messages came into the queue. */
    public long heard(String queue) throws IOException {
        return channel.messageCount(queue);
    }

    private String url(String address) {
        return "amqp://" + factory.getUsername() + ":" + factory.getPassword() + "@" + address;
    }

    /** As in {@code x-stackdeck-notifications}, by way of another address. */
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

    Brokers brokers() {
        return new Brokers(Map.of(CLOUD, List.of(broker())));
    }

    void declareExchange() throws IOException {
        channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, false, false, Map.of());
    }

    /** As a broker that was started anew has none until Nova comes. Bound queues keep their consumers. */
    void deleteExchange() throws IOException {
        channel.exchangeDelete(exchange);
    }

    /** The server changed, as Nova tells of it. */
    public void tellOfChange(String server, String project) throws IOException {
        send(
                "versioned_notifications.info",
                Notifications.versioned("instance.update", server, project, Notifications.SENT));
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
