package org.stackdeck.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** One core of the machine, by Linux's {@code /proc/stat}. */
record Core(int number) {

    /** Idle, and waiting for a disk. */
    private static final int IDLE_FIELDS = 2;

    /** Seconds in which it did anything, for whomever, since the machine started. */
    double busySeconds() {
        String[] fields = line().split(" +");
        long all = Arrays.stream(fields, 1, 9).mapToLong(Long::parseLong).sum();
        long idle = Arrays.stream(fields, 4, 4 + IDLE_FIELDS)
                .mapToLong(Long::parseLong)
                .sum();
        return (all - idle) / ProcessMeter.TICKS_PER_SECOND;
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
