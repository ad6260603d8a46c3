package org.stackdeck.cloud.notifications;

import java.util.List;
import java.util.Map;
import org.stackdeck.cloud.CloudName;

/** The brokers of each cloud for which any are configured. A cloud with several cells can have one broker per cell. */
public record CloudBrokers(Map<CloudName, List<Broker>> byCloud) {

    public CloudBrokers {
        byCloud = Map.copyOf(byCloud);
    }
}
