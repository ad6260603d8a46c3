package org.stackdeck.platform;

/** A standing request to be told; closing it, more than once if need be, ends it. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
