package org.stackdeck.simulator.placement;

import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.OpenStackService;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.UnauthorizedResponseFactory;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ObjectNode;

/** Simulated Placement API, which serves only the version document. Every service catalog contains it. */
public final class PlacementStub extends OpenStackService {

    private final String root;

    public PlacementStub(String root) {
        super("placement", "/placement");
        this.root = root;
    }

    @Override
    public ApiResponse handle(ApiRequest apiRequest) {
        if (!apiRequest.segments().isEmpty()) {
            throw new UnknownPathException();
        }
        ObjectNode document = Json.object();
        ObjectNode version = document.putArray("versions")
                .addObject()
                .put("id", "v1.0")
                .put("max_version", "1.39")
                .put("min_version", "1.0")
                .put("status", "CURRENT");
        version.putArray("links").add(Json.link("self", ""));
        return ApiResponse.ok(document);
    }

    @Override
    public ApiResponse errorResponse(ApiRequest apiRequest, ApiException apiException) {
        return apiException.status() == 401
                ? UnauthorizedResponseFactory.unauthorized(root)
                : ApiResponse.page(apiRequest, apiException.status(), "Error", apiException.message());
    }

    @Override
    public ApiResponse decorate(ApiRequest apiRequest, ApiResponse apiResponse) {
        return apiResponse
                .withHeader("openstack-api-version", "placement 1.0")
                .withHeader("Vary", "openstack-api-version")
                .withHeader("x-openstack-request-id", apiRequest.requestId());
    }
}
