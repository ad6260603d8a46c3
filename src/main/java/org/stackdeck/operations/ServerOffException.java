package org.stackdeck.operations;

import org.stackdeck.cloud.ServerStatus;

/** The server is off, so it has no console. */
public class ServerOffException extends RuntimeException {

    private final transient ServerStatus status;

    ServerOffException(ServerStatus status) {
        super("The server is " + status);
        this.status = status;
    }

    public ServerStatus status() {
        return status;
    }
}
