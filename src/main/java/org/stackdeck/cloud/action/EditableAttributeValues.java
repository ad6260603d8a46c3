package org.stackdeck.cloud.action;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.resource.CloudResource;

/** Reads the current values of the attributes that an update can change. */
public final class EditableAttributeValues {

    private EditableAttributeValues() {}

    /**
     * Returns the value in the form that the parameter accepts; empty if the value is unknown, or if other clients have
     * set tags that the form cannot express, such as a tag with a comma.
     *
     * @throws IllegalArgumentException if the parameter is not an attribute that updates can change
     */
    public static Optional<String> valueOf(CloudResource resource, ActionParameter attribute) {
        return switch (attribute) {
            case NAME -> Optional.of(resource.name());
            case DESCRIPTION -> Optional.of(resource.text("description").orElse(""));
            case GATEWAY -> Optional.of(resource.text("gateway").orElse(ActionParameter.NONE));
            case MIN_DISK, MIN_RAM, DHCP, ADMIN_STATE_UP, PORT_SECURITY, VISIBILITY -> resource.text(attribute.code());
            case SECURITY_GROUPS ->
                // Neutron returns the groups in any order.
                Optional.of(ActionParameter.list(
                        resource.texts(attribute.code()).stream().sorted().toList()));
            case TAGS -> {
                List<String> tags = resource.texts(attribute.code());
                yield Optional.of(ActionParameter.list(tags))
                        .filter(list -> ActionParameter.items(list).equals(tags) && attribute.accepts(list));
            }
            case DNS, POOLS, HOST_ROUTES, ROUTES, FIXED_IPS, ALLOWED_ADDRESS_PAIRS ->
                Optional.of(ActionParameter.list(resource.texts(attribute.code())));
            default -> throw new IllegalArgumentException(attribute + " is not an attribute");
        };
    }

    /** Returns whether the resource has all values of the request. */
    static boolean hasValuesOf(ActionRequest update, CloudResource resource) {
        return update.arguments().entrySet().stream()
                .allMatch(argument -> valueOf(resource, argument.getKey())
                        .map(value -> normalized(argument.getKey(), value))
                        .filter(normalized(
                                argument.getKey(), argument.getValue().value())::equals)
                        .isPresent());
    }

    /**
     * Returns the value in a form that can be compared. Cinder removes spaces around descriptions, and services can
     * change the order of a list.
     */
    private static Object normalized(ActionParameter attribute, String value) {
        return attribute.isList()
                ? Set.copyOf(ActionParameter.items(value))
                : attribute == ActionParameter.DESCRIPTION ? value.strip() : value;
    }
}
