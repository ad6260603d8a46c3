package org.stackdeck.cloud.resource;

/**
 * A network to which servers of a project can be connected.
 *
 * @param standard whether it belongs to the project, or is known to be shared with all projects, and not with this one alone
 */
public record Network(String id, String name, boolean standard) implements ProjectResource {

    /** Creates a network of the project. */
    public Network(String id, String name) {
        this(id, name, true);
    }
}
