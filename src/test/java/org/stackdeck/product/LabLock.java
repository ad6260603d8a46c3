package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Waits until no other JVM tests the lab. JUnit closes the lock after the annotated class or method. */
final class LabLock implements BeforeAllCallback, BeforeEachCallback {

    private static final Path FILE = Path.of("target/lab.lock");

    @Override
    public void beforeAll(ExtensionContext context) {
        acquire(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        acquire(context);
    }

    private static void acquire(ExtensionContext context) {
        context.getStore(Namespace.create(LabLock.class)).computeIfAbsent(FileChannel.class, _ -> lock());
    }

    private static FileChannel lock() {
        try {
            FileChannel channel = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
