package org.stackdeck.operations;

import java.util.List;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;

/** Lists where a user may create resources, and from which other resources. */
public interface ResourceCreationService {

    /** Returns the projects in which the user may create at least some resources of the kind, by cloud and name. */
    List<Project> projects(UserId user, ResourceKind kind);

    /**
     * Returns the resources that the user may select for a parameter of a creation, sorted by name. Blocks if the list is
     * older than some seconds.
     *
     * @param parameter of kind {@code CHOICE}
     * @throws org.stackdeck.cloud.CloudException UNAVAILABLE if the cloud's list could not be loaded
     */
    List<CloudResource> choices(UserId user, NewResource place, ActionParameter parameter);
}
