package org.stackdeck.cloud.openstack.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionParameter;

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

    private static final Pattern ONE_OBJECT = Pattern.compile(
            "/(servers|images|flavors|volumes|snapshots|networks|subnets|ports|routers|floatingips|security-groups"
                    + "|address-groups|os-server-groups)/(?!detail\\b)|[?&]device_id=");

    private static final Pattern QUOTAS = Pattern.compile("/limits(\\?|$)|/os-quota-sets/|/v2\\.0/quotas/");

    private static final Pattern IMAGES = Pattern.compile("/v2/images(/[^/?]+)?(\\?|$)");

    /** The parts of paths that are names, which users choose. */
    private static final Pattern NAMES = Pattern.compile("(?<=/(tags|metadata|os-keypairs)/)[^/]+");

    private static final Pattern PAGE_OF_ONE = Pattern.compile("[?&]limit=1(&|$)");

    public ServiceRequest {
        headers = Map.copyOf(headers);
    }

    public static ServiceRequest get(URI uri, Map<String, String> headers) {
        return new ServiceRequest("GET", uri, headers, null);
    }

    /**
     * Encodes a text as a segment of a path.
     *
     * @throws CloudException REFUSED for {@code .} and {@code ..}, with which the path would refer to another object
     */
    public static String encodePathSegment(String text) {
        if (ActionParameter.isDotSegment(text)) {
            throw new CloudException(CloudException.Category.REFUSED, "\"" + text + "\" cannot be part of a path");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns whether the request changes something, or causes an action. */
    boolean isChange() {
        return !method.equals("GET");
    }

    /**
     * Returns whether a failure of this request indicates a failed service. A change or a request about one object can
     * also fail because of this object, and a request for quotas because of the project.
     */
    boolean indicatesServiceHealth() {
        String address = uri.toString();
        return !isChange()
                && !ONE_OBJECT.matcher(address).find()
                && !QUOTAS.matcher(address).find();
    }

    /** Returns whether the response contains images, whose properties can be very long. */
    boolean isForImages() {
        return !isChange() && IMAGES.matcher(uri.toString()).find();
    }

    /** Returns the maximum size of the response, in bytes. */
    long maxResponseBytes() {
        String address = uri.toString();
        if (address.endsWith("/auth/tokens")) {
            return ResponseLimits.tokenBytes();
        }
        if (isForImages()) {
            return ResponseLimits.imagePageBytes();
        }
        return ONE_OBJECT.matcher(address).find()
                        || PAGE_OF_ONE.matcher(address).find()
                ? ResponseLimits.objectBytes()
                : ResponseLimits.pageBytes();
    }

    /** Returns the encoded path, with an asterisk instead of each tag, metadata key and name of a key pair. */
    String pathWithoutNames() {
        return NAMES.matcher(uri.getRawPath()).replaceAll("*");
    }

    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
