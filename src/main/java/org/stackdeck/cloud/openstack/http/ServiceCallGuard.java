package org.stackdeck.cloud.openstack.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ResponseTooLargeException;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.cloud.client.RequestOrigin;

/**
 * Limits the number of concurrent requests to one service of one cloud. After repeated failures, rejects all requests
 * for a while, so that a failed service does not block threads and users.
 *
 * <p>Requests of users get at most three eighths of the permits, and requests of operations at most half, so that at
 * least one permit is left for the inventory if there are three or more. Failures that a single user can cause do not
 * count as failures of the service, except for Keystone. These are failed changes, failed requests about one object or
 * for quotas, and error responses to requests of users and operations.
 */
public final class ServiceCallGuard {

    public static final String IDENTITY = "identity";

    private final String service;
    private final Semaphore permits;
    private final Map<RequestOrigin, Semaphore> shares;
    private final OpenStackProperties openStackProperties;
    private final CircuitBreaker breaker;

    public ServiceCallGuard(String service, OpenStackProperties openStackProperties, Clock clock) {
        this.service = service;
        this.openStackProperties = openStackProperties;
        this.permits = new Semaphore(openStackProperties.parallel(), true);
        this.shares = Map.of(
                RequestOrigin.USER, new Semaphore(Math.max(1, openStackProperties.parallel() * 3 / 8), true),
                RequestOrigin.OPERATION, new Semaphore(Math.max(1, openStackProperties.parallel() / 2), true));
        this.breaker = CircuitBreaker.of(
                service,
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(60)
                        .waitDurationInOpenState(openStackProperties.breakerPause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /**
     * Sends a request within the limits.
     *
     * @param exchange sends the request and returns the response
     * @throws CloudException UNAVAILABLE, with nothing sent, if the circuit breaker is open or no permit is available
     *     in time
     * @throws ChangeCondition.NotMetException if the condition of a change no longer holds
     */
    public ServiceResponse execute(ServiceRequest request, Supplier<ServiceResponse> exchange) {
        // Requests for tokens have no share: a token serves all requests of its entry, not only those of one user.
        Semaphore share = service.equals(IDENTITY) ? null : shares.get(RequestOrigin.current());
        if (share == null) {
            return executeInShare(request, exchange);
        }
        if (!acquire(share)) {
            throw queueFull();
        }
        try {
            return executeInShare(request, exchange);
        } finally {
            share.release();
        }
    }

    /** Returns the state of the circuit breaker: 0 closed, 1 open, 2 half open. */
    int breakerState() {
        return breaker.getState().getOrder();
    }

    private ServiceResponse executeInShare(ServiceRequest request, Supplier<ServiceResponse> exchange) {
        boolean counts = service.equals(IDENTITY) || request.indicatesServiceHealth();
        if (!breaker.tryAcquirePermission()) {
            throw new CloudException(
                    Category.UNAVAILABLE,
                    "The " + service + " service failed repeatedly. No requests are sent to it for "
                            + openStackProperties.breakerPause().toSeconds() + " s",
                    0,
                    null,
                    openStackProperties.breakerPause(),
                    null);
        }
        if (!counts) {
            // Only a request that counts can show that the service has recovered.
            breaker.releasePermission();
        }
        if (!acquire(permits)) {
            if (counts) {
                breaker.releasePermission();
            }
            throw queueFull();
        }
        try {
            if (!service.equals(IDENTITY) && request.isChange()) {
                ChangeCondition.require();
            }
            return counts ? executeCounted(exchange) : exchange.get();
        } finally {
            permits.release();
        }
    }

    private ServiceResponse executeCounted(Supplier<ServiceResponse> exchange) {
        long start = breaker.getCurrentTimestamp();
        boolean counted = false;
        try {
            ServiceResponse serviceResponse = exchange.get();
            long took = breaker.getCurrentTimestamp() - start;
            if (!isServerFailure(serviceResponse.status())) {
                counted = true;
                breaker.onSuccess(took, breaker.getTimestampUnit());
            } else if (service.equals(IDENTITY) || RequestOrigin.current() == RequestOrigin.BACKGROUND) {
                counted = true;
                breaker.onError(took, breaker.getTimestampUnit(), new ServerErrorException(serviceResponse.status()));
            }
            return serviceResponse;
        } catch (ResponseTooLargeException e) {
            // The service works: the objects of one project can be too large.
            throw e;
        } catch (CloudException e) {
            counted = true;
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            throw e;
        } finally {
            if (!counted) {
                // Neither an internal error nor an error response to a user or an operation counts as a failure of the
                // service. A permission that is not released would block the service forever.
                breaker.releasePermission();
            }
        }
    }

    private CloudException queueFull() {
        return new CloudException(Category.UNAVAILABLE, "Too many pending requests to the " + service + " service");
    }

    private boolean acquire(Semaphore permits) {
        try {
            return permits.tryAcquire(openStackProperties.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns whether the status indicates a failed service: 5xx except 501 (not implemented). */
    private static boolean isServerFailure(int status) {
        return status >= 500 && status != 501;
    }

    private static final class ServerErrorException extends Exception {
        private static final long serialVersionUID = 1L;

        ServerErrorException(int status) {
            super("HTTP " + status, null, false, false);
        }
    }
}
