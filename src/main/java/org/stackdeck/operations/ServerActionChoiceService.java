package org.stackdeck.operations;

import java.util.List;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.identity.Caller;

/** Lists the possible values for a parameter of a server action. */
public interface ServerActionChoiceService {

    /**
     * Requests the values from the cloud and blocks.
     *
     * @param parameter of kind {@code CHOICE}
     * @return the values, sorted for display
     * @throws ActionRefusedException if the caller is not permitted to perform the action
     * @throws org.stackdeck.cloud.CloudException if the request to the cloud fails
     */
    List<SelectableResource> load(Caller caller, ServerKey server, ServerAction action, ActionParameter parameter);
}
