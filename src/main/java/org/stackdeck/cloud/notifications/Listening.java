package org.stackdeck.cloud.notifications;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * One connection to a broker, with a queue of our own beside those of others, so that nothing is taken from them. The
 * queue goes with the connection. The exchange must be there: Nova declares it as it wants it.
 */
final class Listening implements AutoCloseable {

    private final CachingConnectionFactory connections;
    private final ExecutorService deliveries;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Listening(CachingConnectionFactory connections, ExecutorService deliveries) {
        this.connections = connections;
        this.deliveries = deliveries;
    }

    /**
     * Connects, and has each message that comes from then on handed to the receiver, one at a time.
     *
     * @throws RuntimeException or IOException when the broker cannot be reached or does not let us
     */
    static Listening to(Broker broker, NotificationSettings settings, Consumer<byte[]> receiver) throws IOException {
        CachingConnectionFactory connections = BrokerConnections.to(broker, settings);
        ExecutorService deliveries = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("hear " + broker.nodes()).factory());
        connections.setExecutor(deliveries);
        var listening = new Listening(connections, deliveries);
        try {
            listening.begin(broker, settings, receiver);
            return listening;
        } catch (IOException | RuntimeException e) {
            listening.close();
            throw e;
        }
    }

    private void begin(Broker broker, NotificationSettings settings, Consumer<byte[]> receiver) throws IOException {
        Channel channel = connections.createConnection().createChannel(false);
        channel.addShutdownListener(_ -> ended.countDown());
        channel.exchangeDeclarePassive(broker.exchange());
        String queue = "stackdeck-" + UUID.randomUUID();
        channel.queueDeclare(
                queue,
                false,
                true,
                true,
                Map.of("x-max-length", settings.queueLength(), "x-overflow", "drop-head", "x-message-ttl", (int)
                        settings.timeToLive().toMillis()));
        for (String topic : broker.topics()) {
            channel.queueBind(queue, broker.exchange(), topic + ".#");
        }
        channel.basicQos(settings.prefetch());
        channel.basicConsume(queue, false, new Hearer(channel, receiver));
    }

    /** Waits until the broker ends it. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        connections.destroy();
        deliveries.shutdownNow();
    }

    private final class Hearer extends DefaultConsumer {

        private final Consumer<byte[]> receiver;

        Hearer(Channel channel, Consumer<byte[]> receiver) {
            super(channel);
            this.receiver = receiver;
        }

        /** Confirmed whatever it was: what cannot be read today cannot be read tomorrow. */
        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                throws IOException {
            try {
                receiver.accept(body);
            } finally {
                getChannel().basicAck(envelope.getDeliveryTag(), false);
            }
        }

        /** The queue was deleted. */
        @Override
        public void handleCancel(String tag) {
            ended.countDown();
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
            ended.countDown();
        }
    }
}
