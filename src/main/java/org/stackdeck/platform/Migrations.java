package org.stackdeck.platform;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Liquibase, left alone where it has nothing to do: to find that out by reading all changes takes it a good part of the
 * start. A database that has all of them is tagged with their digest, in the column that Liquibase has for that.
 */
final class Migrations extends SpringLiquibase {

    private static final String CHANGES = "classpath*:db/changelog/**/*.yaml";

    private final DataSource database;
    private final String digest = digest();

    Migrations(DataSource database, String changeLog) {
        this.database = database;
        setDataSource(database);
        setChangeLog(changeLog);
    }

    @Override
    public void afterPropertiesSet() throws LiquibaseException {
        if (!applied()) {
            super.afterPropertiesSet();
        }
    }

    @Override
    protected void performUpdate(@Nullable Liquibase liquibase) throws LiquibaseException {
        super.performUpdate(liquibase);
        if (liquibase != null) {
            liquibase.tag(digest);
        }
    }

    private boolean applied() {
        try (Connection connection = database.getConnection();
                var query = connection.prepareStatement("SELECT 1 FROM DATABASECHANGELOG WHERE TAG = ?")) {
            query.setString(1, digest);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            // No such table, or no database: Liquibase makes the one, and says the other.
            return false;
        }
    }

    private static String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            Resource[] changes = new PathMatchingResourcePatternResolver().getResources(CHANGES);
            Arrays.sort(changes, Comparator.comparing(Resource::getFilename));
            for (Resource change : changes) {
                try (InputStream content = change.getInputStream()) {
                    sha.update(content.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("the database's changes cannot be read", e);
        }
    }
}
