package org.stackdeck.simulator.control;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.OpenStackService;

/** Creates the response to a request to which a fault applies. */
public final class FaultResponses {

    private static final String PROXY_PAGE =
            "<html><body><h1>%d %s</h1>\nNo server is available to handle this request.\n</body></html>\n";

    private FaultResponses() {}

    /** Blocks the calling thread, which should be a virtual thread. */
    public static void delay(Duration latency) {
        long end = System.nanoTime() + latency.toNanos();
        for (long left = latency.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** @return null if the connection must be closed without a response */
    static @Nullable public ApiResponse apply(
            SimulatedFault fault, OpenStackService openStackService, ApiRequest apiRequest, ApiResponse honest) {
        return switch (fault.kind()) {
            case LATENCY, BREAK_OFF -> honest;
            case STATUS -> status(fault, openStackService, apiRequest);
            case NOT_JSON -> ApiResponse.html(200, PROXY_PAGE.formatted(200, "Maintenance"));
            case CUT_JSON ->
                new ApiResponse(
                        200,
                        "application/json",
                        honest.body().substring(0, honest.body().length() / 2),
                        honest.headers());
            case HANG_UP -> null;
        };
    }

    private static ApiResponse status(SimulatedFault fault, OpenStackService openStackService, ApiRequest apiRequest) {
        // The proxy in front of the service sends status 502 to 504, always as HTML.
        ApiResponse apiResponse = fault.status() >= 502 && fault.status() <= 504
                ? ApiResponse.html(fault.status(), PROXY_PAGE.formatted(fault.status(), reasonPhrase(fault.status())))
                : openStackService.decorate(
                        apiRequest,
                        openStackService.errorResponse(
                                apiRequest, new ApiException(fault.status(), reasonPhrase(fault.status()))));
        Integer seconds = fault.retryAfter();
        return seconds == null ? apiResponse : apiResponse.withHeader("Retry-After", String.valueOf(seconds));
    }

    private static String reasonPhrase(int status) {
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
