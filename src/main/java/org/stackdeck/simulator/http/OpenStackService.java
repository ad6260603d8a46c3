package org.stackdeck.simulator.http;

/** Simulated OpenStack service with a path prefix. */
public abstract class OpenStackService {

    private final String type;
    private final String prefix;

    protected OpenStackService(String type, String prefix) {
        this.type = type;
        this.prefix = prefix;
    }

    /**
     * Returns the type in the service catalog, such as {@code identity} or {@code compute}. Faults select services by
     * type.
     */
    public final String type() {
        return type;
    }

    /** Returns the path prefix without a trailing slash; empty for Keystone. */
    public final String prefix() {
        return prefix;
    }

    /**
     * Handles a request.
     *
     * @throws ApiException if the service rejects the request
     */
    public abstract ApiResponse handle(ApiRequest apiRequest);

    /** Returns the response to a failed request, in the format of this service. */
    public abstract ApiResponse errorResponse(ApiRequest apiRequest, ApiException apiException);

    /** Adds the headers that responses of this service usually have. */
    public abstract ApiResponse decorate(ApiRequest apiRequest, ApiResponse apiResponse);
}
