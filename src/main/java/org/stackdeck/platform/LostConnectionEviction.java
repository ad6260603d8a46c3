package org.stackdeck.platform;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Makes the pool drop a connection whose database is closed, for whatever reason. Without it the pool keeps connections to a
 * closed H2 database, because their SQL states are not standard.
 */
public final class LostConnectionEviction implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return DatabaseFailures.away(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
