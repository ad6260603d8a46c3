package org.stackdeck.cloud;

/**
 * Thrown when a response requires more memory than Stackdeck permits. Does not indicate that the service has failed.
 */
public final class ResponseTooLargeException extends CloudException {

    private static final long serialVersionUID = 1L;

    public ResponseTooLargeException(String message) {
        super(Category.UNINTELLIGIBLE, message);
    }
}
