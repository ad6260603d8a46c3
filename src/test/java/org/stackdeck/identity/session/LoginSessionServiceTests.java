package org.stackdeck.identity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeStepUpCheck;
import org.stackdeck.identity.NotAdministratorException;
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
import org.stackdeck.identity.session.LoginSession.Client;
import org.stackdeck.platform.MutableClock;

@DatabaseTest
@EnableConfigurationProperties(LoginSessionProperties.class)
@Import({
    JpaLoginSessionService.class,
    LoginSessionCreator.class,
    JpaUserDirectory.class,
    AccountChangeExecutor.class,
    AdministratorAccountStore.class,
    FakeStepUpCheck.class,
    JpaSecondFactorStatusService.class,
    FakeAuditTrail.class,
    LoginSessionServiceTests.Time.class
})
class LoginSessionServiceTests {

    private static final Client FIREFOX = new Client("192.0.2.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Set<AuthenticationFactor> PASSWORD = Set.of(AuthenticationFactor.PASSWORD);

    @Autowired
    LoginSessionService sessions;

    @Autowired
    AccountRepository accounts;

    @Autowired
    LoginSessionRepository rows;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    AccountChangeExecutor change;

    @Autowired
    FakeAuditTrail audit;

    @Autowired
    MutableClock clock;

    @Autowired
    private SecondFactorRequiredRoleRepository requirements;

    private User anna;
    private User root;

    @BeforeEach
    void someUsers() {
        anna = account(User.Role.MEMBER);
        root = account(User.Role.ADMINISTRATOR);
        audit.clear();
    }

    @Test
    void sessionIsStoredCompletely() {
        LoginSession begun = sessions.createBrowserSession(anna, FIREFOX, PASSWORD);

        assertThat(sessions.find(begun.id())).contains(begun);
        assertThat(begun.user()).isEqualTo(anna.id());
        assertThat(begun.expiresAt()).isEqualTo(begun.createdAt().plus(Duration.ofHours(12)));
    }

    @Test
    void browserSessionEndsWithoutActivity() {
        LoginSession idle = sessions.createBrowserSession(anna, FIREFOX, PASSWORD);
        LoginSession busy = sessions.createBrowserSession(anna, FIREFOX, PASSWORD);

        clock.advance(Duration.ofMinutes(20));
        sessions.recordActivity(busy);
        clock.advance(Duration.ofMinutes(20));

        assertThat(sessions.find(idle.id())).isEmpty();
        assertThat(sessions.find(busy.id())).isPresent();
        assertThat(sessions.listOwn(caller(anna))).extracting(LoginSession::id).containsExactly(busy.id());
        assertThat(sessions.deleteExpired()).contains(idle.id()).doesNotContain(busy.id());
        assertThat(sessions.browserSessionIds()).contains(busy.id()).doesNotContain(idle.id());
        assertThat(audit.entries())
                .filteredOn(entry -> anna.id().toString().equals(entry.objectId()))
                .extracting(AuditEntry::action, AuditEntry::detail)
                .containsExactly(tuple("session.expire", AuditDetail.ofReason("idle")));
    }

    @Test
    void incompleteSessionsReplaceOnlyEachOther() {
        LoginSession complete = sessions.createBrowserSession(
                anna, FIREFOX, EnumSet.of(AuthenticationFactor.PASSWORD, AuthenticationFactor.TOTP));
        requirements.save(new SecondFactorRequiredRoleEntity(anna.role()));
        try {
            for (int i = 0; i < 20; i++) {
                clock.advance(Duration.ofSeconds(1));
                sessions.createBrowserSession(anna, FIREFOX, PASSWORD);
            }
        } finally {
            requirements.deleteById(anna.role());
        }

        assertThat(sessions.find(complete.id())).isPresent();
        assertThat(sessions.listOwn(caller(anna))).hasSize(1 + 5);
    }

    @Test
    void browserSessionEndsAfterItsAbsoluteLifetime() {
        LoginSession session = sessions.createBrowserSession(anna, FIREFOX, PASSWORD);
        for (int i = 0; i < 12 * 60 / 20 - 1; i++) {
            clock.advance(Duration.ofMinutes(20));
            sessions.recordActivity(session);
        }
        assertThat(sessions.find(session.id())).isPresent();

        clock.advance(Duration.ofMinutes(20));
        sessions.recordActivity(session);

        assertThat(sessions.find(session.id())).isEmpty();
    }

    @Test
    void unusedTokenIsValidUntilItsExpiry() {
        LoginSession token = sessions.createToken(anna, FIREFOX, HOUR, PASSWORD);

        clock.advance(Duration.ofMinutes(59));
        assertThat(sessions.find(token.id())).isPresent();
        clock.advance(Duration.ofMinutes(1));
        assertThat(sessions.find(token.id())).isEmpty();
    }

    @Test
    void userEndsOwnSessionsOnly() {
        LoginSession mine = sessions.createBrowserSession(anna, FIREFOX, PASSWORD);
        LoginSession roots = sessions.createBrowserSession(root, FIREFOX, PASSWORD);

        sessions.end(caller(anna), mine.id());
        sessions.end(caller(anna), roots.id());

        assertThat(sessions.find(mine.id())).isEmpty();
        assertThat(sessions.find(roots.id())).isPresent();
        assertThat(audit.actions()).containsExactly("session.end");
    }

    @Test
    void onlyAdministratorsEndAllSessionsOfAUser() {
        LoginSession web = sessions.createBrowserSession(anna, FIREFOX, PASSWORD);
        LoginSession token = sessions.createToken(anna, FIREFOX, HOUR, PASSWORD);
        LoginSession roots = sessions.createBrowserSession(root, FIREFOX, PASSWORD);

        assertThatThrownBy(() -> sessions.endAll(caller(anna), root.id()))
                .isInstanceOf(NotAdministratorException.class);
        sessions.endAll(caller(root), anna.id());

        assertThat(List.of(web, token))
                .allSatisfy(ended -> assertThat(sessions.find(ended.id())).isEmpty());
        assertThat(sessions.find(roots.id())).isPresent();
        assertThat(audit.entries())
                .extracting(AuditEntry::action, AuditEntry::result)
                .containsExactly(
                        tuple("user.end-sessions", AuditEntry.Result.REFUSED),
                        tuple("user.end-sessions", AuditEntry.Result.SUCCESS));
    }

    @Test
    void disableEndsAllSessionsOfTheUser() {
        LoginSession token = sessions.createToken(anna, FIREFOX, HOUR, PASSWORD);

        change.execute(caller(root), anna.id(), "user.disable", accountEntity -> {
            accountEntity.changeTo(User.State.DISABLED);
            accountEntity.endSessions();
            return null;
        });

        assertThat(sessions.find(token.id())).isEmpty();
    }

    @Test
    void signInDuringEndOfAllSessionsCausesNoDeadlock() throws Exception {
        // With many rows, MariaDB locks the whole table when it ends the sessions of the account.
        IntStream.range(0, 100).forEach(_ -> sessions.createBrowserSession(anna, FIREFOX, PASSWORD));
        CountDownLatch raised = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<?> ending = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                AccountEntity accountEntity =
                        accounts.findById(anna.id().value()).orElseThrow();
                accountEntity.endSessions();
                User changed = accounts.saveAndFlush(accountEntity).toUser();
                raised.countDown();
                // Gives the other thread time to reach its lock.
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                rows.endStale(anna.id().value(), changed.generation());
            }));
            Future<LoginSession> signingIn = threads.submit(() -> {
                raised.await();
                return sessions.createBrowserSession(anna, FIREFOX, PASSWORD);
            });

            ending.get();
            assertThat(signingIn.get().user()).isEqualTo(anna.id());
        }
    }

    @Test
    void sessionFromAnEarlierGenerationIsInvalid() {
        LoginSession before = sessions.createBrowserSession(anna, FIREFOX, PASSWORD);
        User raised = change.execute(caller(root), anna.id(), "test", accountEntity -> {
            accountEntity.endSessions();
            return null;
        });
        LoginSession after = sessions.createBrowserSession(raised, FIREFOX, PASSWORD);

        change.execute(caller(root), anna.id(), "test", _ -> null);

        assertThat(sessions.find(before.id())).isEmpty();
        assertThat(sessions.find(after.id())).isPresent();
    }

    @Test
    void longUserAgentIsTruncated() {
        LoginSession session =
                sessions.createBrowserSession(anna, new Client("192.0.2.1", "x".repeat(3_000)), PASSWORD);

        assertThat(sessions.find(session.id()).orElseThrow().userAgent()).hasSize(255);
    }

    private User account(User.Role role) {
        String name = "u" + UUID.randomUUID().toString().substring(0, 8);
        return accounts.saveAndFlush(
                        new AccountEntity(new UserName(name), name, User.State.ACTIVE, role, "x", clock.instant()))
                .toUser();
    }

    private static Caller caller(User user) {
        return new Caller(user.id(), user.name(), "192.0.2.2", Caller.Channel.REST);
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
