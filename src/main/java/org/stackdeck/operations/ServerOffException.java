package org.stackdeck.operations;

import org.stackdeck.cloud.ServerStatus;

/** The server does not run, so there is nothing to be seen on its screen. */
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
