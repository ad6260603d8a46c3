package org.stackdeck.inventory.live;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.inventory.cache.PersistentInventoryCache;
import org.stackdeck.inventory.polling.CloudPoller;
import org.stackdeck.inventory.polling.PollingContext;
import org.stackdeck.inventory.unreported.UnreportedChangePoller;

/** The pollers of one cloud. */
record CloudPolling(
        PollingContext context,
        CloudPoller poller,
        UnreportedChangePoller unreportedChanges,
        ExecutorService listExecutor) {

    /**
     * Creates the pollers without starting them.
     *
     * @param context creates the context with an executor for full lists
     * @param hints receives single servers that may have changed
     */
    static CloudPolling create(
            CloudName cloud,
            Clouds clouds,
            PersistentInventoryCache cache,
            Function<Executor, PollingContext> context,
            Consumer<ServerKey> hints) {
        ExecutorService listExecutor = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("full-list-" + cloud).factory());
        PollingContext shared = context.apply(listExecutor);
        CloudPoller poller = new CloudPoller(clouds, cache, shared);
        return new CloudPolling(
                shared, poller, new UnreportedChangePoller(clouds, poller, shared, hints), listExecutor);
    }

    void start() {
        poller.start();
        unreportedChanges.start();
    }

    /** Evaluates the due times again. */
    void wake() {
        poller.wake();
        unreportedChanges.wake();
    }

    void stop() {
        unreportedChanges.stop();
        poller.stop();
        listExecutor.shutdownNow();
    }

    /** Stops, and removes the servers and the health of the cloud from the inventory. */
    void remove() {
        stop();
        context.store().removeScopes(context.cloud());
        context.health().close();
    }
}
