package org.stackdeck.operations;

import java.util.List;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Lists the possible values for a parameter of a server action. */
public interface Choices {

    /**
     * Requests the values from the cloud and blocks.
     *
     * @param parameter of kind {@code CHOICE}
     * @return sorted for display
     * @throws ActionRefusedException when the caller may not perform the action
     * @throws org.stackdeck.cloud.CloudException when the request to the cloud fails
     */
    List<Choice> of(Caller caller, ServerKey server, ServerAction action, ActionParameter parameter);
}
