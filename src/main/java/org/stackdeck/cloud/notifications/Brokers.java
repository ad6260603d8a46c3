package org.stackdeck.cloud.notifications;

import java.util.List;
import java.util.Map;
import org.stackdeck.cloud.CloudName;

/** The brokers of each cloud that has any configured. A cloud of several cells may have one in each. */
public record Brokers(Map<CloudName, List<Broker>> byCloud) {

    public Brokers {
        byCloud = Map.copyOf(byCloud);
    }
}
