package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a service. Its text form leaves out headers and body, which hold tokens and passwords.
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
