package org.stackdeck.platform;

/** Subscription to notifications. It ends when it is closed; closing it again has no effect. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
