package org.stackdeck.cloud.notifications;

import java.util.List;
import java.util.Map;
import org.stackdeck.cloud.CloudName;

/** The brokers that are configured now. */
@FunctionalInterface
public interface CloudBrokers {

    /** Returns the brokers of each cloud that has any. A cloud with several cells can have one broker for each cell. */
    Map<CloudName, List<Broker>> byCloud();
}
