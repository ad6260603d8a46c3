package org.stackdeck.platform.database;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Distinguishes failures that an unavailable database causes from other database errors. */
public final class DatabaseUnavailableClassifier {

    public static final int RETRY_AFTER_SECONDS = 5;

    /** SQLSTATE class of connection exceptions. */
    private static final String CONNECTION = "08";

    /** SQLSTATEs of PostgreSQL while it stops, while it starts, and after the crash of one of its processes. */
    private static final Set<String> RESTARTING = Set.of("57P01", "57P02", "57P03");

    /**
     * Vendor error codes that indicate an unavailable database. MariaDB during shutdown: 1053 (server shutdown in
     * progress) and 1927 (connection was killed). H2 with a file that was not writable when it was opened: 90097
     * (database is read only).
     */
    private static final Set<Integer> UNAVAILABLE = Set.of(1053, 1927, 90097);

    /** SQLSTATE of a write in a read-only transaction, for instance on a standby server of PostgreSQL. */
    private static final String READ_ONLY_TRANSACTION = "25006";

    /**
     * Error codes of MariaDB for a write to a read-only server: 1290 (the option {@code read_only}, as on a replica),
     * 1836 ({@code innodb_read_only} or recovery).
     */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1836);

    /**
     * Message of the connection pool's exception when a rollback uses a connection that was evicted after a failure.
     * This exception has no SQLSTATE.
     */
    private static final String EVICTED = "Connection is closed";

    private DatabaseUnavailableClassifier() {}

    public static boolean isUnavailable(Throwable failure) {
        return causes(failure).anyMatch(DatabaseUnavailableClassifier::indicatesUnavailable);
    }

    /**
     * Returns the code of the failure of an unavailable database: the last part of the keys of its messages, and the
     * code in problem documents.
     */
    public static String problemCode(Throwable failure) {
        return isReadOnly(failure) ? "database-read-only" : "database-away";
    }

    /** Returns whether the database server responds but accepts no changes. */
    static boolean isReadOnly(Throwable failure) {
        return causes(failure).anyMatch(cause -> cause instanceof SQLException e && indicatesReadOnly(e));
    }

    private static boolean indicatesReadOnly(SQLException failure) {
        return READ_ONLY_TRANSACTION.equals(failure.getSQLState()) || READ_ONLY.contains(failure.getErrorCode());
    }

    static String reason(Throwable failure) {
        Throwable root = causes(failure).reduce(failure, (_, cause) -> cause);
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause).limit(20);
    }

    private static boolean indicatesUnavailable(Throwable failure) {
        return switch (failure) {
            case CannotCreateTransactionException _, DataAccessResourceFailureException _ -> true;
            case SQLTransientConnectionException _, SQLNonTransientConnectionException _, SQLRecoverableException _ ->
                true;
            case SQLException e ->
                (e.getSQLState() != null
                                && (e.getSQLState().startsWith(CONNECTION) || RESTARTING.contains(e.getSQLState())))
                        || UNAVAILABLE.contains(e.getErrorCode())
                        || indicatesReadOnly(e)
                        || EVICTED.equals(e.getMessage())
                        // H2 reports its first failure on a full disk with a general error code.
                        || causes(e).anyMatch(IOException.class::isInstance);
            default -> false;
        };
    }
}
