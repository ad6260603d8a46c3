package org.stackdeck.cloud.openstack;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.UserRequest;

/**
 * Limits the requests to one service of one cloud: bounds the number of concurrent requests and rejects all requests
 * for a while after repeated failures, so that a failed service does not block threads and users. Requests that users
 * wait for get at most three eighths of the permits, so that they never delay the inventory and accepted operations.
 */
final class Gate {

    static final String IDENTITY = "identity";

    private final String service;
    private final Semaphore permits;
    private final Semaphore userPermits;
    private final Settings settings;
    private final CircuitBreaker breaker;

    Gate(String service, Settings settings, Clock clock) {
        this.service = service;
        this.settings = settings;
        this.permits = new Semaphore(settings.parallel(), true);
        this.userPermits = new Semaphore(Math.max(1, settings.parallel() * 3 / 8), true);
        this.breaker = CircuitBreaker.of(
                service,
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(60)
                        .waitDurationInOpenState(settings.breakerPause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /**
     * @throws CloudException UNAVAILABLE, with nothing sent, if the circuit breaker is open or no permit is available
     *     in time
     */
    Answer pass(Supplier<Answer> exchange) {
        // A token serves all requests of its entry, not only those of the user whose request needed it first.
        if (!UserRequest.isCurrent() || service.equals(IDENTITY)) {
            return passAny(exchange);
        }
        if (!turn(userPermits)) {
            throw tooMany();
        }
        try {
            return passAny(exchange);
        } finally {
            userPermits.release();
        }
    }

    private Answer passAny(Supplier<Answer> exchange) {
        if (!breaker.tryAcquirePermission()) {
            throw new CloudException(
                    Category.UNAVAILABLE,
                    "The " + service + " service failed repeatedly and is not asked for "
                            + settings.breakerPause().toSeconds() + " s",
                    0,
                    null,
                    settings.breakerPause(),
                    null);
        }
        if (!turn(permits)) {
            breaker.releasePermission();
            throw tooMany();
        }
        long start = breaker.getCurrentTimestamp();
        boolean counted = false;
        try {
            Answer answer = exchange.get();
            long took = breaker.getCurrentTimestamp() - start;
            counted = true;
            if (broken(answer.status())) {
                breaker.onError(took, breaker.getTimestampUnit(), new ServiceBroken(answer.status()));
            } else {
                breaker.onSuccess(took, breaker.getTimestampUnit());
            }
            return answer;
        } catch (CloudException e) {
            counted = true;
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            throw e;
        } finally {
            if (!counted) {
                // An internal error is not a failure of the service. A permission that is not released would block the
                // service forever.
                breaker.releasePermission();
            }
            permits.release();
        }
    }

    private CloudException tooMany() {
        return new CloudException(
                Category.UNAVAILABLE, "Too many requests are waiting for the " + service + " service");
    }

    private boolean turn(Semaphore permits) {
        try {
            return permits.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** 501 (not implemented) does not indicate a failed service. */
    private static boolean broken(int status) {
        return status >= 500 && status != 501;
    }

    private static final class ServiceBroken extends Exception {
        private static final long serialVersionUID = 1L;

        ServiceBroken(int status) {
            super("HTTP " + status, null, false, false);
        }
    }
}
