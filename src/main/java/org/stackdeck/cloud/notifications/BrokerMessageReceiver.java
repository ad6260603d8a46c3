package org.stackdeck.cloud.notifications;

import java.io.IOException;
import java.time.Duration;
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
    private final Consumer<@Nullable DisconnectReason> stateListener;
    private final DoubleSupplier random;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private int failures;

    /**
     * @param state receives null when the connection is established, and the reason when it is lost or cannot be
     *     established
     * @param random numbers from 0 (inclusive) to 1 (exclusive), so that several instances do not reconnect
     *     simultaneously
     */
    BrokerMessageReceiver(
            Broker broker,
            NotificationProperties notificationProperties,
            Consumer<byte[]> receiver,
            Consumer<@Nullable DisconnectReason> state,
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
                reportState(listenUntilDisconnected());
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

    private void reportState(@Nullable DisconnectReason disconnectReason) {
        if (isActive()) {
            stateListener.accept(disconnectReason);
        }
    }

    private boolean isActive() {
        return stopped.getCount() > 0;
    }

    /** Connects, receives messages until the connection ends, and returns the reason for the end or the failure. */
    private DisconnectReason listenUntilDisconnected() throws InterruptedException {
        failures++;
        long began = System.nanoTime();
        try (NotificationConsumer notificationConsumer = new NotificationConsumer(broker, notificationProperties)) {
            notificationConsumer.run(this::deliver, () -> reportState(null));
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
        Duration wanted = notificationProperties.firstWait().multipliedBy(1L << Math.min(failures - 1, 16));
        Duration most = wanted.compareTo(notificationProperties.longestWait()) < 0
                ? wanted
                : notificationProperties.longestWait();
        return Duration.ofNanos((long) (most.toNanos() * (0.5 + random.getAsDouble() / 2)));
    }
}
