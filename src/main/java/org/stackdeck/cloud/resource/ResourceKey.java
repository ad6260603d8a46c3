package org.stackdeck.cloud.resource;

import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;

/** Identifies a resource other than a server across all clouds. */
public record ResourceKey(CloudName cloud, ResourceKind kind, String id) implements ActionTarget {

    /**
     * Returns the key of a server or another resource.
     *
     * @param objectType see {@link ActionTarget#objectType()}
     */
    public static ActionTarget targetOf(CloudName cloud, String objectType, String id) {
        return ResourceKind.fromObjectType(objectType)
                .<ActionTarget>map(kind -> new ResourceKey(cloud, kind, id))
                .orElseGet(() -> new ServerKey(cloud, new ServerId(id)));
    }

    @Override
    public String idText() {
        return id;
    }

    @Override
    public String objectType() {
        return kind.objectType();
    }
}
