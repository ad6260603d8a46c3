package org.stackdeck.loadtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Measures the CPU time and memory of a Java process with Linux's {@code /proc} and the JDK's {@code jcmd}. */
final class ProcessMeter {

    /** Class of the arrays with which the collector fills the space of dead objects that it does not compact. */
    private static final String DEAD_SPACE = "[Ljdk.internal.vm.FillerElement;";

    /** USER_HZ, the unit of CPU times in {@code /proc}. */
    static final double TICKS_PER_SECOND = 100;

    private final long pid;

    ProcessMeter(long pid) {
        this.pid = pid;
    }

    /** User and system CPU time since the start of the process, in seconds of one core. */
    double cpuSeconds() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Current resident memory in kB. */
    long residentKb() {
        return status("VmRSS:");
    }

    /** Maximum resident memory since the start of the process, in kB. */
    long maxResidentKb() {
        return status("VmHWM:");
    }

    /** Number of threads of the operating system. Each virtual thread that runs uses one of them. */
    long platformThreads() {
        return status("Threads:");
    }

    /** Number of open files and sockets. */
    long fileHandles() {
        try (Stream<Path> handles = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return handles.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param bytes size of all live objects */
    record LiveObjects(long bytes, long virtualThreads) {}

    long liveHeapBytes() {
        return liveObjects().bytes();
    }

    /** Counts the live objects, after a full garbage collection. */
    LiveObjects liveObjects() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                "GC.class_histogram");
        try {
            Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
            String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<String[]> classes = histogram
                    .lines()
                    // Number, instances, bytes, class.
                    .map(line -> line.strip().split(" +"))
                    .filter(columns -> columns.length > 3 && columns[0].endsWith(":"))
                    .toList();
            if (classes.isEmpty()) {
                throw new IllegalStateException("jcmd: " + histogram);
            }
            long bytes = classes.stream()
                    .filter(columns -> !columns[3].equals(DEAD_SPACE))
                    .mapToLong(columns -> Long.parseLong(columns[2]))
                    .sum();
            long virtualThreads = classes.stream()
                    .filter(columns -> columns[3].equals("java.lang.VirtualThread"))
                    .mapToLong(columns -> Long.parseLong(columns[1]))
                    .sum();
            return new LiveObjects(bytes, virtualThreads);
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
