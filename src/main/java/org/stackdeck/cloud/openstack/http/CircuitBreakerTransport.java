package org.stackdeck.cloud.openstack.http;

/** Connection to one service: a circuit breaker and an HTTP client with the TLS settings of an entry. */
public record CircuitBreakerTransport(HttpTransport transport, ServiceCallGuard guard) {

    /** Sends a request and returns the response, with any status. */
    public ServiceResponse send(ServiceRequest serviceRequest) {
        return guard.execute(serviceRequest, () -> transport.send(serviceRequest));
    }
}
