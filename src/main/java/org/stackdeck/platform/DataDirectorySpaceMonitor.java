package org.stackdeck.platform;

import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Checks the free space of the file system that contains the data directory, and logs a warning when the space is low.
 */
@Component
public class DataDirectorySpaceMonitor {

    /** Number of free bytes below which a warning is logged. */
    static final long LOW_BYTES = 200L * 1000 * 1000;

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectorySpaceMonitor.class);

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Path directory;
    private final PeriodicTask checks = new PeriodicTask("free-space-check", Duration.ZERO, INTERVAL, this::check);
    private boolean warned;

    public DataDirectorySpaceMonitor(@Value("${stackdeck.data-dir}") Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    public Path directory() {
        return directory;
    }

    public boolean isLow() {
        return directory.toFile().getUsableSpace() < LOW_BYTES;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        checks.start();
    }

    @PreDestroy
    void stop() {
        checks.stop();
    }

    private void check() {
        boolean low = isLow();
        if (low && !warned) {
            LOG.warn(
                    "Less than {} MB of disk space is free in {}. Free up space: when the disk is full, Stackdeck can"
                            + " write neither its log nor the embedded database",
                    LOW_BYTES / 1_000_000,
                    directory);
        }
        warned = low;
    }
}
