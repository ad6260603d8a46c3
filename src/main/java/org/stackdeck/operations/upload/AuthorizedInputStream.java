package org.stackdeck.operations.upload;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Data of an upload. Reads fail soon after the user has lost the permission. Not thread-safe. */
final class AuthorizedInputStream extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizedInputStream.class);

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    /**
     * Time after which reading fails if the permission cannot be checked, for instance because the database is
     * unavailable. The check before the last bytes must succeed.
     */
    private static final Duration MAX_UNCHECKED = Duration.ofMinutes(1);

    private final InputStream data;
    private final BooleanSupplier permitted;
    private final Clock clock;
    private long remaining;
    private Instant nextCheck;
    private Instant confirmedAt;
    private boolean revoked;

    AuthorizedInputStream(InputStream data, long length, BooleanSupplier permitted, Clock clock) {
        this.data = data;
        this.remaining = length;
        this.permitted = permitted;
        this.clock = clock;
        this.confirmedAt = clock.instant();
        this.nextCheck = confirmedAt.plus(CHECK_INTERVAL);
    }

    /**
     * Reads one byte. All methods that read or skip data use {@link #read(byte[], int, int)}, so that none bypasses the
     * check.
     */
    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (clock.instant().isAfter(nextCheck)) {
            check(false);
        }
        int count = data.read(into, offset, length);
        remaining -= Math.max(0, count);
        // Check before returning the last bytes: without them, the cloud does not accept the data.
        if (count < 0 || remaining <= 0) {
            check(true);
        }
        return count;
    }

    private void check(boolean last) throws IOException {
        Instant now = clock.instant();
        nextCheck = now.plus(CHECK_INTERVAL);
        try {
            revoked = !permitted.getAsBoolean();
            confirmedAt = now;
        } catch (RuntimeException e) {
            LOG.warn("Could not check the permission for an upload: {}", e.toString());
            if (last || now.isAfter(confirmedAt.plus(MAX_UNCHECKED))) {
                throw new IOException("The permission could not be checked", e);
            }
        }
        if (revoked) {
            throw new IOException("no longer permitted");
        }
    }

    @Override
    public void close() throws IOException {
        data.close();
    }

    boolean isRevoked() {
        return revoked;
    }
}
