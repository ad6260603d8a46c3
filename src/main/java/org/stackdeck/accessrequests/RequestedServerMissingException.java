package org.stackdeck.accessrequests;

/**
 * A server is not in the inventory, so its name cannot be compared with its name at the time of the request. The
 * approval must specify the servers.
 */
public class RequestedServerMissingException extends RuntimeException {

    private final String nameInRequest;

    public RequestedServerMissingException(String nameInRequest) {
        super("a server of the request is not in the inventory");
        this.nameInRequest = nameInRequest;
    }

    /** Returns the name, or the ID of a server without a name. */
    public String nameInRequest() {
        return nameInRequest;
    }
}
