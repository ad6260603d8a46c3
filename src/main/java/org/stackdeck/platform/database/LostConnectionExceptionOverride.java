package org.stackdeck.platform.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Evicts a connection from the pool if a failure indicates that the database is unavailable. By default, the pool keeps
 * connections to a closed H2 database, because H2 does not report this case with a standard SQLSTATE. Keeps connections
 * to a read-only server for the rollback, whose failure would hide the cause; {@link DatabaseMonitor} closes them.
 */
public final class LostConnectionExceptionOverride implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return DatabaseFailureClassifier.isUnavailable(failure) && !DatabaseFailureClassifier.isReadOnly(failure)
                ? Override.MUST_EVICT
                : Override.CONTINUE_EVICT;
    }
}
