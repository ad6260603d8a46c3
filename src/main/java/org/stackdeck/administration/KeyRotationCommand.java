package org.stackdeck.administration;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditChainRepository;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditWitnessFile;
import org.stackdeck.audit.CommandAuditRecorder;
import org.stackdeck.audit.retention.AuditExpiryEntryCodec;
import org.stackdeck.audit.retention.AuditExpiryKeyRotation;
import org.stackdeck.audit.retention.AuditExpirySigner;
import org.stackdeck.identity.secret.EncryptedColumn;
import org.stackdeck.identity.secret.EncryptedColumn.Reencryption;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.platform.SecretsKeyLoader;
import org.stackdeck.platform.SecretsKeyLoader.KeyRotation;
import org.stackdeck.platform.command.CommandException;
import org.stackdeck.platform.command.CommandRunner;
import org.stackdeck.platform.database.ExclusiveDatabaseCheck;
import org.stackdeck.platform.database.SchemaVersion;

/**
 * Replaces the key that encrypts secrets in the database. Encrypts the values again in one transaction. If the process
 * is killed while the keys are in the data directory, both keys are kept, and Stackdeck does not start until the next
 * run completes the rotation.
 */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
})
@Import({AuditChainRepository.class, AuditExpiryEntryCodec.class, AuditExpirySigner.class, AuditWitnessFile.class})
@ComponentScan(
        basePackages = "org.stackdeck",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = EncryptedColumn.class))
final class KeyRotationCommand {

    private KeyRotationCommand() {}

    static int run(Consumer<String> output, String... properties) {
        return CommandRunner.run(
                KeyRotationCommand.class,
                CommandRunner.DatabaseCreation.REFUSED,
                "The secrets key cannot be replaced",
                output,
                context -> rotate(context, output),
                properties);
    }

    private static int rotate(ConfigurableApplicationContext context, Consumer<String> output)
            throws IOException, SQLException {
        DataSource database = context.getBean(DataSource.class);
        ExclusiveDatabaseCheck.requireUnused(database);
        SchemaVersion.requireCurrent(database);
        Environment environment = context.getEnvironment();
        Path dataDirectory = Path.of(environment.getRequiredProperty("stackdeck.data-dir"));
        String given = environment.getProperty("stackdeck.secrets-key", "");
        KeyRotation keys = SecretsKeyLoader.beginRotation(
                given, environment.getProperty("stackdeck.new-secrets-key", ""), dataDirectory);
        Reencryption result;
        try {
            result = reencrypt(context, keys);
        } catch (CommandException e) {
            // A CommandException is thrown only before the commit. After other exceptions, the transaction may have
            // been committed.
            if (!keys.resumed()) {
                SecretsKeyLoader.cancelRotation(dataDirectory);
            }
            throw e;
        }
        SecretsKeyLoader.completeRotation(dataDirectory);
        output.accept("The secrets key was replaced. Secrets encrypted with the new key: " + result.readable() + "."
                + (result.unreadable() == 0
                        ? ""
                        : " Unreadable secrets, which are unchanged: " + result.unreadable() + ".")
                + (given.isBlank()
                        ? " Back up the keys directory; earlier backups require the former key."
                        : " Set STACKDECK_SECRETS_KEY to the new key and remove STACKDECK_NEW_SECRETS_KEY on all nodes;"
                                + " earlier backups require the former key."));
        return 0;
    }

    private static Reencryption reencrypt(ApplicationContext context, KeyRotation keys) {
        JdbcClient database = context.getBean(JdbcClient.class);
        AuditChainRepository trail = context.getBean(AuditChainRepository.class);
        SecretBox former = new SecretBox(keys.former());
        SecretBox next = new SecretBox(keys.next());
        AtomicReference<Reencryption> result = new AtomicReference<>(Reencryption.NONE);
        new CommandAuditRecorder(
                        trail,
                        context.getBean(AuditWitnessFile.class),
                        new TransactionTemplate(new JdbcTransactionManager(context.getBean(DataSource.class))))
                .record(() -> {
                    Reencryption all = context.getBeansOfType(EncryptedColumn.class).values().stream()
                            .map(column -> column.reencrypt(database, former, next))
                            .reduce(Reencryption.NONE, Reencryption::plus);
                    if (all.readable() == 0 && all.unreadable() > 0) {
                        throw new CommandException("The current key decrypts none of the " + all.unreadable()
                                + " secrets in the database. Restore the key with which they were encrypted.");
                    }
                    result.set(all);
                    return entries(all, new AuditExpiryKeyRotation(trail, keys.former(), keys.next()));
                });
        return Objects.requireNonNull(result.get());
    }

    private static List<AuditEntry> entries(Reencryption result, AuditExpiryKeyRotation keyRotation) {
        AuditDetail detail = AuditDetail.of("secrets", result.readable());
        return Stream.concat(
                        keyRotation.createEntry().stream(),
                        Stream.of(
                                AuditEntry.ofSystem("key.rotate", null, null, null, AuditEntry.Result.SUCCESS, detail)))
                .toList();
    }
}
