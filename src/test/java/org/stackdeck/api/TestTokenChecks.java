package org.stackdeck.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/** Sets the time since which the token of a request has not been checked. */
public final class TestTokenChecks {

    private TestTokenChecks() {}

    public static void setAge(HttpServletRequest request, Duration age) {
        TokenRecheckFilter.recordArrival(request, System.nanoTime() - age.toNanos());
    }
}
