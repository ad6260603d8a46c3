package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request to a service. {@link #toString} omits headers and body, which contain tokens and passwords.
 *
 * @param body JSON, or null for none
 */
record Request(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body) {

    Request {
        headers = Map.copyOf(headers);
    }

    static Request get(URI uri, Map<String, String> headers) {
        return new Request("GET", uri, headers, null);
    }

    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
