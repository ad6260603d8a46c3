package org.stackdeck.platform;

/** Subscription to notifications, which ends when it is closed. Closing it again has no effect. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
