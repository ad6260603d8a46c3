package org.stackdeck.identity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeStepUpCheck;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountChangeExecutor;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.account.AdministratorAccountStore;
import org.stackdeck.identity.account.JpaUserDirectory;
import org.stackdeck.identity.factor.JpaSecondFactorStatusService;
import org.stackdeck.identity.factor.SecondFactorRequiredRoleEntity;
import org.stackdeck.identity.factor.SecondFactorRequiredRoleRepository;
import org.stackdeck.identity.secret.SecretToken;
import org.stackdeck.identity.session.LoginSession.Client;
import org.stackdeck.identity.session.SessionRestoreService.RestorableSession;
import org.stackdeck.identity.signin.AttemptLimitProperties;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.platform.MutableClock;

@DatabaseTest
@TestPropertySource(properties = "stackdeck.limits.sign-ins=2")
@EnableConfigurationProperties({LoginSessionProperties.class, AttemptLimitProperties.class})
@Import({
    SessionRestoreService.class,
    JpaLoginSessionService.class,
    LoginSessionCreator.class,
    JpaUserDirectory.class,
    AccountChangeExecutor.class,
    AdministratorAccountStore.class,
    AttemptThrottle.class,
    FakeStepUpCheck.class,
    JpaSecondFactorStatusService.class,
    FakeAuditTrail.class,
    SessionRestoreServiceTests.Time.class
})
class SessionRestoreServiceTests {

    private static final Client FIREFOX = new Client("192.0.2.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    private static final Set<AuthenticationFactor> PASSWORD = Set.of(AuthenticationFactor.PASSWORD);
    private static final String SOURCE = "192.0.2.9";

    @Autowired
    private SessionRestoreService restores;

    @Autowired
    private LoginSessionService sessions;

    @Autowired
    private AccountRepository accounts;

    @Autowired
    private AccountChangeExecutor change;

    @Autowired
    private SecondFactorRequiredRoleRepository requirements;

    @Autowired
    private FakeAuditTrail audit;

    @Autowired
    private JdbcClient database;

    @Autowired
    private MutableClock clock;

    private User anna;
    private User root;
    private LoginSession session;
    private SecretToken token;

    @BeforeEach
    void sessionWithToken() {
        anna = account(User.Role.MEMBER);
        root = account(User.Role.ADMINISTRATOR);
        session = sessions.createBrowserSession(anna, FIREFOX, PASSWORD);
        token = restores.createToken(session.id());
        audit.clear();
    }

    @Test
    void restoredSessionIsUnchanged() {
        clock.advance(Duration.ofMinutes(20));

        assertThat(restores.restore(token, SOURCE)).contains(new RestorableSession(anna, session));

        assertThat(sessions.find(session.id())).contains(session);
    }

    @Test
    void tokenIsValidForAllTabsOfTheBrowser() {
        assertThat(restores.restore(token, SOURCE)).isPresent();
        assertThat(restores.restore(token, SOURCE)).isPresent();
    }

    @Test
    void eachRestoreIsAudited() {
        restores.find(token);
        restores.restore(token, SOURCE);

        assertThat(audit.entries())
                .extracting(AuditEntry::action, AuditEntry::objectId, AuditEntry::source, AuditEntry::detail)
                .containsExactly(tuple(
                        "session.restore", anna.id().toString(), SOURCE, AuditDetail.of("session", session.id())));
    }

    @Test
    void restoresCountAsSignIns() {
        restores.restore(token, SOURCE);
        restores.restore(token, SOURCE);
        audit.clear();

        assertThat(restores.restore(token, SOURCE)).isEmpty();
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void databaseContainsOnlyTheDigest() {
        assertThat(database.sql("select * from login_sessions where id = :id")
                        .param("id", session.id().toString())
                        .query()
                        .singleRow()
                        .values())
                .contains(token.digest())
                .doesNotContain(token.value());
    }

    @Test
    void unknownTokenRestoresNothing() {
        sessions.createBrowserSession(anna, FIREFOX, PASSWORD);

        assertThat(restores.restore(SecretToken.create(), SOURCE)).isEmpty();
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void tokenIsInvalidAfterItsReplacement() {
        SecretToken next = restores.createToken(session.id());

        assertThat(restores.find(token)).isEmpty();
        assertThat(restores.find(next)).isPresent();
    }

    @Test
    void revokedTokenRestoresNothingAndItsSessionContinues() {
        SecretToken other = restores.createToken(
                sessions.createBrowserSession(anna, FIREFOX, PASSWORD).id());

        restores.revoke(token);

        assertThat(restores.find(token)).isEmpty();
        assertThat(restores.find(other)).isPresent();
        assertThat(sessions.find(session.id())).isPresent();
    }

    @Test
    void idleSessionIsNotRestored() {
        clock.advance(Duration.ofMinutes(29));
        assertThat(restores.restore(token, SOURCE)).isPresent();

        // Restoring the session is not activity.
        clock.advance(Duration.ofMinutes(1));
        assertThat(restores.restore(token, SOURCE)).isEmpty();
    }

    @Test
    void sessionBeyondItsAbsoluteLifetimeIsNotRestored() {
        for (int i = 0; i < 12 * 60 / 20 - 1; i++) {
            clock.advance(Duration.ofMinutes(20));
            sessions.recordActivity(session);
        }
        assertThat(restores.find(token)).isPresent();

        clock.advance(Duration.ofMinutes(20));
        sessions.recordActivity(session);
        assertThat(restores.find(token)).isEmpty();
    }

    @Test
    void endedSessionIsNotRestored() {
        sessions.end(caller(anna), session.id());
        assertThat(restores.find(token)).isEmpty();
    }

    @Test
    void sessionIsNotRestoredAfterSignOut() {
        sessions.logout(caller(anna), session.id());
        assertThat(restores.find(token)).isEmpty();
    }

    @Test
    void sessionEndedByAnAdministratorIsNotRestored() {
        sessions.endAll(caller(root), anna.id());
        assertThat(restores.find(token)).isEmpty();
    }

    @Test
    void sessionOfADisabledUserIsNotRestoredAfterTheUserIsEnabledAgain() {
        change(account -> account.changeTo(User.State.DISABLED));
        assertThat(restores.find(token)).isEmpty();

        change(account -> account.changeTo(User.State.ACTIVE));
        assertThat(restores.find(token)).isEmpty();
    }

    @Test
    void sessionIsNotRestoredAfterAPasswordChange() {
        change(account -> account.setPasswordHash("y"));
        assertThat(restores.find(token)).isEmpty();
    }

    @Test
    void rowOfAnotherGenerationOrOfAnInactiveUserIsNotRestored() {
        // The change of the account deletes such rows. They exist only after a defect or a manual change.
        update("update accounts set generation = generation + 1 where id = :id");
        assertThat(restores.find(token)).isEmpty();

        update("update accounts set generation = generation - 1 where id = :id");
        assertThat(restores.find(token)).isPresent();
        update("update accounts set state = 'DISABLED' where id = :id");
        assertThat(restores.find(token)).isEmpty();
    }

    @Test
    void sessionWithoutARequiredSecondFactorIsNotRestored() {
        requirements.save(new SecondFactorRequiredRoleEntity(anna.role()));
        try {
            assertThat(restores.restore(token, SOURCE)).isEmpty();

            sessions.recordAuthentication(
                    new Caller(anna.id(), anna.name(), SOURCE, Caller.Channel.UI, session.id()),
                    AuthenticationFactor.TOTP);
            assertThat(restores.restore(token, SOURCE))
                    .hasValueSatisfying(
                            restored -> assertThat(restored.session().factors())
                                    .containsExactlyInAnyOrderElementsOf(
                                            List.of(AuthenticationFactor.PASSWORD, AuthenticationFactor.TOTP)));
        } finally {
            requirements.deleteById(anna.role());
        }
    }

    private void change(Consumer<AccountEntity> changes) {
        change.execute(caller(root), anna.id(), "test", account -> {
            changes.accept(account);
            return null;
        });
    }

    private void update(String sql) {
        database.sql(sql).param("id", anna.id().toString()).update();
    }

    private User account(User.Role role) {
        String name = "u" + UUID.randomUUID().toString().substring(0, 8);
        return accounts.saveAndFlush(
                        new AccountEntity(new UserName(name), name, User.State.ACTIVE, role, "x", clock.instant()))
                .toUser();
    }

    private static Caller caller(User user) {
        return new Caller(user.id(), user.name(), "192.0.2.2", Caller.Channel.UI);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        MutableClock mutableClock() {
            return new MutableClock(Instant.parse("2026-11-25T10:00:00Z"));
        }
    }
}
