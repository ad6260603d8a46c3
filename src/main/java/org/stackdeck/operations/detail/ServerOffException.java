package org.stackdeck.operations.detail;

import org.stackdeck.cloud.server.ServerStatus;

/** The server is off and therefore has no console. */
public class ServerOffException extends RuntimeException {

    private final transient ServerStatus status;

    public ServerOffException(ServerStatus status) {
        super("The server is " + status);
        this.status = status;
    }

    public ServerStatus status() {
        return status;
    }
}
