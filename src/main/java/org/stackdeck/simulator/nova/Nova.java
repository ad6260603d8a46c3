package org.stackdeck.simulator.nova;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.OpenStackService;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.keystone.TokenStore;
import org.stackdeck.simulator.keystone.UnauthorizedResponseFactory;
import org.stackdeck.simulator.nova.request.Microversion;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.servers.ServersResource;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Simulated Nova, Compute API 2.1 with microversions. Authenticates requests, resolves their microversion and
 * dispatches them.
 */
public final class Nova extends OpenStackService {

    private static final Pattern WANTED = Pattern.compile("compute\\s+(\\S+)");
    private static final Map<Integer, String> FAULTS = Map.of(
            400, "badRequest",
            401, "unauthorized",
            403, "forbidden",
            404, "itemNotFound",
            405, "badMethod",
            409, "conflictingRequest",
            413, "overLimit",
            429, "overLimit",
            501, "notImplemented",
            503, "serviceUnavailable");

    private final String base;
    private final String keystone;
    private final Microversion newest;
    private final TokenStore tokens;
    private final ServersResource servers;
    private final ComputeResourceRouter router;

    Nova(String root, Microversion newest, TokenStore tokens, ServersResource servers, ComputeResourceRouter router) {
        super("compute", "/compute");
        this.base = root + prefix();
        this.keystone = root;
        this.newest = newest;
        this.tokens = tokens;
        this.servers = servers;
        this.router = router;
    }

    @Override
    public ApiResponse handle(ApiRequest apiRequest) {
        List<String> path = apiRequest.segments();
        if (path.isEmpty()) {
            return ApiResponse.ok(new NovaVersionDocuments(base, newest).all());
        }
        if (!path.getFirst().equals("v2.1")) {
            throw new UnknownPathException();
        }
        if (path.size() == 1) {
            return ApiResponse.ok(new NovaVersionDocuments(base, newest).one());
        }
        Token token = tokens.require(apiRequest);
        Microversion version = version(apiRequest);
        if (!version.within(newest)) {
            throw new ApiException(
                    406,
                    "Version %s is not supported by the API. Minimum is %s and maximum is %s."
                            .formatted(version, Microversion.OLDEST, newest));
        }
        NovaRoutes.check(apiRequest, version, path.subList(1, path.size()));
        NovaRequest novaRequest = new NovaRequest(apiRequest, token, version);
        List<String> below = path.subList(2, path.size());
        return path.get(1).equals("servers")
                ? servers.handle(novaRequest, below)
                : router.handle(novaRequest, path.get(1), below);
    }

    private Microversion version(ApiRequest apiRequest) {
        return wanted(apiRequest)
                .map(w -> w.equals("latest") ? newest : Microversion.parse(w))
                .orElse(Microversion.OLDEST);
    }

    private static Optional<String> wanted(ApiRequest apiRequest) {
        return apiRequest
                .header("OpenStack-API-Version")
                .map(WANTED::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1))
                .or(() -> apiRequest.header("X-OpenStack-Nova-API-Version"));
    }

    @Override
    public ApiResponse errorResponse(ApiRequest apiRequest, ApiException apiException) {
        if (apiException instanceof UnknownPathException) {
            return ApiResponse.page(apiRequest, 404, "Not Found", apiException.message());
        }
        if (apiException.status() == 401) {
            return UnauthorizedResponseFactory.unauthorized(keystone);
        }
        ObjectNode document = Json.object();
        document.putObject(FAULTS.getOrDefault(apiException.status(), "computeFault"))
                .put("code", apiException.status())
                .put("message", apiException.message());
        return ApiResponse.json(apiException.status(), document).withContentType("application/json; charset=UTF-8");
    }

    @Override
    public ApiResponse decorate(ApiRequest apiRequest, ApiResponse apiResponse) {
        if (apiRequest.segments().isEmpty()) {
            return apiResponse;
        }
        boolean routed =
                apiResponse.status() != 401 && !apiResponse.contentType().startsWith("text/");
        return (routed ? versioned(apiRequest, apiResponse) : apiResponse)
                .withHeader("x-openstack-request-id", apiRequest.requestId())
                .withHeader("x-compute-request-id", apiRequest.requestId());
    }

    private ApiResponse versioned(ApiRequest apiRequest, ApiResponse apiResponse) {
        Microversion version;
        try {
            version = version(apiRequest);
        } catch (ApiException malformed) {
            return apiResponse;
        }
        return apiResponse
                .withHeader("OpenStack-API-Version", "compute " + version)
                .withHeader("X-OpenStack-Nova-API-Version", version.toString())
                .withHeader("Vary", "OpenStack-API-Version")
                .withHeader("Vary", "X-OpenStack-Nova-API-Version");
    }
}
