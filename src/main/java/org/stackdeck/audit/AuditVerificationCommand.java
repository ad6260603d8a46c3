package org.stackdeck.audit;

import java.nio.file.Path;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.stackdeck.audit.retention.AuditExpiryEntryCodec;
import org.stackdeck.audit.retention.AuditExpirySigner;
import org.stackdeck.platform.SecretsKeyLoader;
import org.stackdeck.platform.command.CommandRunner;

/**
 * Command that verifies the audit trail. Prints one line. Exits with 0 if the chain is intact, 1 if it is broken, or 2
 * if it cannot be checked. Exits with 3 if the chain is intact and the witness file proves nothing about some entries.
 * Reads the configured database and changes nothing. An embedded database can be open in one process only.
 */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
})
@Import({
    AuditChainRepository.class,
    AuditExpiryEntryCodec.class,
    AuditExpirySigner.class,
    AuditWitnessFile.class,
    AuditChainVerifier.class
})
public final class AuditVerificationCommand {

    private AuditVerificationCommand() {}

    /**
     * Provides the key for verifying recorded deletions. Lazy, because the key may be missing if the trail contains no
     * deletions.
     */
    @Bean
    @Lazy
    static SecretKey secretsKey(
            @Value("${stackdeck.secrets-key:}") String given, @Value("${stackdeck.data-dir}") Path dataDirectory) {
        return SecretsKeyLoader.load(given, dataDirectory);
    }

    /** Runs the command and returns the exit code. */
    public static int run(Consumer<String> output, String... properties) {
        return CommandRunner.run(
                AuditVerificationCommand.class,
                CommandRunner.DatabaseCreation.REFUSED,
                "The audit trail cannot be verified",
                output,
                context -> {
                    AuditChainReport report =
                            context.getBean(AuditChainVerifier.class).verify();
                    output.accept(formatReport(report) + unwitnessed(report));
                    if (!report.isIntact()) {
                        return 1;
                    }
                    return report.unwitnessedUpTo() == 0 ? 0 : 3;
                },
                properties);
    }

    private static String formatReport(AuditChainReport report) {
        AuditChainReport.@Nullable BreakLocation broken = report.broken();
        String verdict = broken == null
                ? "The audit trail is intact" + (report.unwitnessedUpTo() == 0 ? "" : " according to the database")
                        + ": " + report.entries() + (report.entries() == 1 ? " entry." : " entries.")
                : "The audit trail is broken at entry " + broken.sequence() + ": " + describe(broken.fault())
                        + " Intact entries before it: " + report.entries() + ".";
        AuditChainReport.@Nullable ExpiredEntries expiredEntries = report.expired();
        return expiredEntries == null
                ? verdict
                : verdict + " Entries up to number " + expiredEntries.upTo() + " (until " + expiredEntries.newest()
                        + ") were removed by the retention policy.";
    }

    private static String unwitnessed(AuditChainReport report) {
        return !report.isIntact() || report.unwitnessedUpTo() == 0
                ? ""
                : " The " + AuditWitnessFile.FILE + " file in the data directory is missing or was"
                        + " created after entry " + report.unwitnessedUpTo()
                        + ". Up to that entry, the verification cannot detect"
                        + " that the last entries were removed or that the trail was rewritten.";
    }

    private static String describe(AuditChainReport.ChainFault chainFault) {
        return switch (chainFault) {
            case CHANGED -> "it was modified.";
            case MISSING -> "it was removed.";
            case CUT_OFF -> "it and all later entries were removed.";
            case FOREIGN -> "it was not written by Stackdeck.";
            case REWRITTEN -> "all entries up to it were rewritten.";
            case UNREADABLE_WITNESS ->
                "the " + AuditWitnessFile.FILE + " file in the data directory, which holds its hash, cannot be read.";
        };
    }
}
