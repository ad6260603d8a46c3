package org.stackdeck.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a Java process takes of the machine, by Linux's {@code /proc} and the JDK's {@code jcmd}. */
final class ProcessMeter {

    /** USER_HZ: what {@code /proc} counts in. */
    static final double TICKS_PER_SECOND = 100;

    private final long pid;

    ProcessMeter(long pid) {
        this.pid = pid;
    }

    /** Seconds of a core since its start, of user and system. */
    double cpuSeconds() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Resident memory now, in kB. */
    long residentKb() {
        return status("VmRSS:");
    }

    /** The most resident memory that it ever had, in kB. */
    long mostResidentKb() {
        return status("VmHWM:");
    }

    /** Bytes of all objects in use, after a collection of the whole heap. */
    long liveHeapBytes() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                "GC.class_histogram");
        try {
            Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
            String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return histogram
                    .lines()
                    .filter(line -> line.startsWith("Total"))
                    .mapToLong(line -> Long.parseLong(line.split(" +")[2]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("jcmd: " + histogram));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long status(String field) {
        return Arrays.stream(read("status").split("\n"))
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
