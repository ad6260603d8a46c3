package org.stackdeck.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
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
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.LoginSession.Client;
import org.stackdeck.platform.MovableClock;

@DatabaseTest
@EnableConfigurationProperties(SessionSettings.class)
@Import({
    StoredSessions.class,
    StoredDirectory.class,
    AccountChange.class,
    Administrators.class,
    IdentityAudit.class,
    FakeStepUp.class,
    StoredSecondFactors.class,
    RecordedAudit.class,
    LoginSessionsTests.Time.class
})
abstract class LoginSessionsTests {

    private static final Client FIREFOX = new Client("192.0.2.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    LoginSessions sessions;

    @Autowired
    AccountRepository accounts;

    @Autowired
    SessionRepository rows;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    AccountChange change;

    @Autowired
    RecordedAudit audit;

    @Autowired
    MovableClock clock;

    @Autowired
    private RequirementRepository requirements;

    private User anna;
    private User root;

    @BeforeEach
    void someUsers() {
        anna = account(User.Role.MEMBER);
        root = account(User.Role.ADMINISTRATOR);
        audit.forget();
    }

    @Test
    void sessionIsStoredCompletely() {
        LoginSession begun = sessions.beginWeb(anna, FIREFOX);

        assertThat(sessions.find(begun.id())).contains(begun);
        assertThat(begun.user()).isEqualTo(anna.id());
        assertThat(begun.expiresAt()).isEqualTo(begun.createdAt().plus(Duration.ofHours(12)));
    }

    @Test
    void browserSessionEndsWithoutActivity() {
        LoginSession idle = sessions.beginWeb(anna, FIREFOX);
        LoginSession busy = sessions.beginWeb(anna, FIREFOX);

        clock.move(Duration.ofMinutes(20));
        sessions.active(busy);
        clock.move(Duration.ofMinutes(20));

        assertThat(sessions.find(idle.id())).isEmpty();
        assertThat(sessions.find(busy.id())).isPresent();
        assertThat(sessions.own(caller(anna))).extracting(LoginSession::id).containsExactly(busy.id());
        assertThat(sessions.expire()).contains(idle.id()).doesNotContain(busy.id());
        assertThat(sessions.web()).contains(busy.id()).doesNotContain(idle.id());
        assertThat(audit.entries())
                .filteredOn(entry -> anna.id().toString().equals(entry.objectId()))
                .extracting(AuditEntry::action, AuditEntry::detail)
                .containsExactly(tuple("session.expire", "idle"));
    }

    @Test
    void incompleteSessionsReplaceOnlyEachOther() {
        LoginSession complete = sessions.beginWeb(anna, FIREFOX, EnumSet.of(Factor.PASSWORD, Factor.TOTP));
        requirements.save(new StoredRequirement(anna.role()));
        try {
            for (int i = 0; i < 20; i++) {
                clock.move(Duration.ofSeconds(1));
                sessions.beginWeb(anna, FIREFOX);
            }
        } finally {
            requirements.deleteById(anna.role());
        }

        assertThat(sessions.find(complete.id())).isPresent();
        assertThat(sessions.own(caller(anna))).hasSize(1 + 5);
    }

    @Test
    void browserSessionEndsAfterItsAbsoluteLifetime() {
        LoginSession session = sessions.beginWeb(anna, FIREFOX);
        for (int i = 0; i < 12 * 60 / 20 - 1; i++) {
            clock.move(Duration.ofMinutes(20));
            sessions.active(session);
        }
        assertThat(sessions.find(session.id())).isPresent();

        clock.move(Duration.ofMinutes(20));
        sessions.active(session);

        assertThat(sessions.find(session.id())).isEmpty();
    }

    @Test
    void unusedTokenIsValidUntilItsExpiry() {
        LoginSession token = sessions.beginToken(anna, FIREFOX, HOUR);

        clock.move(Duration.ofMinutes(59));
        assertThat(sessions.find(token.id())).isPresent();
        clock.move(Duration.ofMinutes(1));
        assertThat(sessions.find(token.id())).isEmpty();
    }

    @Test
    void userEndsOwnSessionsOnly() {
        LoginSession mine = sessions.beginWeb(anna, FIREFOX);
        LoginSession roots = sessions.beginWeb(root, FIREFOX);

        sessions.end(caller(anna), mine.id());
        sessions.end(caller(anna), roots.id());

        assertThat(sessions.find(mine.id())).isEmpty();
        assertThat(sessions.find(roots.id())).isPresent();
        assertThat(audit.actions()).containsExactly("session.end");
    }

    @Test
    void onlyAdministratorsEndAllSessionsOfAUser() {
        LoginSession web = sessions.beginWeb(anna, FIREFOX);
        LoginSession token = sessions.beginToken(anna, FIREFOX, HOUR);
        LoginSession roots = sessions.beginWeb(root, FIREFOX);

        assertThatThrownBy(() -> sessions.endAll(caller(anna), root.id()))
                .isInstanceOf(NotAdministratorException.class);
        assertThatThrownBy(() -> sessions.of(caller(anna), root.id())).isInstanceOf(NotAdministratorException.class);
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
        LoginSession token = sessions.beginToken(anna, FIREFOX, HOUR);

        change.by(caller(root), anna.id(), "user.disable", account -> {
            account.become(User.State.DISABLED);
            account.endSessions();
            return null;
        });

        assertThat(sessions.find(token.id())).isEmpty();
    }

    @Test
    void signInDuringEndOfAllSessionsCausesNoDeadlock() throws Exception {
        // With many rows of one account, MariaDB locks all rows when it ends those of the account.
        IntStream.range(0, 100).forEach(_ -> sessions.beginWeb(anna, FIREFOX));
        CountDownLatch raised = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<?> ending = threads.submit(() -> transaction.executeWithoutResult(_ -> {
                Account account = accounts.findById(anna.id().value()).orElseThrow();
                account.endSessions();
                User changed = accounts.saveAndFlush(account).toUser();
                raised.countDown();
                // Gives the other thread time to reach its lock.
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                rows.endStale(anna.id().value(), changed.generation());
            }));
            Future<LoginSession> signingIn = threads.submit(() -> {
                raised.await();
                return sessions.beginWeb(anna, FIREFOX);
            });

            ending.get();
            assertThat(signingIn.get().user()).isEqualTo(anna.id());
        }
    }

    @Test
    void sessionFromAnEarlierGenerationIsInvalid() {
        LoginSession before = sessions.beginWeb(anna, FIREFOX);
        User raised = change.by(caller(root), anna.id(), "test", account -> {
            account.endSessions();
            return null;
        });
        LoginSession after = sessions.beginWeb(raised, FIREFOX);

        change.by(caller(root), anna.id(), "test", _ -> null);

        assertThat(sessions.find(before.id())).isEmpty();
        assertThat(sessions.find(after.id())).isPresent();
    }

    @Test
    void longUserAgentIsTruncated() {
        LoginSession session = sessions.beginWeb(anna, new Client("192.0.2.1", "x".repeat(3_000)));

        assertThat(sessions.find(session.id()).orElseThrow().userAgent()).hasSize(255);
    }

    private User account(User.Role role) {
        String name = "u" + UUID.randomUUID().toString().substring(0, 8);
        return accounts.saveAndFlush(
                        new Account(new UserName(name), name, User.State.ACTIVE, role, "x", clock.instant()))
                .toUser();
    }

    private static Caller caller(User user) {
        return new Caller(user.id(), user.name(), "192.0.2.2", Caller.Channel.REST);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock(Instant.parse("2026-11-25T10:00:00Z"));
        }
    }
}
