package org.stackdeck.simulator;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Creates the response to a request to which a fault applies. */
final class FaultyReplies {

    private static final String PROXY_PAGE =
            "<html><body><h1>%d %s</h1>\nNo server is available to handle this request.\n</body></html>\n";

    private FaultyReplies() {}

    /** Blocks the calling thread, which must be virtual. */
    static void hold(Duration latency) {
        long end = System.nanoTime() + latency.toNanos();
        for (long left = latency.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** @return null if the connection is to be closed without a response */
    static @Nullable Reply spoil(SimulatedFault fault, Service service, Request request, Reply honest) {
        return switch (fault.kind()) {
            case LATENCY, BREAK_OFF -> honest;
            case STATUS -> status(fault, service, request);
            case NOT_JSON -> Reply.html(200, PROXY_PAGE.formatted(200, "Maintenance"));
            case CUT_JSON ->
                new Reply(
                        200,
                        "application/json",
                        honest.body().substring(0, honest.body().length() / 2),
                        honest.headers());
            case HANG_UP -> null;
        };
    }

    private static Reply status(SimulatedFault fault, Service service, Request request) {
        // The proxy in front of the service sends 502 to 504, and never as JSON.
        Reply reply = fault.status() >= 502 && fault.status() <= 504
                ? Reply.html(fault.status(), PROXY_PAGE.formatted(fault.status(), words(fault.status())))
                : service.dress(request, service.refuse(request, new Refusal(fault.status(), words(fault.status()))));
        Integer seconds = fault.retryAfter();
        return seconds == null ? reply : reply.with("Retry-After", String.valueOf(seconds));
    }

    private static String words(int status) {
        return switch (status) {
            case 401 -> "The request you have made requires authentication.";
            case 413, 429 -> "This request was rate-limited.";
            case 500 ->
                "Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/ and attach the Nova API"
                        + " log if possible.\n<class 'oslo_messaging.exceptions.MessagingTimeout'>";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Time-out";
            default -> "The server said " + status + ".";
        };
    }
}
