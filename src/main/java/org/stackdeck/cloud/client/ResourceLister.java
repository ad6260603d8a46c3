package org.stackdeck.cloud.client;

import java.util.List;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;

/** Lists the resources of one {@link ServerListScope}. Calls block for a bounded time. */
public interface ResourceLister {

    ServerListScope scope();

    /**
     * Lists the resources of the scope's projects and those that are published to them. Several scopes of a cloud can
     * return the same published resource.
     *
     * @throws org.stackdeck.cloud.CloudException if a request fails; UNAVAILABLE if the cloud lacks the service
     */
    List<CloudResource> list(ResourceKind kind);
}
