package org.stackdeck.accessrequests;

/** A server has another name than at the time of the request, so that its approval must specify the terms. */
public class RenamedServerException extends RuntimeException {

    private final String nameInRequest;
    private final String currentName;

    public RenamedServerException(String nameInRequest, String currentName) {
        super("a server has been renamed since the request");
        this.nameInRequest = nameInRequest;
        this.currentName = currentName;
    }

    public String nameInRequest() {
        return nameInRequest;
    }

    public String currentName() {
        return currentName;
    }
}
