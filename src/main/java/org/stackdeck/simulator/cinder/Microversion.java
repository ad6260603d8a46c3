package org.stackdeck.simulator.cinder;

import org.stackdeck.simulator.http.ApiRequest;

/** Microversion of Cinder's API that a request specifies. */
final class Microversion {

    private Microversion() {}

    /** Returns the minor version; 0 by default. */
    static int minor(ApiRequest apiRequest) {
        return apiRequest
                .header("OpenStack-API-Version")
                .filter(version -> version.matches("volume 3\\.\\d{1,3}"))
                .map(version -> Integer.parseInt(version.substring(version.indexOf('.') + 1)))
                .orElse(0);
    }
}
