package org.stackdeck.simulator.http;

/** An OpenStack service with its path prefix. */
public interface OpenStackService {

    /** Type in the catalog, which faults also use: identity, compute, image, network, volumev3. */
    String type();

    /** Path prefix without a trailing slash; empty for Keystone. */
    String prefix();

    /**
     * Handles a request.
     *
     * @throws ApiException if the service rejects the request
     */
    ApiResponse handle(ApiRequest apiRequest);

    /** Formats an error in the format of this service. */
    ApiResponse errorResponse(ApiRequest apiRequest, ApiException apiException);

    /** Adds the headers of all responses of this service. */
    ApiResponse decorate(ApiRequest apiRequest, ApiResponse apiResponse);
}
