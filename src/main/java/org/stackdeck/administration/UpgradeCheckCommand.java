package org.stackdeck.administration;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.stackdeck.platform.command.CommandRunner;
import org.stackdeck.platform.database.ChangeSetDifference;
import org.stackdeck.platform.database.ChangeSetDifference.SchemaChange;

/**
 * Command that reports which change sets the start of this version would apply, and whether earlier versions can then
 * still use the database. Exits with 0 if all of them only extend the schema, or 1 if only the directly preceding
 * version can use the database. Also reports change sets of a later version, for a return to this one. Changes nothing.
 */
@ImportAutoConfiguration(DataSourceAutoConfiguration.class)
final class UpgradeCheckCommand {

    private UpgradeCheckCommand() {}

    static int run(Consumer<String> output, String... properties) {
        return CommandRunner.run(
                UpgradeCheckCommand.class,
                CommandRunner.DatabaseCreation.REFUSED,
                "The upgrade cannot be checked",
                output,
                context -> {
                    ChangeSetDifference difference = ChangeSetDifference.of(context.getBean(DataSource.class));
                    output.accept(describePending(difference.pending()) + describeUnknown(difference.unknown()));
                    return Stream.concat(difference.pending().stream(), difference.unknown().stream())
                                    .anyMatch(SchemaChange::contracting)
                            ? 1
                            : 0;
                },
                properties);
    }

    private static String describePending(List<SchemaChange> pending) {
        if (pending.isEmpty()) {
            return "The database has all change sets of this version.";
        }
        return "Change sets that this version applies at startup: " + ids(pending.stream()) + "."
                + (pending.stream().anyMatch(SchemaChange::contracting)
                        ? contracting(pending) + ": only the version directly before this one can run at the same time,"
                                + " and you can return only to that version."
                        : " They only extend the schema: the version that uses the database can run at the same time,"
                                + " and you can return to it.");
    }

    private static String describeUnknown(List<SchemaChange> unknown) {
        if (unknown.isEmpty()) {
            return "";
        }
        return " Change sets of another version in the database: " + ids(unknown.stream()) + "."
                + (unknown.stream().anyMatch(SchemaChange::contracting)
                        ? contracting(unknown) + ": this version can use the database only if it is the one directly"
                                + " before that version."
                        : " They only extend the schema: this version can use the database.");
    }

    private static String contracting(List<SchemaChange> changes) {
        return " These remove or restrict a part of the schema: "
                + ids(changes.stream().filter(SchemaChange::contracting));
    }

    private static String ids(Stream<SchemaChange> changes) {
        return changes.map(SchemaChange::id).collect(Collectors.joining(", "));
    }
}
