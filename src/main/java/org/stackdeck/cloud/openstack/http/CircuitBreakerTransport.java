package org.stackdeck.cloud.openstack.http;

import java.io.InputStream;

/** Connection to one service: a circuit breaker and an HTTP client with the TLS settings of an entry. */
public record CircuitBreakerTransport(HttpTransport transport, ServiceCallGuard guard) {

    /**
     * Sends data without buffering it and returns the response, with any status. Requires no permit, because an upload
     * can take hours; callers limit the number of uploads.
     */
    public ServiceResponse upload(ServiceRequest serviceRequest, InputStream data, long length) {
        return transport.upload(serviceRequest, data, length);
    }

    /** Sends a request and returns the response, with any status. */
    public ServiceResponse send(ServiceRequest serviceRequest) {
        return guard.execute(serviceRequest, () -> transport.send(serviceRequest));
    }
}
