package org.stackdeck.audit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.stackdeck.platform.SecretsKey;
import org.stackdeck.platform.StartFailure;

/**
 * Command that verifies the audit trail. Prints one line and exits with 0 if the chain is intact, 1 if it is broken, 2
 * if it cannot be checked, 3 if it is intact in the database but the witness file proves nothing about some entries.
 * Reads the configured database and changes nothing. An embedded database can be open in one process only.
 */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
})
@Import({AuditStore.class, Expiries.class, ExpirySeal.class, AuditWitness.class, AuditCheck.class})
public final class VerifyAudit {

    private static final String URL = "spring.datasource.url";

    private VerifyAudit() {}

    public static void main(String[] args) {
        System.exit(run(System.out::println));
    }

    /** Key for verifying recorded deletions; may be missing if the trail contains none. */
    @Bean
    @Lazy
    static SecretKey secretsKey(
            @Value("${stackdeck.secrets-key:}") String given, @Value("${stackdeck.data-dir}") Path dataDirectory) {
        return SecretsKey.known(given, dataDirectory);
    }

    static int run(Consumer<String> say, String... arguments) {
        try (ConfigurableApplicationContext context = start(arguments)) {
            ChainReport report = context.getBean(AuditCheck.class).run();
            say.accept(line(report) + unwitnessed(report));
            if (!report.whole()) {
                return 1;
            }
            return report.unwitnessedUpTo() == 0 ? 0 : 3;
        } catch (RuntimeException e) {
            say.accept("The audit trail cannot be checked: " + reason(e));
            return 2;
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(VerifyAudit.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> onlyIfThere(context.getEnvironment()))
                .run(arguments);
    }

    /** Prevents the creation of an embedded database. */
    private static void onlyIfThere(ConfigurableEnvironment environment) {
        String url = environment.getRequiredProperty(URL);
        if (url.startsWith("jdbc:h2:")) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("only-if-there", Map.of(URL, url + ";IFEXISTS=TRUE")));
        }
    }

    private static String line(ChainReport report) {
        ChainReport.@Nullable Place broken = report.broken();
        String verdict = broken == null
                ? "The audit trail is whole" + (report.unwitnessedUpTo() == 0 ? "" : " as far as the database shows")
                        + ": " + report.entries() + " entries."
                : "The audit trail is broken at entry " + broken.sequence() + ": " + words(broken.fault())
                        + " The entries before it are whole: " + report.entries() + ".";
        ChainReport.@Nullable Expired expired = report.expired();
        return expired == null
                ? verdict
                : verdict + " Those up to entry " + expired.upTo() + ", written until " + expired.newest()
                        + ", were removed by the retention.";
    }

    private static String unwitnessed(ChainReport report) {
        return !report.whole() || report.unwitnessedUpTo() == 0
                ? ""
                : " The file " + AuditWitness.FILE + " of the data directory is missing or was"
                        + " created after entry " + report.unwitnessedUpTo()
                        + ", so removed last entries or a rewritten trail up"
                        + " to there would not be found.";
    }

    private static String words(ChainReport.Fault fault) {
        return switch (fault) {
            case CHANGED -> "it is not as it was written.";
            case MISSING -> "it was removed.";
            case CUT_OFF -> "it and all after it were removed.";
            case FOREIGN -> "the console did not write it.";
            case REWRITTEN -> "up to it the trail was written anew.";
            case UNREADABLE_WITNESS ->
                "the file " + AuditWitness.FILE + " of the data directory, which tells its hash, cannot be read.";
        };
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof StartFailure)) {
            root = root.getCause();
        }
        return Objects.toString(root.getMessage(), root.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
    }
}
