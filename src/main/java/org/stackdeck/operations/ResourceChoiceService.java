package org.stackdeck.operations;

import java.util.List;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;

/** Lists the projects and resources that a user may select when creating or changing a resource. */
public interface ResourceChoiceService {

    /**
     * Returns the projects in which the user may create at least some resources of the kind, sorted by cloud and name.
     */
    List<Project> projects(UserId user, ResourceKind kind);

    /** Returns the other projects of the cloud that the user can see, sorted by name. */
    List<Project> otherProjects(UserId user, NewResourceTarget place);

    /**
     * Returns the resources that the user may select for a parameter of an action, sorted by name. Blocks while an
     * outdated list is loaded from the cloud.
     *
     * @param place cloud, project and kind of the resource that is created or changed
     * @param parameter of kind {@code CHOICE}
     * @throws org.stackdeck.cloud.CloudException UNAVAILABLE if the result would be empty and the cloud's list is
     *     incomplete or could not be refreshed
     */
    List<CloudResource> choices(UserId user, NewResourceTarget place, ActionParameter parameter);
}
