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
 * One connection to a broker with an exclusive queue, so that other consumers still receive all messages. The queue is
 * deleted with the connection. The exchange must already exist: Nova declares it with its own options.
 */
final class NotificationConsumer implements AutoCloseable {

    private final Broker broker;
    private final NotificationProperties notificationProperties;
    private final CachingConnectionFactory connections;
    private final ExecutorService deliveryExecutor;
    private final String queue = "stackdeck-" + UUID.randomUUID();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Does not connect. */
    NotificationConsumer(Broker broker, NotificationProperties notificationProperties) {
        this.broker = broker;
        this.notificationProperties = notificationProperties;
        this.deliveryExecutor = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("broker-consumer-" + broker.nodes()).factory());
        this.connections = BrokerConnectionFactories.create(broker, notificationProperties);
        connections.setExecutor(deliveryExecutor);
    }

    /**
     * Connects and passes each message to the receiver, one at a time, until the connection ends. Repeats the bindings
     * periodically, because they are lost without notice when the exchange is deleted.
     *
     * @param connected called once the queue is bound and new messages are received
     * @throws IOException if the broker cannot be reached or denies access
     * @throws RuntimeException for the same reasons, if the client library reports them as unchecked exceptions
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
                Map.of(
                        "x-max-length",
                        notificationProperties.queueLength(),
                        "x-overflow",
                        "drop-head",
                        "x-message-ttl",
                        (int) notificationProperties.timeToLive().toMillis()));
        bind(channel);
        channel.basicQos(notificationProperties.prefetch());
        channel.basicConsume(queue, false, new MessageConsumer(channel, receiver));
        connected.run();
        while (!ended.await(notificationProperties.rebind().toNanos(), TimeUnit.NANOSECONDS)) {
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
        deliveryExecutor.shutdownNow();
    }

    private final class MessageConsumer extends DefaultConsumer {

        private final Consumer<byte[]> receiver;

        MessageConsumer(Channel channel, Consumer<byte[]> receiver) {
            super(channel);
            this.receiver = receiver;
        }

        /** Acknowledges every message: a malformed message stays malformed when it is redelivered. */
        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                throws IOException {
            try {
                receiver.accept(body);
            } finally {
                getChannel().basicAck(envelope.getDeliveryTag(), false);
            }
        }

        /** Called when the queue has been deleted. */
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
