package org.stackdeck.accessrequests;

/**
 * Thrown when a requested server is not in the inventory. Its current name cannot be compared with its name at the time
 * of the request. The approval must specify the servers.
 */
public class RequestedServerMissingException extends RuntimeException {

    private final String nameInRequest;

    public RequestedServerMissingException(String nameInRequest) {
        super("a server of the request is not in the inventory");
        this.nameInRequest = nameInRequest;
    }

    /** Returns the name at the time of the request, or the ID of a server without a name. */
    public String nameInRequest() {
        return nameInRequest;
    }
}
