package org.stackdeck.cloud.notifications;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ChangeHintSource.DisconnectReason;

/** Receives messages from one broker until it is stopped. Reconnects with increasing delays after failures. */
final class BrokerMessageReceiver {

    private final Broker broker;
    private final NotificationProperties notificationProperties;
    private final Consumer<byte[]> receiver;
    private final Consumer<State> stateListener;
    private final DoubleSupplier random;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private int failures;

    /**
     * The state of the connection.
     *
     * @param reason the reason why Nova's notifications are not received; null if they are received
     * @param exchanges the exchanges whose notifications are received
     */
    record State(@Nullable DisconnectReason reason, Set<String> exchanges) {}

    /**
     * @param state receives the state when the connection is established, is lost or cannot be established, and
     *     periodically while it is established
     * @param random numbers from 0 (inclusive) to 1 (exclusive), so that several instances do not reconnect
     *     simultaneously
     */
    BrokerMessageReceiver(
            Broker broker,
            NotificationProperties notificationProperties,
            Consumer<byte[]> receiver,
            Consumer<State> state,
            DoubleSupplier random) {
        this.broker = broker;
        this.notificationProperties = notificationProperties;
        this.receiver = receiver;
        this.stateListener = state;
        this.random = random;
        this.thread =
                Thread.ofVirtual().name("broker-listener-" + broker.nodes()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped.countDown();
        thread.interrupt();
    }

    private void run() {
        try {
            do {
                reportState(new State(listenUntilDisconnected(), Set.of()));
            } while (!stopped.await(nextDelay().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes the message to the receiver; drops messages that arrive after {@link #stop}. */
    private void deliver(byte[] message) {
        if (isActive()) {
            receiver.accept(message);
        }
    }

    private void reportBindings(Map<String, DisconnectReason> unbound) {
        Set<String> bound = new TreeSet<>(broker.exchanges());
        bound.removeAll(unbound.keySet());
        reportState(new State(unbound.get(broker.exchange()), bound));
    }

    private void reportState(State state) {
        if (isActive()) {
            stateListener.accept(state);
        }
    }

    private boolean isActive() {
        return stopped.getCount() > 0;
    }

    /** Connects, receives messages until the connection ends, and returns the reason for the end or the failure. */
    private DisconnectReason listenUntilDisconnected() throws InterruptedException {
        failures++;
        long began = System.nanoTime();
        try (BrokerQueueConnection brokerQueueConnection = new BrokerQueueConnection(broker, notificationProperties)) {
            brokerQueueConnection.run(this::deliver, this::reportBindings);
            return DisconnectReason.LOST;
        } catch (IOException | RuntimeException e) {
            return DisconnectReasonMapper.fromFailure(e);
        } finally {
            if (System.nanoTime() - began > notificationProperties.longestWait().toNanos()) {
                failures = 1;
            }
        }
    }

    private Duration nextDelay() {
        Duration delay = notificationProperties.firstWait().multipliedBy(1L << Math.min(failures - 1, 16));
        Duration maxDelay = delay.compareTo(notificationProperties.longestWait()) < 0
                ? delay
                : notificationProperties.longestWait();
        return Duration.ofNanos((long) (maxDelay.toNanos() * (0.5 + random.getAsDouble() / 2)));
    }
}
