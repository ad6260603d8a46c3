package org.stackdeck.platform;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database that is away for a while from one that refuses what was asked of it. */
public final class DatabaseFailures {

    /** Seconds after which it is worth asking again. */
    public static final int RETRY_AFTER = 5;

    /** SQLSTATE's class of connection exceptions. */
    private static final String CONNECTION = "08";

    /**
     * MariaDB's while it shuts down: 1053 server shutdown in progress, 1927 connection was killed. H2's, of a file that could
     * not be written to when it was opened: 90097 database is read only.
     */
    private static final Set<Integer> UNAVAILABLE = Set.of(1053, 1927, 90097);

    /** The pool's message, without a state, for a connection that it evicted: the rollback after the failure that closed it. */
    private static final String EVICTED = "Connection is closed";

    private DatabaseFailures() {}

    /** Whether it comes of a database that cannot be reached now. */
    public static boolean away(Throwable failure) {
        return causes(failure).anyMatch(DatabaseFailures::saysSo);
    }

    /** The first line of the innermost cause's message, for a log. */
    static String reason(Throwable failure) {
        Throwable root = causes(failure).reduce(failure, (_, cause) -> cause);
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause).limit(20);
    }

    private static boolean saysSo(Throwable failure) {
        return switch (failure) {
            case CannotCreateTransactionException _, DataAccessResourceFailureException _ -> true;
            case SQLTransientConnectionException _, SQLNonTransientConnectionException _, SQLRecoverableException _ ->
                true;
            case SQLException e ->
                (e.getSQLState() != null && e.getSQLState().startsWith(CONNECTION))
                        || UNAVAILABLE.contains(e.getErrorCode())
                        || EVICTED.equals(e.getMessage())
                        // H2's first failure on a full disk has a general code only.
                        || causes(e).anyMatch(IOException.class::isInstance);
            default -> false;
        };
    }
}
