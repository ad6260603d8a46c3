package org.stackdeck.diagnostics.bundle;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the version of the database, the applied changes of its schema, and the number of rows of each table. */
@Component
class DatabaseInfoReader {

    /** Maximum time of a statement, in seconds. */
    private static final int STATEMENT_TIMEOUT = 10;

    private static final String[] TABLES = {"TABLE", "BASE TABLE"};

    private final JdbcTemplate database;

    DatabaseInfoReader(DataSource dataSource) {
        this.database = new JdbcTemplate(dataSource);
        database.setQueryTimeout(STATEMENT_TIMEOUT);
    }

    /** Returns the product and its version; empty while the database is unavailable. */
    Optional<String> product() {
        try {
            return Optional.ofNullable(database.execute((ConnectionCallback<String>) connection -> {
                DatabaseMetaData metaData = connection.getMetaData();
                return metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
            }));
        } catch (DataAccessException e) {
            return Optional.empty();
        }
    }

    /** A change of the schema that Liquibase has applied. */
    record AppliedChange(String id, String file, String at) {}

    List<AppliedChange> appliedChanges() {
        return database.query(
                "select id, filename, dateexecuted from DATABASECHANGELOG order by orderexecuted",
                (row, _) -> new AppliedChange(
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toLocalDateTime().toString()));
    }

    /** Returns the number of rows of each table by table name in lower case. */
    Map<String, Long> rowCounts() {
        Map<String, Long> counts = new TreeMap<>();
        List<String> quoted = database.execute((ConnectionCallback<List<String>>) DatabaseInfoReader::quotedTableNames);
        if (quoted != null) {
            for (String name : quoted) {
                Long rows = database.queryForObject("select count(*) from " + name, Long.class);
                counts.put(name.substring(1, name.length() - 1).toLowerCase(Locale.ROOT), rows);
            }
        }
        return counts;
    }

    private static List<String> quotedTableNames(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String quote = metaData.getIdentifierQuoteString();
        TreeSet<String> names = new TreeSet<>();
        try (ResultSet tables = metaData.getTables(connection.getCatalog(), connection.getSchema(), "%", TABLES)) {
            while (tables.next()) {
                names.add(quote + tables.getString("TABLE_NAME") + quote);
            }
        }
        return List.copyOf(names);
    }
}
