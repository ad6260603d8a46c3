package org.stackdeck.inventory.resource;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.platform.CoalescingTask;

/**
 * Requests single resources after notifications about them, so that a change in a long list is shown without a request
 * for the list. Requests the list instead after many notifications, and if a request fails.
 */
final class NotifiedResourceReader {

    private static final int MAX_WAITING = 8;
    private static final Logger LOG = LoggerFactory.getLogger(NotifiedResourceReader.class);

    private final ResourceListLoader loader;
    private final Consumer<Map<String, Optional<CloudResource>>> receiver;
    private final Runnable requestList;
    private final CoalescingTask task;
    private final Set<String> waiting = new LinkedHashSet<>();

    /**
     * @param receiver receives the current resources by ID; empty if a resource no longer exists
     * @param requestList makes a request for the list due
     */
    NotifiedResourceReader(
            ResourceListLoader loader, Consumer<Map<String, Optional<CloudResource>>> receiver, Runnable requestList) {
        this.loader = loader;
        this.receiver = receiver;
        this.requestList = requestList;
        this.task = new CoalescingTask("notified-" + loader.kind().code() + "-" + loader.cloud(), this::readWaiting);
    }

    void add(String id) {
        synchronized (waiting) {
            if (waiting.size() >= MAX_WAITING) {
                waiting.clear();
                requestList.run();
                return;
            }
            waiting.add(id);
        }
        task.trigger();
    }

    private void readWaiting() {
        Set<String> ids;
        synchronized (waiting) {
            ids = Set.copyOf(waiting);
            waiting.clear();
        }
        Map<String, Optional<CloudResource>> current = new HashMap<>();
        try {
            for (String id : ids) {
                current.put(id, loader.find(id));
            }
        } catch (RuntimeException e) {
            LOG.debug("Could not read a resource after a notification. Stackdeck requests the list", e);
            requestList.run();
        }
        receiver.accept(current);
    }
}
