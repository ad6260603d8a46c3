package org.stackdeck.identity.group;

/** The group does not exist. */
public class UnknownGroupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownGroupException() {
        super("no such group");
    }
}
