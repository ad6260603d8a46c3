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

/** Stack traces of all threads, including virtual threads. */
@Component
class ThreadsEntry implements BundleEntry {

    /** Kinds of threads whose names end with a name, an ID or an address. This suffix can begin with letters. */
    private static final String KINDS_WITH_SUFFIX = "broker-listener|broker-consumer|poll|change-hints|discovery"
            + "|inventory-cache|overdue-check|full-list|viewed-servers|addresses|resources|resource-updates"
            + "|attached-resources|inventory-updates|viewer-permissions";

    /**
     * The header of a stack trace, which contains the name of the thread without escaping. The name can contain quotes
     * and line breaks, so it ends only before the state and the time, or at the end of the dump if these are missing.
     * The part that differs between threads of one kind is removed: a number, or the name of a cloud or project, the ID
     * of a user, the address of a message broker or the address on which Stackdeck listens.
     */
    private static final Pattern HEADER = Pattern.compile("(?m)^(#\\d+ \"(?:" + KINDS_WITH_SUFFIX
            + "|(?:[A-Za-z]++(?:[- ](?=[A-Za-z]))?+)*+))[\\s\\S]*?"
            + "(?:\"(?= (?:virtual )?[A-Z_]+ \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z$)|\\z)");

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
        return HEADER.matcher(dump).replaceAll("$1\"");
    }
}
