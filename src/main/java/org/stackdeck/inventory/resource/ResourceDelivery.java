package org.stackdeck.inventory.resource;

import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.CoalescingTask;

/** Delivers resources of some kinds to a user who views them. Kinds without viewers are not polled. */
abstract class ResourceDelivery {

    private final UserId user;
    private final Set<ResourceKind> kinds;
    private final CoalescingTask task;
    private volatile boolean stopped;

    /** @param name name of the threads that deliver, without the user */
    ResourceDelivery(String name, UserId user, Set<ResourceKind> kinds) {
        this.user = user;
        this.kinds = Set.copyOf(kinds);
        this.task = new CoalescingTask(name + "-" + user, this::deliver);
    }

    final UserId user() {
        return user;
    }

    /** Returns the kinds whose lists must be polled. */
    final Set<ResourceKind> kinds() {
        return kinds;
    }

    /** Delivers the current state, if it has changed, on another thread. */
    final void trigger() {
        task.trigger();
    }

    final void stop() {
        stopped = true;
    }

    final boolean isStopped() {
        return stopped;
    }

    /** Returns whether the last delivery failed or the user's permissions have changed since. */
    final boolean isDue() {
        return task.hasFailed() || hasChangedPermissions();
    }

    /** Returns whether the user views resources in the cloud and may see them. */
    abstract boolean covers(CloudName cloud);

    /** Returns whether the user's permissions have changed since the last delivery. */
    abstract boolean hasChangedPermissions();

    /** Delivers the current state if it has changed. Calls do not overlap. */
    abstract void deliver();
}
