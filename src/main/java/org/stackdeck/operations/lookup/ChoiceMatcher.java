package org.stackdeck.operations.lookup;

import java.util.List;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.InvalidActionParameterException.Reason;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.SelectableResource;

/**
 * Finds the resource that a request selects by ID or name.
 *
 * @param place cloud and project of the resource that is created or changed
 */
record ChoiceMatcher(NewResourceTarget place, ActionParameter parameter) {

    boolean matches(CloudResource choice, String idOrName) {
        return choice.id().equals(idOrName)
                || (hasSafeName(choice) && SelectableResource.isName(choice.name(), idOrName));
    }

    /**
     * Returns whether the resource may be selected by its name. Any project can publish community images with any name.
     */
    private boolean hasSafeName(CloudResource choice) {
        return !choice.text("visibility").filter("community"::equals).isPresent()
                || (choice.project() != null && choice.project().id().equals(place.project()));
    }

    /**
     * Returns the resource with this ID, or the only one with this name.
     *
     * @throws InvalidActionParameterException if there is no such resource, or several with this name
     */
    CloudResource findOne(List<CloudResource> choices, String idOrName) {
        List<CloudResource> matching =
                choices.stream().filter(choice -> matches(choice, idOrName)).toList();
        List<CloudResource> found = matching.stream()
                .filter(choice -> choice.id().equals(idOrName))
                .findFirst()
                .map(List::of)
                .orElse(matching);
        if (found.size() != 1) {
            throw new InvalidActionParameterException(parameter, found.isEmpty() ? Reason.NOT_FOUND : Reason.AMBIGUOUS);
        }
        return found.getFirst();
    }
}
