package org.stackdeck.cloud.openstack.identity;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.openstack.http.ErrorResponseMapper;
import org.stackdeck.cloud.openstack.http.GuardedTransport;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.openstack.http.ServiceResponse;

/**
 * Client for one service in one scope. Adds the token to each request and retries once with a new token if the service
 * responds with 401. Throws a {@link CloudException} for every response other than 2xx.
 */
public final class AuthenticatedServiceClient {

    private final String type;
    private final GuardedTransport guardedTransport;
    private final TokenCache tokens;
    private final Function<AuthToken, URI> endpoint;
    private final ErrorResponseMapper errorMapper;
    private volatile Duration clockOffset = Duration.ZERO;

    /** @param endpoint extracts the endpoint of the service, without a trailing slash, from a token's catalog */
    public AuthenticatedServiceClient(
            String type,
            GuardedTransport guardedTransport,
            TokenCache tokens,
            Function<AuthToken, URI> endpoint,
            ErrorResponseMapper errorResponseMapper) {
        this.type = type;
        this.guardedTransport = guardedTransport;
        this.tokens = tokens;
        this.endpoint = endpoint;
        this.errorMapper = errorResponseMapper;
    }

    public TokenCache tokens() {
        return tokens;
    }

    /**
     * Returns the offset of the service's clock from the local clock, according to the latest successful response with
     * a valid {@code Date}; zero before the first such response.
     */
    public Duration clockOffset() {
        return clockOffset;
    }

    public URI endpoint() {
        return endpoint.apply(tokens.current());
    }

    public ServiceResponse get(String path, Map<String, String> headers) {
        return send("GET", path, headers, null);
    }

    /** @param body the object to serialize as JSON */
    public ServiceResponse post(String path, Map<String, String> headers, Object body) {
        return send("POST", path, headers, ServiceJson.write(body));
    }

    public ServiceResponse put(String path, Map<String, String> headers, Object body) {
        return send("PUT", path, headers, ServiceJson.write(body));
    }

    public ServiceResponse delete(String path, Map<String, String> headers) {
        return send("DELETE", path, headers, null);
    }

    /**
     * Sends a request to the service.
     *
     * @param path appended to the endpoint; includes the query
     */
    public ServiceResponse send(String method, String path, Map<String, String> headers, @Nullable String body) {
        return sendWithTokenRetry(
                authToken -> new ServiceRequest(method, resolve(authToken, path), withToken(headers, authToken), body));
    }

    /**
     * Returns the URL of a path. Requires a leading slash, because a path such as {@code @host/} would otherwise send
     * the token to another host.
     */
    private URI resolve(AuthToken authToken, String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("The path does not begin with a slash");
        }
        return URI.create(endpoint.apply(authToken) + path);
    }

    /** Sends a request to a complete URL, like {@link #send}. */
    public ServiceResponse sendTo(URI uri, String method, Map<String, String> headers, @Nullable String body) {
        return sendWithTokenRetry(authToken -> new ServiceRequest(method, uri, withToken(headers, authToken), body));
    }

    /**
     * Sends data without buffering it. Does not repeat the request with a new token, because the data can be read only
     * once.
     *
     * @param length in bytes
     */
    public ServiceResponse upload(String path, InputStream data, long length) {
        AuthToken authToken = tokens.current();
        ServiceResponse serviceResponse = guardedTransport.upload(
                new ServiceRequest(
                        "PUT",
                        resolve(authToken, path),
                        withToken(Map.of("Content-Type", "application/octet-stream"), authToken),
                        null),
                data,
                length);
        if (!serviceResponse.isSuccessful()) {
            throw errorMapper.toCloudException(type, serviceResponse);
        }
        return serviceResponse;
    }

    private ServiceResponse sendWithTokenRetry(Function<AuthToken, ServiceRequest> serviceRequest) {
        AuthToken authToken = tokens.current();
        ServiceResponse serviceResponse = guardedTransport.send(serviceRequest.apply(authToken));
        if (serviceResponse.status() == 401) {
            serviceResponse = guardedTransport.send(serviceRequest.apply(tokens.replace(authToken)));
        }
        if (!serviceResponse.isSuccessful()) {
            throw errorMapper.toCloudException(type, serviceResponse);
        }
        clockOffset = errorMapper.clockOffset(serviceResponse).orElse(clockOffset);
        return serviceResponse;
    }

    private static Map<String, String> withToken(Map<String, String> headers, AuthToken authToken) {
        var all = new HashMap<>(headers);
        all.put("X-Auth-Token", authToken.secret());
        return all;
    }
}
