package org.stackdeck.operations.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Data of an upload that ends with an error soon after its user has lost the permission. Used by one thread. */
final class AuthorizedInputStream extends FilterInputStream {

    private static final long CHECK_INTERVAL = Duration.ofSeconds(5).toNanos();

    private final BooleanSupplier permitted;
    private final LongSupplier nanoTime;
    private long checkedAt;

    /** @param nanoTime returns the time as {@link System#nanoTime} */
    AuthorizedInputStream(InputStream data, BooleanSupplier permitted, LongSupplier nanoTime) {
        super(data);
        this.permitted = permitted;
        this.nanoTime = nanoTime;
        this.checkedAt = nanoTime.getAsLong();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long now = nanoTime.getAsLong();
        if (now - checkedAt > CHECK_INTERVAL) {
            checkedAt = now;
            if (!permitted.getAsBoolean()) {
                throw new IOException("no longer permitted");
            }
        }
        return super.read(into, offset, length);
    }
}
