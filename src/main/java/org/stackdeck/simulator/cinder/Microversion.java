package org.stackdeck.simulator.cinder;

import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;

/** Microversion of Cinder's API that a request specifies. */
final class Microversion {

    static final int NEWEST = 71;

    private static final String LATEST = "volume latest";

    private Microversion() {}

    /** Returns the minor version; 0 by default and for an invalid version. */
    static int minor(ApiRequest apiRequest) {
        return apiRequest
                .header("OpenStack-API-Version")
                .map(version -> version.equals(LATEST) ? "volume 3." + NEWEST : version)
                .filter(version -> version.matches("volume 3\\.\\d{1,3}"))
                .map(version -> Integer.parseInt(version.substring(version.indexOf('.') + 1)))
                .orElse(0);
    }

    /**
     * Checks the header (cinder.api.openstack.wsgi, {@code set_api_version_request}).
     *
     * @throws ApiException 400 for an invalid version, 406 for one that Cinder does not support
     */
    static void check(ApiRequest apiRequest) {
        String version =
                apiRequest.header("OpenStack-API-Version").orElse(LATEST).substring("volume ".length());
        if (version.equals("latest")) {
            return;
        }
        if (!version.matches("[1-9]\\d{0,2}\\.(0|[1-9]\\d{0,2})")) {
            throw ApiException.badRequest(
                    "API Version String %s is of invalid format. Must be of format MajorNum.MinorNum."
                            .formatted(version));
        }
        if (!version.startsWith("3.") || minor(apiRequest) > NEWEST) {
            throw new ApiException(
                    406,
                    "Version %s is not supported by the API. Minimum is 3.0 and maximum is 3.%d."
                            .formatted(version, NEWEST));
        }
    }
}
