package org.stackdeck.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.stackdeck.audit.AuditChainReport;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditEntryFilter;
import org.stackdeck.audit.AuditExportWriter;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.audit.AuditTrailReader;
import org.stackdeck.audit.retention.AuditRetentionPeriod;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.IdentityTestConfiguration;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.TestSessions;
import org.stackdeck.identity.setup.AdministratorSetupService;

@DatabaseTest
@Import(IdentityTestConfiguration.class)
@TestPropertySource(
        properties = {
            "stackdeck.setup-code=let-me-set-up",
            "stackdeck.data-dir=${test.data:target/test-data}/trail-reading"
        })
class AuditReviewServiceTests {

    @Value("${stackdeck.data-dir}")
    String dataDirectory;

    @Autowired
    AuditReviewService reading;

    @Autowired
    AuditRetentionPeriodService retention;

    @Autowired
    LoginSessionService sessions;

    @Autowired
    AdministratorSetupService setup;

    @Autowired
    UserDirectory directory;

    @Autowired
    AuditTrail trail;

    @Autowired
    JdbcClient database;

    /** Deletes the witness file of an earlier run. */
    @BeforeEach
    void removeTheWitness() throws IOException {
        Files.deleteIfExists(Path.of(dataDirectory, "audit-witness"));
    }

    @Test
    void readingRequiresAnAdministratorAndIsAudited() {
        User root = root();
        Caller administrator = caller(root.id(), root.name());

        AuditChainReport report = reading.verify(administrator);

        assertThat(report.isIntact()).isTrue();
        assertThat(newest().action()).isEqualTo("audit.verify");
        assertThat(newest().result()).isEqualTo(AuditEntry.Result.SUCCESS);
        // Without the witness file, the detail continues with the number of entries that have no witness.
        assertThat(newest().detailText()).startsWith("{\"entries\":\"" + report.entries() + "\"");

        database.sql("update audit_entry set detail = 'forged' where sequence_number = 1")
                .update();
        assertThat(reading.verify(administrator).broken())
                .isEqualTo(new AuditChainReport.BreakLocation(1, AuditChainReport.ChainFault.CHANGED));
        assertThat(newest().result()).isEqualTo(AuditEntry.Result.FAILED);
        assertThat(newest().detail()).isEqualTo(AuditDetail.of("entry", 1).with("fault", "changed"));

        Caller stranger = caller(new UserId(UUID.randomUUID()), new UserName("anna"));
        assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(() -> reading.verify(stranger));
        assertThat(newest().actor()).isEqualTo("anna");
        assertThat(newest().result()).isEqualTo(AuditEntry.Result.REFUSED);
    }

    @Test
    void refusedCountOfNewerEntriesIsNotAudited() {
        Caller stranger = caller(new UserId(UUID.randomUUID()), new UserName("anna"));
        long before = AuditTrailReader.count(database);

        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> reading.countNewer(stranger, AuditEntryFilter.ALL, 0));

        assertThat(AuditTrailReader.count(database)).isEqualTo(before);
    }

    @Test
    void exportContainsTheMatchingEntriesAndIsAudited() throws IOException {
        trail.recordRefusal(new AuditEntry(
                null, "console", "console", "SYSTEM", "a.b", null, null, "=1", AuditEntry.Result.REFUSED, null));
        User someone = root();
        StringWriter copy = new StringWriter();

        Caller proved = proved(someone);
        reading.export(
                proved,
                new AuditEntryFilter("console", "a.b", "", null, null),
                AuditExportWriter.Format.CSV,
                () -> copy);

        assertThat(copy.toString().lines()).hasSize(2).last().asString().contains("\"'=1\"");
        assertThat(newest().action()).isEqualTo("audit.export");
        assertThat(newest().detail())
                .isEqualTo(AuditDetail.of("format", "CSV").with("what", "a.b").with("who", "console"));

        Caller stranger = caller(new UserId(UUID.randomUUID()), new UserName("anna"));
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> reading.export(stranger, AuditEntryFilter.ALL, AuditExportWriter.Format.JSON, () -> {
                    throw new AssertionError("opened");
                }));
        assertThat(newest().result()).isEqualTo(AuditEntry.Result.REFUSED);
    }

    @Test
    void exportRequiresRecentAuthentication() {
        User someone = root();
        Caller unproved = caller(someone.id(), someone.name());

        assertThatExceptionOfType(StepUpRequiredException.class)
                .isThrownBy(() -> reading.export(unproved, AuditEntryFilter.ALL, AuditExportWriter.Format.JSON, () -> {
                    throw new AssertionError("opened");
                }));

        assertThat(newest().action()).isEqualTo("audit.export");
        assertThat(newest().detailText()).startsWith("{\"reason\":\"re-authentication-required\"");
        assertThat(newest().result()).isEqualTo(AuditEntry.Result.REFUSED);
    }

    @Test
    void retentionChangeByRecentlyAuthenticatedAdministratorIsStored() {
        User someone = root();
        Caller administrator = proved(someone);

        retention.update(administrator, new AuditRetentionPeriod(365));

        assertThat(retention.current(administrator)).isEqualTo(new AuditRetentionPeriod(365));
        assertThat(newest().action()).isEqualTo("audit.retain");
        assertThat(newest().detail()).isEqualTo(AuditDetail.of("days", 365).with("before", "-"));
        assertThat(retention
                        .countDue(administrator, AuditRetentionPeriod.UNLIMITED)
                        .entries())
                .isZero();

        Caller unproved = caller(someone.id(), someone.name());
        assertThatExceptionOfType(StepUpRequiredException.class)
                .isThrownBy(() -> retention.update(unproved, AuditRetentionPeriod.UNLIMITED));
        assertThat(newest().result()).isEqualTo(AuditEntry.Result.REFUSED);
        assertThat(retention.current(unproved)).isEqualTo(new AuditRetentionPeriod(365));
        retention.update(administrator, AuditRetentionPeriod.UNLIMITED);
    }

    @Test
    void retentionIsRefusedToOthers() {
        root();
        Caller stranger = caller(new UserId(UUID.randomUUID()), new UserName("anna"));

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> retention.current(stranger),
                () -> retention.countDue(stranger, new AuditRetentionPeriod(30)),
                () -> retention.update(stranger, new AuditRetentionPeriod(30)))) {
            assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(call);
            assertThat(newest().action()).isEqualTo("audit.retain");
            assertThat(newest().result()).isEqualTo(AuditEntry.Result.REFUSED);
        }
    }

    @Test
    void exportEndsWithTheSession() {
        Caller caller = proved(root());
        StringWriter written = new StringWriter();

        assertThatIOException()
                .isThrownBy(() -> reading.export(caller, AuditEntryFilter.ALL, AuditExportWriter.Format.JSON, () -> {
                    sessions.end(caller, Objects.requireNonNull(caller.session()));
                    return written;
                }));

        assertThat(written.toString()).doesNotContain("audit.export");
    }

    private Caller proved(User user) {
        return TestSessions.signIn(sessions, user, "10.0.0.1", Caller.Channel.UI);
    }

    private User root() {
        return setup.isRequired()
                ? setup.complete("let-me-set-up", "root.one", "a quiet river bends", "10.0.0.1", Caller.Channel.UI)
                : directory.find(new UserName("root.one")).orElseThrow();
    }

    private AuditEntry newest() {
        return AuditTrailReader.newest(database, 0, 1).getFirst().entry();
    }

    private static Caller caller(UserId id, UserName name) {
        return new Caller(id, name, "10.0.0.1", Caller.Channel.UI);
    }
}
