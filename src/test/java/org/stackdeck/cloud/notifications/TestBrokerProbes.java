package org.stackdeck.cloud.notifications;

import java.time.Duration;
import java.util.Optional;
import org.springframework.util.unit.DataSize;
import org.stackdeck.cloud.ChangeHintSource.DisconnectReason;

/** Creates broker probes for tests of other packages. */
public final class TestBrokerProbes {

    private TestBrokerProbes() {}

    public static BrokerProbe create() {
        return new BrokerProbe(properties());
    }

    /** Creates a probe that does not connect and always returns this reason. */
    public static BrokerProbe reporting(DisconnectReason reason) {
        return new BrokerProbe(properties()) {
            @Override
            public Optional<DisconnectReason> check(Broker broker) {
                return Optional.of(reason);
            }
        };
    }

    private static NotificationProperties properties() {
        return new NotificationProperties(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                10,
                100,
                Duration.ofSeconds(10),
                DataSize.ofMegabytes(1));
    }
}
