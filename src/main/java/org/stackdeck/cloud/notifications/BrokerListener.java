package org.stackdeck.cloud.notifications;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ChangeHints.Reason;

/** Receives messages from one broker until it is stopped. Reconnects after a lost connection with increasing delays. */
final class BrokerListener {

    private final Broker broker;
    private final NotificationSettings settings;
    private final Consumer<byte[]> receiver;
    private final Consumer<@Nullable Reason> state;
    private final DoubleSupplier random;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private int failures;

    /**
     * @param state receives null when the connection is established, and the reason when it is lost
     * @param random numbers from 0 (inclusive) to 1 (exclusive), so that several instances do not reconnect
     *     simultaneously
     */
    BrokerListener(
            Broker broker,
            NotificationSettings settings,
            Consumer<byte[]> receiver,
            Consumer<@Nullable Reason> state,
            DoubleSupplier random) {
        this.broker = broker;
        this.settings = settings;
        this.receiver = receiver;
        this.state = state;
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
                tell(listen());
            } while (!stopped.await(pause().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drops messages that arrive while the connection is being closed. */
    private void hear(byte[] message) {
        if (listens()) {
            receiver.accept(message);
        }
    }

    private void tell(@Nullable Reason reason) {
        if (listens()) {
            state.accept(reason);
        }
    }

    private boolean listens() {
        return stopped.getCount() > 0;
    }

    /** Returns the reason why the connection was lost. */
    private Reason listen() throws InterruptedException {
        failures++;
        long began = System.nanoTime();
        try (Listening listening = new Listening(broker, settings)) {
            listening.run(this::hear, () -> tell(null));
            return Reason.LOST;
        } catch (IOException | RuntimeException e) {
            return Reasons.of(e);
        } finally {
            if (System.nanoTime() - began > settings.longestWait().toNanos()) {
                failures = 1;
            }
        }
    }

    private Duration pause() {
        Duration wanted = settings.firstWait().multipliedBy(1L << Math.min(failures - 1, 16));
        Duration most = wanted.compareTo(settings.longestWait()) < 0 ? wanted : settings.longestWait();
        return Duration.ofNanos((long) (most.toNanos() * (0.5 + random.getAsDouble() / 2)));
    }
}
