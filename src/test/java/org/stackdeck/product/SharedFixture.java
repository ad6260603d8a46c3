package org.stackdeck.product;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One started program for several test classes of a JVM, which avoids a start for each class. The first class starts
 * it, and it is stopped when the JVM ends.
 */
public final class SharedFixture<T> {

    private final Supplier<T> starter;
    private final Consumer<T> stopper;
    private final Set<Class<?>> served = new HashSet<>();
    private @Nullable T current;

    public SharedFixture(Supplier<T> starter, Consumer<T> stopper) {
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
        T started = starter.get();
        current = started;
        return started;
    }

    private void stopCurrent() {
        T last = current;
        if (last != null) {
            stopper.accept(last);
        }
    }
}
