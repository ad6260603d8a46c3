package org.stackdeck.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.stackdeck.platform.Sha256;
import org.stackdeck.platform.command.CommandException;

/**
 * Identifies the schema of this version of Stackdeck by the digest of all change sets. After all change sets have been
 * applied, the digest is stored as a tag in Liquibase's table.
 */
public final class SchemaVersion {

    private static final String CHANGES = "classpath*:db/changelog/**/*.yaml";

    private SchemaVersion() {}

    /** Returns whether the database has all change sets of this version. A later version may have added others. */
    public static boolean isCurrent(DataSource database) {
        try {
            return !new JdbcTemplate(database)
                    .queryForList("SELECT ID FROM DATABASECHANGELOG WHERE TAG = ?", String.class, digest())
                    .isEmpty();
        } catch (DataAccessException e) {
            // The table or the database does not exist, or the query failed. Liquibase creates the table or reports the
            // error.
            return false;
        }
    }

    /**
     * Requires that this version or one with the same change sets was the last that changed the schema. Commands that
     * read all tables require this, because tables of a later version are unknown to them.
     *
     * @throws CommandException if the database has another schema
     */
    public static void requireCurrent(DataSource database) {
        if (!isCurrent(database) || !digest().equals(newest(database, "TAG"))) {
            throw new CommandException("The database does not have the schema of this version of Stackdeck. Start and"
                    + " stop Stackdeck once, which updates it, or use the version that updated it last.");
        }
    }

    /** Stores the digest. All change sets must have been applied. */
    public static void store(DataSource database) {
        try {
            var jdbc = new JdbcTemplate(database);
            Integer newest = jdbc.queryForObject("SELECT MAX(ORDEREXECUTED) FROM DATABASECHANGELOG", Integer.class);
            jdbc.update("UPDATE DATABASECHANGELOG SET TAG = ? WHERE ORDEREXECUTED = ?", digest(), newest);
        } catch (DataAccessException e) {
            // Liquibase used a separate data source, which is already closed. Liquibase runs again at the next start.
        }
    }

    /** Returns the ID of the change set that was applied last. */
    public static String lastChangeSet(DataSource database) {
        return Objects.requireNonNull(newest(database, "ID"));
    }

    /** Returns the value of the column for the change set that was applied last. */
    private static @Nullable String newest(DataSource database, String column) {
        return new JdbcTemplate(database)
                .queryForList("SELECT " + column + " FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED DESC", String.class)
                .getFirst();
    }

    /** Returns the SHA-256 digest of all change sets of this version, in hexadecimal. */
    public static String digest() {
        try {
            MessageDigest sha = Sha256.newDigest();
            Resource[] changes = new PathMatchingResourcePatternResolver().getResources(CHANGES);
            Arrays.sort(changes, Comparator.comparing(Resource::getFilename));
            for (Resource change : changes) {
                try (InputStream content = change.getInputStream()) {
                    sha.update(content.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new IllegalStateException("the database changelog cannot be read", e);
        }
    }
}
