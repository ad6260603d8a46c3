package org.stackdeck.cloud;

/** Listener for added, changed and removed clouds. */
public interface CloudsChangedListener {

    /**
     * Called on the thread that changes the clouds. After an exception, the method is called again within about ten
     * seconds, with the same clouds and those that have changed since then.
     */
    void on(CloudsChanged event);
}
