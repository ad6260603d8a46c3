package org.stackdeck.accessrequests;

/** Thrown when a server was renamed after the request was created. The approval must specify the servers. */
public class RenamedServerException extends RuntimeException {

    private final String nameInRequest;
    private final String currentName;

    public RenamedServerException(String nameInRequest, String currentName) {
        super("a server has been renamed since the request");
        this.nameInRequest = nameInRequest;
        this.currentName = currentName;
    }

    /** Returns the name at the time of the request, or the ID of a server without a name. */
    public String nameInRequest() {
        return nameInRequest;
    }

    /** Returns the current name, or the ID of a server without a name. */
    public String currentName() {
        return currentName;
    }
}
