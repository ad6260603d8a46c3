package org.stackdeck.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with some requests.
 *
 * @param service the catalog type it strikes (identity, compute, image, network, volumev3); null for any
 * @param method the HTTP method it strikes; null for any
 * @param path a part of the path or query it strikes, as in {@code /servers/detail} or {@code marker=}; null for any
 * @param kind what happens
 * @param status the HTTP status for {@link Kind#STATUS}, 400 to 599
 * @param latency how long the answer is held back, whatever the kind; not negative
 * @param retryAfter seconds for a Retry-After header; null for none
 * @param times how many requests it strikes; {@link #FOR_EVER} until cleared
 * @param afterwards whether the request has its effect first, so that only the answer is spoilt
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

    /** The {@code times} of a fault that stays until it is cleared. */
    public static final int FOR_EVER = -1;

    /** What happens to a request. */
    public enum Kind {
        /** It is answered as usual, later. */
        LATENCY,
        /** It is answered with a status of 400 or more. */
        STATUS,
        /** It is answered with 200 and a page of HTML. */
        NOT_JSON,
        /** It is answered with 200 and JSON that ends in the middle. */
        CUT_JSON,
        /** The connection is closed without an answer. */
        HANG_UP,
        /** The connection is closed in the middle of the answer's body. */
        BREAK_OFF
    }

    public SimulatedFault {
        if (kind == Kind.STATUS && (status < 400 || status > 599)) {
            throw new IllegalArgumentException("status must be 400 to 599");
        }
        if (latency.isNegative()) {
            throw new IllegalArgumentException("latency is negative");
        }
        if (times != FOR_EVER && times < 1) {
            throw new IllegalArgumentException("times must be at least 1, or FOR_EVER");
        }
    }

    /** A service (null: every one) that answers with this status until cleared. */
    public static SimulatedFault status(@Nullable String service, int status) {
        return new SimulatedFault(service, null, null, Kind.STATUS, status, Duration.ZERO, null, FOR_EVER, false);
    }

    /** A service (null: every one) whose answers come later until cleared. */
    public static SimulatedFault latency(@Nullable String service, Duration latency) {
        return new SimulatedFault(service, null, null, Kind.LATENCY, 0, latency, null, FOR_EVER, false);
    }

    /** A service (null: every one) to whose requests this kind of thing happens until cleared. */
    public static SimulatedFault of(@Nullable String service, Kind kind) {
        return new SimulatedFault(service, null, null, kind, 500, Duration.ZERO, null, FOR_EVER, false);
    }

    /** The same for so many requests only. */
    public SimulatedFault times(int count) {
        return new SimulatedFault(service, method, path, kind, status, latency, retryAfter, count, afterwards);
    }

    /** The same for this method and for paths or queries that contain this text. */
    public SimulatedFault on(@Nullable String onlyMethod, @Nullable String pathPart) {
        return new SimulatedFault(service, onlyMethod, pathPart, kind, status, latency, retryAfter, times, afterwards);
    }

    /** The same with a Retry-After of so many seconds. */
    public SimulatedFault retryAfter(int seconds) {
        return new SimulatedFault(service, method, path, kind, status, latency, seconds, times, afterwards);
    }

    /** The same, but the request has its effect first. */
    public SimulatedFault afterEffect() {
        return new SimulatedFault(service, method, path, kind, status, latency, retryAfter, times, true);
    }

    boolean breaksOff() {
        return kind == Kind.BREAK_OFF;
    }

    boolean fits(String itsService, String itsMethod, String itsPath) {
        return (service == null || service.equals(itsService))
                && (method == null || method.equalsIgnoreCase(itsMethod))
                && (path == null || itsPath.contains(path));
    }
}
