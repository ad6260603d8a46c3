package org.stackdeck.administration.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditChainRepository;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditVerificationCommand;
import org.stackdeck.audit.AuditWitnessFile;
import org.stackdeck.audit.CommandAuditRecorder;
import org.stackdeck.platform.command.CommandRunner;

abstract class DatabaseServerTransferTestBase extends DatabaseTransferTestBase {

    @Test
    void exportDuringChangesContainsOneStateThatCanBeRestored()
            throws IOException, SQLException, ExecutionException, InterruptedException {
        String url = Objects.requireNonNull(product()).running().newDatabaseWithSchema();
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger changes = new AtomicInteger();
        Path witness = directory.resolve(AuditWitnessFile.FILE);
        Path copy = directory.resolve("copy");
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> exitCode = executor.submit(() -> change(url, changes, stopped));
            try {
                await().until(() -> changes.get() > 10 || exitCode.isDone());
                Files.copy(witness, copy);
                assertThat(run(url, user(), "export", file("file.zip")))
                        .as("%s", output)
                        .isZero();
            } finally {
                stopped.set(true);
            }
            assertThat(exitCode.get()).as("%s", output).isZero();
        }
        Files.move(copy, witness, StandardCopyOption.REPLACE_EXISTING);
        String target = newH2();

        assertThat(run(target, "sa", "import", file("file.zip")))
                .as("%s", output)
                .isZero();

        assertThat(output).element(0).asString().contains("Another process uses the database; the file contains");
        assertThat(output.getLast()).endsWith("The audit trail is intact.");
        assertThat(run(target, "sa", "verify-audit")).as("%s", output).isZero();
        JdbcTemplate restored = new JdbcTemplate(new DriverManagerDataSource(target, "sa", ""));
        assertThat(count(restored, "user_groups"))
                .isEqualTo(count(restored, "group_members"))
                .isEqualTo(count(restored, "audit_entry"))
                .isBetween(10, changes.get() - 1);
    }

    /** Creates groups with a member until it is stopped, each with an audit entry in the same transaction. */
    private int change(String url, AtomicInteger changes, AtomicBoolean stopped) {
        return CommandRunner.run(
                AuditVerificationCommand.class,
                CommandRunner.DatabaseCreation.REFUSED,
                "The database cannot be changed",
                output::add,
                context -> {
                    DataSource database = context.getBean(DataSource.class);
                    JdbcTemplate jdbc = new JdbcTemplate(database);
                    jdbc.update("insert into accounts (id, name, display_name, state, role, password_hash, generation,"
                            + " created_at, version) values ('a', 'mia', 'Mia', 'ACTIVE', 'MEMBER', 'x', 0,"
                            + " current_timestamp, 0)");
                    CommandAuditRecorder trail = trail(context, database);
                    while (!stopped.get()) {
                        trail.record(() -> createGroup(jdbc));
                        changes.incrementAndGet();
                    }
                    return 0;
                },
                settings(url, user()));
    }

    private static CommandAuditRecorder trail(ConfigurableApplicationContext context, DataSource database) {
        return new CommandAuditRecorder(
                context.getBean(AuditChainRepository.class),
                context.getBean(AuditWitnessFile.class),
                new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    private static List<AuditEntry> createGroup(JdbcTemplate jdbc) {
        String group = UUID.randomUUID().toString();
        jdbc.update("insert into user_groups (id, name) values (?, ?)", group, group);
        jdbc.update("insert into group_members (group_id, account_id) values (?, 'a')", group);
        return List.of(AuditEntry.ofSystem(
                "group.create", null, null, null, AuditEntry.Result.SUCCESS, AuditDetail.of("name", group)));
    }

    private static int count(JdbcTemplate database, String table) {
        return Objects.requireNonNull(database.queryForObject("select count(*) from " + table, Integer.class));
    }

    @Test
    void databaseIsNotImportedWhileAnotherProcessUsesIt() throws SQLException {
        String source = newH2();
        fill(source);
        assertThat(run(source, "sa", "export", file("file.zip"))).isZero();
        String url = newDatabase();
        try (var _ = DriverManager.getConnection(url, user(), "")) {
            assertThat(run(url, user(), "import", file("file.zip"))).isEqualTo(2);
        }

        assertThat(output.getLast()).contains("in use by another process", "Stop all Stackdeck processes");
        assertThat(run(url, user(), "import", file("file.zip")))
                .as("%s", output)
                .isZero();
    }
}
