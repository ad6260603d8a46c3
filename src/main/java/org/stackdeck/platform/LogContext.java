package org.stackdeck.platform;

import org.slf4j.MDC;

/**
 * Fields of all log messages of a thread. Structured log formats contain these fields. Names follow the Elastic Common
 * Schema if the schema defines the field.
 */
public enum LogContext {
    USER_ID("user.id"),
    /** The ID that the HTTP server assigns to a request, unique in the process. */
    REQUEST_ID("http.request.id"),
    OPERATION_ID("stackdeck.operation.id"),
    /** The trace of the request or operation, in 32 hexadecimal digits. Set only if it is recorded. */
    TRACE_ID("trace.id");

    private final String key;

    LogContext(String key) {
        this.key = key;
    }

    /** Sets the field until the returned object is closed. It must be closed on the same thread. */
    public MDC.MDCCloseable with(String value) {
        return MDC.putCloseable(key, value);
    }
}
