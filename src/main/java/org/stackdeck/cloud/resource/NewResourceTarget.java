package org.stackdeck.cloud.resource;

import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;

/** The target of a creation, while the resource has no ID. */
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
