package org.stackdeck.cloud.openstack;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.cloud.notifications.TestBrokerProbes;
import org.stackdeck.cloud.openstack.http.CloudMetrics;

/** Creates connectors for tests that use only the public interface. */
public final class TestConnectors {

    private TestConnectors() {}

    public static CloudConnector create() {
        return new OpenStackConnector(
                new OpenStackClouds(
                        List.of(),
                        TestOpenStackClouds.settings(10),
                        Clock.systemUTC(),
                        Executors.newVirtualThreadPerTaskExecutor(),
                        CloudMetrics.none()),
                Set.of(),
                TestBrokerProbes.create(),
                Clock.systemUTC(),
                new CloudsChangedNotifier(List::of));
    }
}
