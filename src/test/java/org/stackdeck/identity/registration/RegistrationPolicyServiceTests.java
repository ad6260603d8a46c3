package org.stackdeck.identity.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrailReader;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.IdentityTestConfiguration;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.registration.RegistrationPolicyService.Mode;
import org.stackdeck.identity.secret.SecretToken;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.TestSessions;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.platform.MutableClock;

@DatabaseTest
@Import(IdentityTestConfiguration.class)
@TestPropertySource(
        properties = {
            "stackdeck.setup-code=let-me-set-up",
            "stackdeck.limits.per-source=1000000",
            "stackdeck.limits.sign-ins=1000000",
            "stackdeck.limits.changes=1000000",
            "stackdeck.limits.registrations=1000000"
        })
class RegistrationPolicyServiceTests {

    private static final String GOOD = "a quiet river bends";
    private static final UserName ROOT = new UserName("root.one");

    @Autowired
    private RegistrationPolicyService policy;

    @Autowired
    private RegistrationService registrationService;

    @Autowired
    private AdministratorSetupService initialSetupService;

    @Autowired
    private UserDirectory userDirectory;

    @Autowired
    private LoginSessionService loginSessionService;

    @Autowired
    private JdbcClient database;

    @Autowired
    private MutableClock clock;

    @BeforeEach
    void anAdministrator() {
        if (initialSetupService.isRequired()) {
            initialSetupService.complete("LET ME-set-up", ROOT.value(), GOOD, "192.0.2.2", Caller.Channel.REST);
        }
    }

    @AfterEach
    void asItWas() {
        policy.setMode(root(), Mode.APPROVAL);
    }

    @Test
    void registrationNeedsApprovalUntilAnAdministratorChangesThePolicy() {
        assertThat(policy.mode()).isEqualTo(Mode.APPROVAL);
        assertThat(standing("asker")).isEqualTo(RegistrationService.RegistrationStatus.PENDING);

        policy.setMode(root(), Mode.INVITATION);
        assertThat(policy.mode()).isEqualTo(Mode.INVITATION);
        assertThat(last()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("registration.set");
            assertThat(entry.detail())
                    .isEqualTo(AuditDetail.of("before", "approval").with("mode", "invitation"));
            assertThat(entry.actor()).isEqualTo(ROOT.value());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITATION", "CLOSED"})
    void refusalDoesNotDependOnTheInput(Mode mode) {
        policy.setMode(root(), mode);
        // The addresses differ, because repeated refusals from one address within a minute are summarized in one entry.
        int address = 1;
        for (String name : List.of(ROOT.value(), "nobody-yet", "No Name!")) {
            for (String password : List.of(GOOD, "short")) {
                String source = (mode == Mode.CLOSED ? "198.51.100." : "203.0.113.") + address++;
                assertThatExceptionOfType(RegistrationNotAllowedException.class)
                        .isThrownBy(() -> register(name, password, source))
                        .satisfies(refusal -> assertThat(refusal.mode()).isEqualTo(mode));
            }
        }
        assertThat(userDirectory.find(new UserName("nobody-yet"))).isEmpty();
        assertThat(last()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("user.register");
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED);
        });
    }

    @Test
    void policyChangeOnAnotherInstanceTakesEffectImmediately() {
        database.sql("update registration_policy set mode = 'CLOSED'").update();
        assertThatExceptionOfType(RegistrationNotAllowedException.class).isThrownBy(() -> register("late", GOOD));
    }

    @Test
    void unchangedPolicyIsNeitherAuditedNorPublished() {
        long before = AuditTrailReader.count(database);
        policy.setMode(root(), Mode.APPROVAL);
        assertThat(AuditTrailReader.count(database)).isEqualTo(before);
    }

    @Test
    void policyChangeRequiresARecentlyAuthenticatedAdministrator() {
        String name = "member-" + UUID.randomUUID().toString().substring(0, 8);
        register(name, GOOD);
        User member = userDirectory.find(new UserName(name)).orElseThrow();
        assertThatThrownBy(() -> policy.setMode(caller(member), Mode.CLOSED))
                .isInstanceOf(NotAdministratorException.class);

        Caller stale = root();
        clock.advance(Duration.ofMinutes(11));
        assertThatThrownBy(() -> policy.setMode(stale, Mode.CLOSED)).isInstanceOf(StepUpRequiredException.class);
        assertThat(last().result()).isEqualTo(AuditEntry.Result.REFUSED);
        assertThat(policy.mode()).isEqualTo(Mode.APPROVAL);
    }

    private RegistrationService.RegistrationStatus standing(String name) {
        return registrationService.status(
                register(name + "-" + UUID.randomUUID().toString().substring(0, 8), GOOD));
    }

    private SecretToken register(String name, String password) {
        return register(name, password, "192.0.2.1");
    }

    private SecretToken register(String name, String password, String source) {
        return registrationService.register(name, "", password, source, Caller.Channel.REST);
    }

    private AuditEntry last() {
        return AuditTrailReader.newest(database, 0, 1).stream()
                .map(NumberedAuditEntry::entry)
                .findFirst()
                .orElseThrow();
    }

    private Caller root() {
        return caller(userDirectory.find(ROOT).orElseThrow());
    }

    /** Creates a caller who has just signed in. */
    private Caller caller(User user) {
        return TestSessions.signIn(loginSessionService, user, "192.0.2.2", Caller.Channel.REST);
    }
}
