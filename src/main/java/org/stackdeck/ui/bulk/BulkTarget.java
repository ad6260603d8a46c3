package org.stackdeck.ui.bulk;

import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.operations.ActionAvailability;

/**
 * A selected server or other resource.
 *
 * @param name displayed name
 * @param availability whether the viewer can perform the action on the target
 */
public record BulkTarget(ActionTarget key, String name, ActionAvailability availability) {

    public boolean isAvailable() {
        return availability.isAvailable();
    }
}
