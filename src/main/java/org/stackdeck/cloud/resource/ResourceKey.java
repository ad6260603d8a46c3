package org.stackdeck.cloud.resource;

import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;

/** Identifies a resource besides servers across all clouds. */
public record ResourceKey(CloudName cloud, ResourceKind kind, String id) implements ActionTarget {

    @Override
    public String idText() {
        return id;
    }

    @Override
    public String objectType() {
        return kind.objectType();
    }
}
