package org.stackdeck.loadtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Usage of one CPU core, read from Linux's {@code /proc/stat}. */
record CpuCore(int number) {

    /** {@code idle} and {@code iowait}. */
    private static final int IDLE_FIELDS = 2;

    /** Seconds in which the core was not idle, of all processes, since the machine was started. */
    double busySeconds() {
        String[] fields = line().split(" +");
        long total = Arrays.stream(fields, 1, 9).mapToLong(Long::parseLong).sum();
        long idle = Arrays.stream(fields, 4, 4 + IDLE_FIELDS)
                .mapToLong(Long::parseLong)
                .sum();
        return (total - idle) / ProcessMeter.TICKS_PER_SECOND;
    }

    private String line() {
        try {
            return Files.readAllLines(Path.of("/proc/stat")).stream()
                    .filter(line -> line.startsWith("cpu" + number + " "))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
