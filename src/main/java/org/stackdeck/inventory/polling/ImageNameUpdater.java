package org.stackdeck.inventory.polling;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerImage;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Updates the names of images in the servers of a scope after a name has changed or arrived late. Nova reports only the
 * IDs of images, so that a list of servers is not necessary.
 */
final class ImageNameUpdater {

    private final ScopeKey key;
    private final PollingContext context;
    private final AtomicBoolean running = new AtomicBoolean();
    /** The number of changes that the servers contain; see {@link ComputeClient#imageNameChangeCount()}. */
    private volatile long changesApplied;

    private long lastCount;

    ImageNameUpdater(ScopeKey key, PollingContext context) {
        this.key = key;
        this.context = context;
    }

    /**
     * Records that a full list was loaded, which contains the changes before the request.
     *
     * @param changesBefore {@link ComputeClient#imageNameChangeCount()} before the request
     */
    void recordList(long changesBefore) {
        changesApplied = changesBefore;
    }

    /** Requests the names from Glance in the background, and updates those that have changed. */
    void refresh(ComputeClient compute) {
        compute.refreshImageNames(() -> runIfChanged(compute));
    }

    /** Updates the names in the background, because an unknown name is requested from Glance. */
    void runIfChanged(ComputeClient compute) {
        if (compute.imageNameChangeCount() == changesApplied || !running.compareAndSet(false, true)) {
            return;
        }
        try {
            context.listExecutor().execute(() -> {
                try {
                    update(compute);
                } finally {
                    running.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            // The inventory was stopped in the meantime.
            running.set(false);
        }
    }

    /**
     * Updates the names. The change is applied only if the names are known, and the second time: during the first time,
     * a response with earlier names can be pending, but no longer after the next poll.
     */
    private void update(ComputeClient compute) {
        long count = compute.imageNameChangeCount();
        Set<String> images = context.store().servers(key).stream()
                .map(Server::image)
                .filter(Objects::nonNull)
                .map(ServerImage::id)
                .collect(Collectors.toSet());
        Map<String, Optional<String>> names = compute.imageNames(images);
        context.store().recordImageNames(key, names);
        if (count == lastCount && names.keySet().containsAll(images)) {
            changesApplied = count;
        }
        lastCount = count;
    }
}
