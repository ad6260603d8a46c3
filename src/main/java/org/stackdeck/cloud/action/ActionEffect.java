package org.stackdeck.cloud.action;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.resource.CloudResource;

/** What an action on a resource changes, if fields of the resource describe it. */
sealed interface ActionEffect {

    /** The attributes that an update can change. */
    record Update(List<ActionParameter> attributes) implements ActionEffect {

        static Update of(ActionParameter... attributes) {
            return new Update(List.of(attributes));
        }
    }

    /** An entry of a map, which is set to the value of the request; without a value, it is removed. */
    record Entry(String field) implements ActionEffect {

        boolean isAppliedTo(CloudResource resource, ActionRequest request) {
            return Optional.ofNullable(resource.map(field).get(request.requiredValue(ActionParameter.KEY)))
                    .equals(request.value(ActionParameter.VALUE));
        }
    }

    /** The value that a field has afterwards. */
    record Flag(String field, boolean value) implements ActionEffect {

        boolean isSetIn(CloudResource resource) {
            return resource.isTrue(field) == value;
        }
    }
}
