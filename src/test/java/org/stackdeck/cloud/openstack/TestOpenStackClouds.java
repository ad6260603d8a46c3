package org.stackdeck.cloud.openstack;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.openstack.config.CloudEntryLoader;
import org.stackdeck.cloud.openstack.config.CloudsFileLocator;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.http.CloudMetrics;
import org.stackdeck.cloud.openstack.http.OpenStackProperties;

/** Creates the OpenStack adapter from a {@code clouds.yaml}, for tests that use only its public interface. */
public final class TestOpenStackClouds {

    private TestOpenStackClouds() {}

    /** @param entries the entries of the file to use; all entries if empty */
    public static Clouds of(Path file, int pageSize, String... entries) {
        return of(file, settings(pageSize), Clock.systemUTC(), entries);
    }

    public static OpenStackClouds of(
            Path file, OpenStackProperties openStackProperties, Clock clock, String... entries) {
        var locator = new CloudsFileLocator(file, Map.of(), Path.of("/none"), Path.of("/none"), Path.of("/none"));
        return new OpenStackClouds(
                new CloudEntryLoader(locator, Set.of(entries)).load(),
                openStackProperties,
                clock,
                Executors.newVirtualThreadPerTaskExecutor(),
                CloudMetrics.none());
    }

    /** Creates the context of a cloud with short lists. */
    public static CloudContext context() {
        return new CloudContext(settings(10), Clock.systemUTC(), Executors.newVirtualThreadPerTaskExecutor());
    }

    /** Returns Stackdeck's default settings. */
    static OpenStackProperties defaults() {
        return new OpenStackProperties(
                Duration.ofSeconds(5), Duration.ofSeconds(60), 10, Duration.ofSeconds(15), Duration.ofSeconds(5), 200);
    }

    public static OpenStackProperties settings(int pageSize) {
        return new OpenStackProperties(
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                8,
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                pageSize);
    }
}
