package org.stackdeck.cloud.notifications;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ChangeHintSource.DisconnectReason;

/** Checks whether the notifications of a broker can be received. */
@Component
@EnableConfigurationProperties(NotificationProperties.class)
public class BrokerProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final NotificationProperties notificationProperties;

    BrokerProbe(NotificationProperties notificationProperties) {
        this.notificationProperties = notificationProperties;
    }

    /**
     * Connects to the broker, waits at most 15 seconds for the result, and closes the connection.
     *
     * @return the reason why Nova's notifications cannot be received; empty if they can
     */
    public Optional<DisconnectReason> check(Broker broker) throws InterruptedException {
        CompletableFuture<Map<String, DisconnectReason>> bindings = new CompletableFuture<>();
        try (BrokerQueueConnection connection = new BrokerQueueConnection(broker, notificationProperties)) {
            Thread.ofVirtual().name("broker-probe").start(() -> run(connection, bindings));
            return Optional.ofNullable(
                    bindings.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).get(broker.exchange()));
        } catch (TimeoutException e) {
            return Optional.of(DisconnectReason.UNREACHABLE);
        } catch (ExecutionException e) {
            return Optional.of(DisconnectReasonMapper.fromFailure(e.getCause() == null ? e : e.getCause()));
        }
    }

    private static void run(
            BrokerQueueConnection connection, CompletableFuture<Map<String, DisconnectReason>> bindings) {
        try {
            connection.run(_ -> {}, bindings::complete);
        } catch (Exception e) {
            bindings.completeExceptionally(e);
        }
    }
}
