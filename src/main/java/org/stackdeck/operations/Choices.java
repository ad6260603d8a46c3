package org.stackdeck.operations;

import java.util.List;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** What there is to choose from for an action on a server. */
public interface Choices {

    /**
     * Asks the cloud; blocks.
     *
     * @param parameter of a kind that is chosen
     * @return in the order in which people look for it
     * @throws ActionRefusedException when the caller may not do the action
     * @throws org.stackdeck.cloud.CloudException when the cloud does not tell
     */
    List<Choice> of(Caller caller, ServerKey server, ServerAction action, ActionParameter parameter);
}
