package org.stackdeck.cloud.notifications;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.Connection;
import org.stackdeck.cloud.ChangeHintSource.DisconnectReason;

/**
 * One connection to a broker with an exclusive queue, so that other consumers still receive all messages. The queue is
 * deleted with the connection. Does not declare exchanges, because the services declare them with their own options.
 */
final class BrokerQueueConnection implements AutoCloseable {

    /**
     * Number of repetitions of the bindings after which Stackdeck tries again to bind missing exchanges other than
     * Nova's. The broker logs an error for each failed attempt.
     */
    private static final int ROUNDS_PER_RETRY = 10;

    private final Broker broker;
    private final NotificationProperties notificationProperties;
    private final CachingConnectionFactory connections;
    private final ExecutorService deliveryExecutor;
    private final String queue = "stackdeck-" + UUID.randomUUID();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Does not connect. */
    BrokerQueueConnection(Broker broker, NotificationProperties notificationProperties) {
        this.broker = broker;
        this.notificationProperties = notificationProperties;
        this.deliveryExecutor = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("broker-consumer-" + broker.nodes()).factory());
        this.connections = BrokerConnectionFactories.create(broker, notificationProperties);
        connections.setExecutor(deliveryExecutor);
    }

    /**
     * Connects and passes each message to the receiver, one at a time, until the connection ends. Repeats the bindings
     * periodically, because they are lost without notice when an exchange is deleted, and exchanges can be created
     * later.
     *
     * @param bindings receives the exchanges that are not bound, each with the reason, after the first bindings and
     *     after each repetition
     * @throws IOException if the broker cannot be reached or denies access
     * @throws RuntimeException for the same reasons, if the client library reports them as unchecked exceptions
     */
    void run(Consumer<byte[]> receiver, Consumer<Map<String, DisconnectReason>> bindings)
            throws IOException, InterruptedException {
        Connection connection = connections.createConnection();
        Channel channel = connection.createChannel(false);
        channel.addShutdownListener(_ -> ended.countDown());
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
        channel.basicQos(notificationProperties.prefetch());
        channel.basicConsume(queue, false, new MessageConsumer(channel, receiver));
        Map<String, DisconnectReason> unbound = new HashMap<>();
        int round = 0;
        do {
            boolean isRetry = Integer.bitCount(round) <= 1 || round % ROUNDS_PER_RETRY == 0;
            for (String exchange : broker.exchanges()) {
                if (isRetry || exchange.equals(broker.exchange()) || !unbound.containsKey(exchange)) {
                    bind(connection, exchange, unbound);
                }
            }
            bindings.accept(Map.copyOf(unbound));
        } while (!ended.await(delayAfter(round++).toNanos(), TimeUnit.NANOSECONDS));
    }

    /**
     * Returns the delay after the repetition. The first delays are short, because services create their exchanges soon
     * after the start of the broker.
     */
    private Duration delayAfter(int round) {
        Duration delay = notificationProperties.firstWait().multipliedBy(1L << Math.min(round, 16));
        return delay.compareTo(notificationProperties.rebind()) < 0 ? delay : notificationProperties.rebind();
    }

    /**
     * Binds the exchange on a separate channel, because the broker closes the channel if the exchange is missing or
     * access is denied.
     */
    private void bind(Connection connection, String exchange, Map<String, DisconnectReason> unbound)
            throws IOException {
        try (Channel channel = connection.createChannel(false)) {
            for (String topic : broker.topics()) {
                channel.queueBind(queue, exchange, topic + ".#");
            }
            unbound.remove(exchange);
        } catch (IOException e) {
            DisconnectReason reason = DisconnectReasonMapper.fromFailure(e);
            if (reason != DisconnectReason.NO_EXCHANGE && reason != DisconnectReason.FORBIDDEN) {
                throw e;
            }
            unbound.put(exchange, reason);
        } catch (TimeoutException e) {
            throw new IOException(e);
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

        /** Ends the connection, because the queue has been deleted. */
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
