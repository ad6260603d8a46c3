package org.stackdeck.operations.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Data of an upload that ends with an error soon after its user has lost the permission. Used by one thread. */
final class AuthorizedInputStream extends FilterInputStream {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizedInputStream.class);

    private static final long CHECK_INTERVAL = Duration.ofSeconds(5).toNanos();

    /** Time after which the data ends if the permission cannot be checked, for instance without a database. */
    private static final long MAX_UNCHECKED = Duration.ofMinutes(1).toNanos();

    private final BooleanSupplier permitted;
    private final LongSupplier nanoTime;
    private long nextCheck;
    private long confirmedAt;
    private boolean revoked;

    /** @param nanoTime returns the time as {@link System#nanoTime} */
    AuthorizedInputStream(InputStream data, BooleanSupplier permitted, LongSupplier nanoTime) {
        super(data);
        this.permitted = permitted;
        this.nanoTime = nanoTime;
        this.confirmedAt = nanoTime.getAsLong();
        this.nextCheck = confirmedAt + CHECK_INTERVAL;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long now = nanoTime.getAsLong();
        if (now - nextCheck > 0) {
            nextCheck = now + CHECK_INTERVAL;
            if (!isPermitted(now)) {
                revoked = true;
                throw new IOException("no longer permitted");
            }
        }
        return super.read(into, offset, length);
    }

    /** Returns whether the data ended because of the permission. */
    boolean isRevoked() {
        return revoked;
    }

    private boolean isPermitted(long now) {
        try {
            boolean allowed = permitted.getAsBoolean();
            confirmedAt = now;
            return allowed;
        } catch (RuntimeException e) {
            LOG.warn("Could not check the permission for an upload: {}", e.toString());
            return now - confirmedAt < MAX_UNCHECKED;
        }
    }
}
