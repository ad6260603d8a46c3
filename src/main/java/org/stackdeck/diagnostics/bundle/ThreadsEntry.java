package org.stackdeck.diagnostics.bundle;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Stack traces of all threads, virtual ones included. */
@Component
class ThreadsEntry implements BundleEntry {

    /**
     * The part of a thread's name that differs between threads of one kind, in the header of its stack trace: a number,
     * or the ID of a user, the address of a message broker or the address on which Stackdeck listens.
     */
    private static final Pattern NAME =
            Pattern.compile("(?m)^(#\\d+ \"(?:[A-Za-z]++(?:[- ](?=[A-Za-z]))?+)*+)[^\"]*\"");

    private static final Pattern ADDRESSED = Pattern.compile("(?m)^(#\\d+ \"broker-(?:listener|consumer))[^\"]*\"");

    private final Path directory;

    ThreadsEntry(@Value("${stackdeck.data-dir}") Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public String fileName() {
        return "threads.txt";
    }

    @Override
    public Object content() {
        try {
            // The JVM writes only to a new file.
            Path parent = Files.createTempDirectory(directory, "threads");
            Path file = parent.resolve("dump");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
                return withoutNames(Files.readString(file));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(parent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shortens the names of threads to their kind. */
    static String withoutNames(String dump) {
        return NAME.matcher(ADDRESSED.matcher(dump).replaceAll("$1\"")).replaceAll("$1\"");
    }
}
