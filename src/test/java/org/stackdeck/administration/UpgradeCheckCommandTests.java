package org.stackdeck.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.TestSchema;

@Tag("integration")
class UpgradeCheckCommandTests extends AdministrationCommandTestBase {

    private static final String EXPANDING = "123-operation-traces";
    private static final String CONTRACTING = "121-dropped-server-history";

    private String url = "";
    private JdbcTemplate database = new JdbcTemplate();

    @BeforeEach
    void createSchema() throws SQLException {
        DatabaseProduct product = product();
        if (product == null) {
            url = newDatabase();
            TestSchema.create(url, user());
        } else {
            url = product.running().newDatabaseWithSchema();
        }
        database = new JdbcTemplate(new DriverManagerDataSource(url, user(), ""));
    }

    @Test
    void databaseOfThisVersionHasNoPendingChangeSets() {
        assertThat(check()).isZero();

        assertThat(output).containsExactly("The database has all change sets of this version.");
    }

    @Test
    void pendingChangeSetThatExtendsTheSchemaIsReportedAndNotApplied() {
        remove(EXPANDING);
        List<Map<String, Object>> before = changeSets();

        assertThat(check()).isZero();

        assertThat(output)
                .containsExactly("Change sets that this version applies at startup: " + EXPANDING
                        + ". They only extend the schema: the version that uses the database can run at the same time,"
                        + " and you can return to it.");
        assertThat(changeSets()).isEqualTo(before);
        assertThat(database.queryForList("select * from DATABASECHANGELOGLOCK where locked = true"))
                .isEmpty();
    }

    @Test
    void pendingChangeSetThatRemovesAPartOfTheSchemaIsNamed() {
        remove(EXPANDING);
        remove(CONTRACTING);

        assertThat(check()).isEqualTo(1);

        assertThat(output)
                .singleElement()
                .asString()
                .contains(
                        "startup: " + CONTRACTING + ", " + EXPANDING + ".",
                        "remove or restrict a part of the schema: " + CONTRACTING + ": only the version directly"
                                + " before this one can run at the same time, and you can return only to"
                                + " that version.");
    }

    @Test
    void changeSetsOfALaterVersionAreReported() {
        add("901-later", null);

        assertThat(check()).isZero();
        assertThat(output.getLast())
                .contains(
                        "Change sets of another version in the database: 901-later.",
                        "this version can use the database");

        add("902-later", "contracting");

        assertThat(check()).isEqualTo(1);
        assertThat(output.getLast())
                .contains("901-later, 902-later", "restrict a part of the schema: 902-later: this version can use");
    }

    @Test
    void databaseThatALaterVersionHasChangedIsNotExported() {
        add("901-later", null);

        assertThat(run(url, user(), "export", directory.resolve("file.zip").toString()))
                .isEqualTo(2);

        assertThat(output).singleElement().asString().contains("does not have the schema of this version");
    }

    @Test
    void emptyDatabaseIsReported() throws SQLException {
        url = newDatabase();
        if (product() == null) {
            new JdbcTemplate(new DriverManagerDataSource(url, user(), "")).execute("create table other (id int)");
        }

        assertThat(check()).isEqualTo(2);

        assertThat(output).singleElement().asString().contains("has no tables of Stackdeck");
    }

    private int check() {
        return run(url, user(), "check-upgrade");
    }

    private void remove(String changeSet) {
        assertThat(database.update("delete from DATABASECHANGELOG where id = ?", changeSet))
                .isOne();
    }

    private void add(String changeSet, @Nullable String labels) {
        database.update(
                "insert into DATABASECHANGELOG (id, author, filename, dateexecuted, orderexecuted, exectype, labels)"
                        + " select ?, author, 'later.yaml', dateexecuted, orderexecuted + 1, exectype, ?"
                        + " from DATABASECHANGELOG where orderexecuted = (select max(orderexecuted) from DATABASECHANGELOG)",
                changeSet,
                labels);
    }

    private List<Map<String, Object>> changeSets() {
        return database.queryForList("select * from DATABASECHANGELOG order by orderexecuted");
    }
}
