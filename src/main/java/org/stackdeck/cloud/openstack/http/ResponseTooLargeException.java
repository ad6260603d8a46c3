package org.stackdeck.cloud.openstack.http;

import org.stackdeck.cloud.CloudException;

/** A response exceeds the {@linkplain ResponseLimits limits}. Does not indicate that the service has failed. */
public final class ResponseTooLargeException extends CloudException {

    private static final long serialVersionUID = 1L;

    public ResponseTooLargeException(String message) {
        super(Category.UNINTELLIGIBLE, message);
    }
}
