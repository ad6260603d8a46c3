package org.stackdeck.platform.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Evicts a connection from the pool if a failure indicates that the database is unavailable. By default, the pool keeps
 * connections to a closed H2 database, because H2 does not report this case with a standard SQLSTATE.
 */
public final class LostConnectionExceptionOverride implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return DatabaseFailureClassifier.isUnavailable(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
