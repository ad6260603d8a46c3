package org.stackdeck.inventory.resource;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;

/**
 * Lists of resources other than servers. A kind is polled only while users view it, once for all viewers. Results are
 * filtered by the viewer's grants at the time of the call.
 */
public interface ResourceInventory {

    /**
     * Subscribes a viewer. The receiver immediately receives the known visible resources, possibly none, and receives
     * them again after each change of the resources, their freshness or the viewer's permissions. It is called on a
     * thread of this subscription, never concurrently.
     */
    Subscription subscribe(ResourceKind kind, UserId viewer, Consumer<VisibleResources> receiver);

    /**
     * Subscribes a viewer of a server to its resources of these kinds. Only the server's cloud is polled, once for all
     * viewers. The receiver is called as soon as all lists are loaded or one of them has failed, and after each
     * change of the resources, their age or the problem. It is not called while the viewer cannot see the server.
     * Permissions for these kinds are not required. The calls are on a thread of this subscription, never concurrent.
     *
     * @param kinds must contain ports if it contains networks, floating IPs or security groups
     */
    Subscription subscribeToAttached(
            ServerKey server, Set<ResourceKind> kinds, UserId viewer, Consumer<AttachedResources> receiver);

    /**
     * Subscribes a viewer to the resources of all servers in the clouds in which the viewer has access. The receiver
     * is called immediately, possibly with an index without resources, and after each change of the resources or of
     * the failure of a list. It is called on a thread of this subscription, never concurrently.
     *
     * @param kinds volumes or security groups
     */
    Subscription subscribeToIndex(Set<ResourceKind> kinds, UserId viewer, Consumer<AttachedResourceIndex> receiver);

    /**
     * Returns the resources of all servers as last polled. Sends no request.
     *
     * @param kinds volumes or security groups
     */
    AttachedResourceIndex index(Set<ResourceKind> kinds);

    /**
     * Returns the visible resources. Waits for each cloud whose list is missing or outdated. A list becomes outdated
     * after 1 to 30 seconds, depending on how long the cloud takes to return it and on whether a resource is in
     * transition. Failures are reported in the freshness.
     */
    default VisibleResources load(ResourceKind kind, UserId viewer) {
        return load(kind, viewer, _ -> true);
    }

    /** Returns the visible resources of the selected clouds, as {@link #load(ResourceKind, UserId)}. */
    VisibleResources load(ResourceKind kind, UserId viewer, Predicate<CloudName> selected);

    /**
     * Returns the visible resources of several kinds. Loads all lists at the same time, and waits a few seconds at
     * most. If a list was not loaded in time, returns the resources that are known, and their freshness is not
     * complete.
     */
    Map<ResourceKind, VisibleResources> loadAll(Set<ResourceKind> kinds, UserId viewer, Predicate<CloudName> selected);

    /**
     * Returns the resources of a server. Waits a few seconds at most for lists of the server's cloud that are missing
     * or outdated; see {@link #load(ResourceKind, UserId)}. All callers share the requests. The caller must check that
     * the user can see the server, because the grants for these kinds are not checked.
     *
     * @param kinds must contain ports if it contains networks, floating IPs or security groups
     */
    AttachedResources loadAttached(Server server, Set<ResourceKind> kinds);

    /** Returns whether a cloud offers resources of the kind; true if this is unknown. */
    boolean isOffered(ResourceKind kind);

    /** Returns the resource as last polled, regardless of permissions. Sends no request. */
    Optional<CloudResource> findKnown(ResourceKey key);

    /**
     * Returns the resource, regardless of permissions, if a list that contains it was loaded within {@code maxAge}.
     * Otherwise returns empty, because lists without viewers are not polled. Sends no request.
     */
    Optional<CloudResource> findConfirmed(ResourceKey key, Duration maxAge);

    /**
     * Replaces one resource after its current state was read from the cloud.
     *
     * @param current null if the resource no longer exists
     */
    void replace(ResourceKey key, @Nullable CloudResource current);

    /**
     * Marks the list of the kind as outdated, so that it is loaded again as soon as a user views or loads it. Does not
     * block.
     */
    void expire(CloudName cloud, ResourceKind kind);

    /**
     * Replaces several resources like {@link #replace}. All resources of one kind and cloud are replaced in one change.
     */
    void replaceAll(Collection<CloudResource> current);
}
