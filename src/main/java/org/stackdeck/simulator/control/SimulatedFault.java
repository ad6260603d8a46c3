package org.stackdeck.simulator.control;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fault that the simulator injects into matching requests.
 *
 * @param service catalog type of the service (identity, compute, image, network, volumev3); null for any
 * @param method HTTP method; null for any
 * @param path part of the path or query, such as {@code /servers/detail} or {@code marker=}; null for any
 * @param status HTTP status for {@link Kind#STATUS}, 400 to 599
 * @param latency delay of the response, for all kinds; not negative
 * @param retryAfter value of the {@code Retry-After} header in seconds, for {@link Kind#STATUS}; null for none
 * @param times number of requests; {@link #UNLIMITED} until the fault is cleared
 * @param afterwards whether the request is processed first, so that only its response is replaced
 */
public record SimulatedFault(
        @Nullable String service,
        @Nullable String method,
        @Nullable String path,
        Kind kind,
        int status,
        Duration latency,
        @Nullable Integer retryAfter,
        int times,
        boolean afterwards) {

    /** Value of {@code times} for a fault that remains until it is cleared. */
    public static final int UNLIMITED = -1;

    /** Effects of a fault. */
    public enum Kind {
        /** Normal response after the latency. The request takes effect. */
        LATENCY,
        /** Error response with the status of the fault. */
        STATUS,
        /** Status 200 with an HTML page. */
        NOT_JSON,
        /** Status 200 with the first half of the normal JSON. The request takes effect. */
        CUT_JSON,
        /** The connection is closed without a response. */
        HANG_UP,
        /** The connection is closed in the middle of the response body. The request takes effect. */
        BREAK_OFF
    }

    public SimulatedFault {
        if (kind == Kind.STATUS && (status < 400 || status > 599)) {
            throw new IllegalArgumentException("status must be 400 to 599");
        }
        if (latency.isNegative()) {
            throw new IllegalArgumentException("latency is negative");
        }
        if (times != UNLIMITED && times < 1) {
            throw new IllegalArgumentException("times must be at least 1, or UNLIMITED");
        }
    }

    /**
     * Returns a fault by which all requests fail with this status until the fault is cleared.
     *
     * @param service null for all services
     */
    public static SimulatedFault status(@Nullable String service, int status) {
        return new SimulatedFault(service, null, null, Kind.STATUS, status, Duration.ZERO, null, UNLIMITED, false);
    }

    /**
     * Returns a fault that delays all responses until the fault is cleared.
     *
     * @param service null for all services
     */
    public static SimulatedFault latency(@Nullable String service, Duration latency) {
        return new SimulatedFault(service, null, null, Kind.LATENCY, 0, latency, null, UNLIMITED, false);
    }

    /**
     * Returns a fault with this effect on all requests until the fault is cleared.
     *
     * @param service null for all services
     */
    public static SimulatedFault of(@Nullable String service, Kind kind) {
        return new SimulatedFault(service, null, null, kind, 500, Duration.ZERO, null, UNLIMITED, false);
    }

    /** Returns this fault for a limited number of requests. */
    public SimulatedFault times(int count) {
        return new SimulatedFault(service, method, path, kind, status, latency, retryAfter, count, afterwards);
    }

    /** Returns this fault, limited to the method and to paths or queries that contain the text. Null does not limit. */
    public SimulatedFault onlyFor(@Nullable String onlyMethod, @Nullable String pathPart) {
        return new SimulatedFault(service, onlyMethod, pathPart, kind, status, latency, retryAfter, times, afterwards);
    }

    public SimulatedFault retryAfter(int seconds) {
        return new SimulatedFault(service, method, path, kind, status, latency, seconds, times, afterwards);
    }

    /** Returns a fault that applies after the request has been processed. */
    public SimulatedFault afterEffect() {
        return new SimulatedFault(service, method, path, kind, status, latency, retryAfter, times, true);
    }

    /** Returns whether the simulator processes the request before the fault changes the response. */
    public boolean isProcessed() {
        return afterwards || kind == Kind.LATENCY || kind == Kind.CUT_JSON || kind == Kind.BREAK_OFF;
    }

    public boolean breaksConnection() {
        return kind == Kind.BREAK_OFF;
    }

    boolean matches(String itsService, String itsMethod, String itsPath) {
        return (service == null || service.equals(itsService))
                && (method == null || method.equalsIgnoreCase(itsMethod))
                && (path == null || itsPath.contains(path));
    }
}
