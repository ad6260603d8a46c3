package org.stackdeck.cloud.action;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** An action on a server or another resource of a cloud. */
public sealed interface CloudAction permits ServerAction, ResourceAction {

    /** Returns the unique name of the constant, as stored in the database. */
    String name();

    /** Returns the action's name in the REST API, in kebab case, unique among the actions on one kind of resource. */
    String code();

    /** Returns the required permission, as {@code object:verb}. */
    String permission();

    Set<ActionParameter> required();

    /** Returns all parameters, required and optional, in the order of the input fields. */
    Set<ActionParameter> parameters();

    /**
     * Returns whether the action deletes a server or another resource, deletes or replaces its data, or transfers the
     * resource to another project. Reverting a resize does not count.
     */
    boolean isDestructive();

    boolean isCreation();

    /** Returns whether the service may copy or erase a whole disk. Such an action can take an hour. */
    boolean copiesOrErasesDisk();

    /** @throws IllegalArgumentException if there is no action with this name */
    static CloudAction ofName(String name) {
        return all().filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no action named " + name));
    }

    static Stream<CloudAction> all() {
        return Stream.concat(Arrays.stream(ServerAction.values()), Arrays.stream(ResourceAction.values()));
    }
}
