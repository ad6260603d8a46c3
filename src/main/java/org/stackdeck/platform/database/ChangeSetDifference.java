package org.stackdeck.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Labels;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.stackdeck.platform.command.CommandException;

/**
 * Difference between the change sets of this version and those that a database has.
 *
 * @param pending change sets that the start of this version applies
 * @param unknown change sets that another version has applied, usually a later one
 */
public record ChangeSetDifference(List<SchemaChange> pending, List<SchemaChange> unknown) {

    private static final String CHANGE_LOG = "db/changelog/changelog.yaml";

    /** Label of change sets that remove or restrict a part of the schema. All others only extend it. */
    private static final String CONTRACTING = "contracting";

    /**
     * Change set.
     *
     * @param contracting whether it removes or restricts a part of the schema. Of the earlier versions, only the one
     *     directly before the version with this change set can then use the schema
     */
    public record SchemaChange(String id, boolean contracting) {

        private static SchemaChange of(String id, Labels labels) {
            return new SchemaChange(id, labels.getLabels().contains(CONTRACTING));
        }
    }

    /**
     * Compares without changing the database.
     *
     * @throws CommandException if the database has no change sets, or the change log cannot be read
     */
    public static ChangeSetDifference of(DataSource database) throws SQLException {
        List<SchemaChange> applied = readApplied(database);
        try (Connection connection = database.getConnection();
                Liquibase liquibase = new Liquibase(
                        CHANGE_LOG,
                        new ClassLoaderResourceAccessor(),
                        DatabaseFactory.getInstance()
                                .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
            // false: does not create Liquibase's tables.
            List<SchemaChange> pending =
                    liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression(), false).stream()
                            .map(changeSet -> SchemaChange.of(changeSet.getId(), changeSet.getLabels()))
                            .toList();
            Set<String> known = liquibase.getDatabaseChangeLog().getChangeSets().stream()
                    .map(ChangeSet::getId)
                    .collect(Collectors.toSet());
            return new ChangeSetDifference(
                    pending,
                    applied.stream()
                            .filter(change -> !known.contains(change.id()))
                            .toList());
        } catch (LiquibaseException e) {
            throw new CommandException("The change sets of this version cannot be compared: " + e.getMessage(), e);
        }
    }

    private static List<SchemaChange> readApplied(DataSource database) {
        try {
            return new JdbcTemplate(database)
                    .query(
                            "SELECT ID, LABELS FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED",
                            (row, _) -> SchemaChange.of(row.getString("ID"), new Labels(row.getString("LABELS"))));
        } catch (BadSqlGrammarException e) {
            throw new CommandException("The database has no tables of Stackdeck. The first start creates them.", e);
        }
    }
}
