package org.stackdeck.inventory.resource;

import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;

/** A user who views resources of some kinds. Kinds without viewers are not polled. */
interface ResourceDelivery {

    UserId user();

    Set<ResourceKind> kinds();

    /** Returns whether the user views resources in the cloud and may see them. */
    boolean covers(CloudName cloud);

    /** Returns whether the last delivery failed or the user's permissions have changed since. */
    boolean isDue();

    /** Delivers the current state, if it has changed, on another thread. */
    void trigger();

    void stop();
}
