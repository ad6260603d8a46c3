package org.stackdeck.platform;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Subscribers to a source in this process. Thread-safe. Notifications run on the thread of the source. Subscribers that
 * need more time use a {@link CoalescingTask}.
 *
 * @param <S> type of the subscribers; equal subscribers are not distinguished
 */
public final class Subscribers<S> {

    private final List<S> subscribers = new CopyOnWriteArrayList<>();

    /** Adds a subscriber until the subscription is closed. */
    public Subscription add(S subscriber) {
        subscribers.add(subscriber);
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                subscribers.remove(subscriber);
            }
        };
    }

    public Stream<S> stream() {
        return subscribers.stream();
    }

    public boolean contains(S subscriber) {
        return subscribers.contains(subscriber);
    }

    public boolean isEmpty() {
        return subscribers.isEmpty();
    }

    /** Notifies all subscribers even if some of them fail, and then throws the last exception. */
    public void notifyEach(Consumer<S> notification) {
        @Nullable RuntimeException failure = null;
        for (S subscriber : subscribers) {
            try {
                notification.accept(subscriber);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
