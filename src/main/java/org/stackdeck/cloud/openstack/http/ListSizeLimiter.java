package org.stackdeck.cloud.openstack.http;

import org.stackdeck.cloud.ResponseTooLargeException;

/** Limits the number of objects in a paginated list, and the memory that they require. Not thread-safe. */
public final class ListSizeLimiter {

    private final long maxObjects;
    private final long maxBytes;
    private long objects;
    private long bytes;

    public ListSizeLimiter() {
        this(ResponseLimits.listObjects(), ResponseLimits.listBytes());
    }

    ListSizeLimiter(long maxObjects, long maxBytes) {
        this.maxObjects = maxObjects;
        this.maxBytes = maxBytes;
    }

    /**
     * Adds an object.
     *
     * @param size the memory that the object requires, in bytes
     * @throws ResponseTooLargeException if the list exceeds a limit
     */
    public void add(long size) {
        objects++;
        bytes += size;
        if (objects > maxObjects || bytes > maxBytes) {
            throw new ResponseTooLargeException(
                    "The list is too large for Stackdeck's memory: more than %d objects or %d MB"
                            .formatted(maxObjects, maxBytes >> 20));
        }
    }
}
