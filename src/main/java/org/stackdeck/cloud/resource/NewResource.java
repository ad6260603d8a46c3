package org.stackdeck.cloud.resource;

import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;

/** A resource that is to be created, which has no ID yet. */
public record NewResource(CloudName cloud, ProjectId project, ResourceKind kind) implements ActionTarget {

    @Override
    public String idText() {
        return "";
    }

    @Override
    public String objectType() {
        return kind.objectType();
    }
}
