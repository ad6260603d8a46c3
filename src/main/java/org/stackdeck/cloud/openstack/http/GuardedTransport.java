package org.stackdeck.cloud.openstack.http;

import java.io.InputStream;

/**
 * Connection to one service: a circuit breaker, an HTTP client with the TLS settings of an entry, and the metrics of
 * its requests.
 */
public record GuardedTransport(HttpTransport transport, ServiceCallGuard guard, ServiceMetrics metrics) {

    /**
     * Sends data without buffering it and returns the response, with any status. Requires no permit, because an upload
     * can take hours; callers limit the number of uploads.
     */
    public ServiceResponse upload(ServiceRequest serviceRequest, InputStream data, long length) {
        return metrics.record(serviceRequest, () -> transport.upload(serviceRequest, data, length));
    }

    /** Sends a request and returns the response, with any status. */
    public ServiceResponse send(ServiceRequest serviceRequest) {
        return guard.execute(
                serviceRequest, () -> metrics.record(serviceRequest, () -> transport.send(serviceRequest)));
    }
}
