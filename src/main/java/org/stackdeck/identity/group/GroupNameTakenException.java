package org.stackdeck.identity.group;

/** Thrown when another group has the requested name. */
public class GroupNameTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient GroupName name;

    public GroupNameTakenException(GroupName name) {
        super("the group name is taken: " + name);
        this.name = name;
    }

    public GroupName name() {
        return name;
    }
}
