package org.stackdeck.platform.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Evicts a connection from the pool if a failure indicates that the database is unavailable. By default, the pool keeps
 * connections to a closed H2 database, because H2 does not report this case with a standard SQLSTATE. Keeps connections
 * to a read-only server for the rollback, whose failure would hide the cause; {@link DatabaseMonitor} closes them.
 */
public final class LostConnectionExceptionOverride implements SQLExceptionOverride {

    /** Static, because the pool creates the instance. */
    private static final AtomicBoolean READ_ONLY = new AtomicBoolean();

    /** Returns whether a statement has failed since the last call because its server is read-only. */
    static boolean pollReadOnlyFailure() {
        return READ_ONLY.getAndSet(false);
    }

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (DatabaseUnavailableClassifier.isReadOnly(failure)) {
            READ_ONLY.set(true);
            return Override.CONTINUE_EVICT;
        }
        return DatabaseUnavailableClassifier.isUnavailable(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
