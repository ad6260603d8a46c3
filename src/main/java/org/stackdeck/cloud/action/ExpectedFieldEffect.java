package org.stackdeck.cloud.action;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stackdeck.cloud.resource.CloudResource;

/** The effect of an action on a resource, if fields of the resource show it. */
sealed interface ExpectedFieldEffect {

    /** The attributes that an update can change. */
    record Update(List<ActionParameter> attributes) implements ExpectedFieldEffect {

        static final Update OF_PORT = of(
                ActionParameter.NAME,
                ActionParameter.DESCRIPTION,
                ActionParameter.FIXED_IPS,
                ActionParameter.SECURITY_GROUPS,
                ActionParameter.ALLOWED_ADDRESS_PAIRS,
                ActionParameter.PORT_SECURITY);

        /** Returns the parameters of a creation: the given one and the attributes. */
        List<ActionParameter> after(ActionParameter first) {
            return Stream.concat(Stream.of(first), attributes.stream()).toList();
        }

        static Update of(ActionParameter... attributes) {
            return new Update(List.of(attributes));
        }
    }

    /**
     * An entry of a map. The action sets it to the value of the request, or removes it if the request has no value.
     */
    record Entry(String field) implements ExpectedFieldEffect {

        boolean isAppliedTo(CloudResource resource, ActionRequest request) {
            return Optional.ofNullable(resource.map(field).get(request.requiredValue(ActionParameter.KEY)))
                    .equals(request.value(ActionParameter.VALUE));
        }
    }

    /** A Boolean field, which has the given value after the action. */
    record Flag(String field, boolean value) implements ExpectedFieldEffect {

        boolean isSetIn(CloudResource resource) {
            return resource.isTrue(field) == value;
        }
    }
}
