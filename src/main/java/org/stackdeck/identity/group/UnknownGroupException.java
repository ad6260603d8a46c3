package org.stackdeck.identity.group;

public class UnknownGroupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownGroupException() {
        super("no such group");
    }
}
