package org.stackdeck.cloud.resource;

import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;

/** Target of the creation of a resource, which has no ID yet. */
public record NewResourceTarget(CloudName cloud, ProjectId project, ResourceKind kind) implements ActionTarget {

    @Override
    public String idText() {
        return "";
    }

    @Override
    public String objectType() {
        return kind.objectType();
    }
}
