package org.stackdeck.simulator.http;

/** An OpenStack service with its path prefix. */
public interface OpenStackService {

    /** Returns the type in the service catalog, such as identity or compute. Faults select services by this type. */
    String type();

    /** Returns the path prefix without a trailing slash; empty for Keystone. */
    String prefix();

    /**
     * Handles a request.
     *
     * @throws ApiException if the service rejects the request
     */
    ApiResponse handle(ApiRequest apiRequest);

    /** Returns the response to a failed request, in the format of this service. */
    ApiResponse errorResponse(ApiRequest apiRequest, ApiException apiException);

    /** Adds the headers that responses of this service usually have. */
    ApiResponse decorate(ApiRequest apiRequest, ApiResponse apiResponse);
}
