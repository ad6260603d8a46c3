package org.stackdeck.platform.command;

/** A command cannot be completed. The message is one line without secrets and describes the remedy. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
