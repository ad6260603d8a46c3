package org.stackdeck.platform;

/** Subscription to notifications. Closing it ends it; closing it again has no effect. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
