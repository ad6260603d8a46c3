package org.stackdeck.product;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Small file system in memory that tests can fill. Only root can mount it; for other users, the test is skipped. */
public final class SmallFileSystem implements AutoCloseable {

    private final Path directory;
    private final Path ballast;

    private SmallFileSystem(Path directory) {
        this.directory = directory;
        this.ballast = directory.resolve("ballast");
    }

    /** Creates the directory and mounts the file system there. */
    public static SmallFileSystem mount(Path directory, int megabytes) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String output = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
        if (!output.isEmpty()) {
            System.err.println("SKIPPED: no file system can be mounted: " + output);
            Assumptions.abort("no file system can be mounted: " + output);
        }
        return new SmallFileSystem(directory);
    }

    public void resize(int megabytes) {
        remount("size=" + megabytes + "m");
    }

    public void makeReadOnly() {
        remount("ro");
    }

    public void makeWritable() {
        remount("rw");
    }

    /** Fills the file system until no byte is free. */
    public void fill() {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (directory.toFile().getUsableSpace() > 0) {
                throw new UncheckedIOException(full);
            }
        }
    }

    public void freeSpace() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // Detaches the file system immediately, even if a process still uses it.
        run("umount", "--lazy", directory.toString());
    }

    private void remount(String option) {
        String output = run("mount", "-o", "remount," + option, directory.toString());
        if (!output.isEmpty()) {
            throw new AssertionError(output);
        }
    }

    /** Runs the command. Returns the error and its output; empty if the command has succeeded. */
    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.onExit().join().exitValue() == 0 ? "" : "failed: " + output.strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
