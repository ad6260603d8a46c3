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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * One connection to a broker, with a queue of our own beside those of others, so that nothing is taken from them. The
 * queue goes with the connection. The exchange must be there: Nova declares it as it wants it.
 */
final class Listening implements AutoCloseable {

    private final Broker broker;
    private final NotificationSettings settings;
    private final CachingConnectionFactory connections;
    private final ExecutorService deliveries;
    private final String queue = "stackdeck-" + UUID.randomUUID();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Connects to nothing yet. */
    Listening(Broker broker, NotificationSettings settings) {
        this.broker = broker;
        this.settings = settings;
        this.deliveries = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("hear " + broker.nodes()).factory());
        this.connections = BrokerConnections.to(broker, settings);
        connections.setExecutor(deliveries);
    }

    /**
     * Connects, and from then on hands each message to the receiver, one at a time, until the broker ends it. Binds again now
     * and then, since an exchange that somebody deletes takes its bindings with it and nobody is told.
     *
     * @param connected called once it is sure that nothing is missed any more
     * @throws RuntimeException or IOException when the broker cannot be reached or does not let us
     */
    void run(Consumer<byte[]> receiver, Runnable connected) throws IOException, InterruptedException {
        Channel channel = connections.createConnection().createChannel(false);
        channel.addShutdownListener(_ -> ended.countDown());
        channel.exchangeDeclarePassive(broker.exchange());
        channel.queueDeclare(
                queue,
                false,
                true,
                true,
                Map.of("x-max-length", settings.queueLength(), "x-overflow", "drop-head", "x-message-ttl", (int)
                        settings.timeToLive().toMillis()));
        bind(channel);
        channel.basicQos(settings.prefetch());
        channel.basicConsume(queue, false, new Hearer(channel, receiver));
        connected.run();
        while (!ended.await(settings.rebind().toNanos(), TimeUnit.NANOSECONDS)) {
            bind(channel);
        }
    }

    private void bind(Channel channel) throws IOException {
        for (String topic : broker.topics()) {
            channel.queueBind(queue, broker.exchange(), topic + ".#");
        }
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
