package org.stackdeck.administration.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.administration.AdministrationCommandTestBase;
import org.stackdeck.administration.TestDatabaseRows;
import org.stackdeck.database.TestSchema;
import org.stackdeck.platform.SecretsKeyLoader;

/** Exports a filled H2 database, imports it into a database of the subclass, and transfers it back to H2. */
abstract class DatabaseTransferTestBase extends AdministrationCommandTestBase {

    @BeforeEach
    void createKey() {
        SecretsKeyLoader.loadOrCreate("", directory);
    }

    @Test
    void allRowsAreEqualAfterATransferThereAndBack() throws SQLException {
        String source = newH2();
        DataSource filled = fill(source);
        String middle = newDatabase();
        String end = newH2();

        assertThat(run(source, "sa", "export", file("first.zip")))
                .as("%s", output)
                .isZero();
        assertThat(run(middle, user(), "import", file("first.zip")))
                .as("%s", output)
                .isZero();
        assertThat(run(middle, user(), "verify-audit")).as("%s", output).isEqualTo(3);
        assertThat(run(middle, user(), "export", file("second.zip")))
                .as("%s", output)
                .isZero();
        assertThat(run(end, "sa", "import", file("second.zip")))
                .as("%s", output)
                .isZero();

        assertThat(output).anySatisfy(line -> assertThat(line).contains("The audit trail is intact"));
        assertThat(TestDatabaseRows.read(filled))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty())
                .isEqualTo(TestDatabaseRows.read(new DriverManagerDataSource(end, "sa", "")));
    }

    @Test
    void freshSchemaHasRowsInTheKnownTablesOnly() throws SQLException {
        DataSource database = TestSchema.create(newDatabase(), user());

        try (var connection = database.getConnection()) {
            List<String> tables = new ArrayList<>();
            for (DatabaseTable table : DatabaseTables.inOrderOfReferences(connection)) {
                if (DatabaseTables.hasRows(connection, table)) {
                    tables.add(table.portableName());
                }
            }
            assertThat(tables).containsExactlyInAnyOrderElementsOf(DatabaseTables.INITIAL_ROWS);
        }
    }

    /** If the database generated values, an import would have to advance the generators beyond the imported values. */
    @Test
    void databaseGeneratesNoValues() throws SQLException {
        DataSource database = TestSchema.create(newDatabase(), user());

        try (var connection = database.getConnection();
                var columns = connection
                        .getMetaData()
                        .getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            int count = 0;
            while (columns.next()) {
                if (DatabaseTables.LEFT_OUT.contains(
                        columns.getString("TABLE_NAME").toLowerCase(Locale.ROOT))) {
                    continue;
                }
                count++;
                assertThat(columns.getString("IS_AUTOINCREMENT"))
                        .as(columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME"))
                        .isEqualTo("NO");
                assertThat(columns.getString("IS_GENERATEDCOLUMN"))
                        .as(columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME"))
                        .isIn("NO", "");
            }
            assertThat(count).isGreaterThan(200);
        }
    }

    final DataSource fill(String url) throws SQLException {
        DataSource database = TestSchema.create(url, "sa");
        TestDatabaseRows.insertInto(database);
        return database;
    }

    /** Returns the path of a file in the data directory. */
    final String file(String name) {
        return directory.resolve(name).toString();
    }
}
