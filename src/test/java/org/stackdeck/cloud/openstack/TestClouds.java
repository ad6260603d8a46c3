package org.stackdeck.cloud.openstack;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.stackdeck.cloud.Clouds;

/** Creates the OpenStack adapter from a clouds.yaml, for tests that use its public interface only. */
public final class TestClouds {

    private TestClouds() {}

    /** @param entries the entries of the file to use; none for all */
    public static Clouds of(Path file, int pageSize, String... entries) {
        return of(file, settings(pageSize), Clock.systemUTC(), entries);
    }

    static OpenStackClouds of(Path file, Settings settings, Clock clock, String... entries) {
        var files = new ConfigurationFiles(file, Map.of(), Path.of("/none"), Path.of("/none"), Path.of("/none"));
        return new OpenStackClouds(
                new CloudsConfiguration(files, Set.of(entries)).read(),
                settings,
                clock,
                Executors.newVirtualThreadPerTaskExecutor());
    }

    /** Stackdeck's default settings. */
    static Settings defaults() {
        return new Settings(
                Duration.ofSeconds(5), Duration.ofSeconds(60), 8, Duration.ofSeconds(15), Duration.ofSeconds(5), 200);
    }

    static Settings settings(int pageSize) {
        return new Settings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                8,
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                pageSize);
    }
}
