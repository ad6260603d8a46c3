package org.stackdeck.cloud.openstack.http;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;

/** Indicates that Stackdeck received no complete response. */
public final class TransportException extends CloudException {

    private static final long serialVersionUID = 1L;

    private final String address;

    /** @param reason the rest of the message, which begins with the address */
    TransportException(Category category, String address, String reason, @Nullable Throwable cause) {
        super(category, address + reason, 0, null, null, cause);
        this.address = address;
    }

    /** Returns scheme, host and port of the service, such as {@code https://nova.example:8774}. */
    public String address() {
        return address;
    }
}
