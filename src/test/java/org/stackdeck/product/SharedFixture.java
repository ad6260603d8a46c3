package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * One started program for several test classes of a JVM, which avoids a start for each class. The first class starts
 * it, and it is stopped when the JVM ends.
 */
public final class SharedFixture<T> {

    private final Function<Path, T> starter;
    private final Consumer<T> stopper;
    private final Set<Class<?>> served = new HashSet<>();
    private @Nullable T current;
    private @Nullable Path directory;

    /** @param starter starts the program with its files in the given directory, which is deleted after the stop */
    public SharedFixture(Function<Path, T> starter, Consumer<T> stopper) {
        this.starter = starter;
        this.stopper = stopper;
    }

    /**
     * Returns the instance for the class. If a class is repeated after a failure, a new instance replaces the current
     * one, which contains users of the class.
     */
    public synchronized T forClass(Class<?> test) {
        T existing = current;
        if (existing != null && served.add(test)) {
            return existing;
        }
        if (existing == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stopCurrent));
        } else {
            stopCurrent();
        }
        served.clear();
        served.add(test);
        Path created = temporaryDirectory();
        directory = created;
        T started = starter.apply(created);
        current = started;
        return started;
    }

    private void stopCurrent() {
        T last = current;
        Path files = directory;
        if (last != null && files != null) {
            stopper.accept(last);
            FileSystemUtils.deleteRecursively(files.toFile());
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("stackdeck-shared");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
