package org.stackdeck.cloud;

/** Adapts to added, changed and removed clouds. */
public interface CloudsChangedListener {

    /**
     * Runs on the thread of the change. If it throws an exception, it is called again within about ten seconds, with
     * the same clouds and those that have changed since then.
     */
    void on(CloudsChanged event);
}
