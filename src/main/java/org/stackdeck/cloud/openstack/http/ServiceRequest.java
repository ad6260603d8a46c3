package org.stackdeck.cloud.openstack.http;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request to a service. {@link #toString} omits headers and body, which contain tokens and passwords.
 *
 * @param body JSON, or null for none
 */
public record ServiceRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body) {

    public ServiceRequest {
        headers = Map.copyOf(headers);
    }

    public static ServiceRequest get(URI uri, Map<String, String> headers) {
        return new ServiceRequest("GET", uri, headers, null);
    }

    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
