package org.stackdeck.cloud.notifications;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Creates broker probes for tests of other packages. */
public final class TestBrokerProbes {

    private TestBrokerProbes() {}

    public static BrokerProbe create() {
        return new BrokerProbe(new NotificationProperties(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                10,
                100,
                Duration.ofSeconds(10),
                DataSize.ofMegabytes(1)));
    }
}
