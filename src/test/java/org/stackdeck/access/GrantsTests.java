package org.stackdeck.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;

@DatabaseTest
@Import({
    StoredGrants.class,
    GrantAudit.class,
    SubjectLoader.class,
    Subjects.class,
    GrantedAccess.class,
    FakeDirectory.class,
    RecordedAudit.class,
    ToldChanges.class
})
abstract class GrantsTests {

    private static final CloudName LAB = new CloudName("lab");
    private static final ProjectId WEB = new ProjectId("p-web");
    private static final Instant FRIDAY = Instant.parse("2126-03-06T18:00:00.123456789Z");

    @Autowired
    Grants grants;

    @Autowired
    Access access;

    @Autowired
    FakeDirectory directory;

    @Autowired
    RecordedAudit audit;

    @Autowired
    ToldChanges told;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient database;

    private Caller administrator;
    private User anna;

    @BeforeEach
    void someUsers() {
        administrator = FakeDirectory.caller(directory.administrator("ada"));
        // A new one for each test, since nothing is cleaned.
        anna = directory.member("anna-" + UUID.randomUUID().toString().substring(0, 8));
        audit.forget();
        told.forget();
    }

    @Test
    void keepsEachPartOfAGrantToTheMicrosecond() {
        Grant given = grants.give(administrator, anna.id(), wish(WEB, Role.OPERATOR, FRIDAY));

        assertThat(grants.of(anna.id())).containsExactly(given);
        assertThat(given)
                .isEqualTo(new Grant(
                        given.id(),
                        anna.id(),
                        LAB,
                        WEB,
                        Role.OPERATOR,
                        null,
                        Instant.parse("2126-03-06T18:00:00.123456Z")));
        assertThat(grants.all()).contains(given);
    }

    @Test
    void writesDownWhoGaveWhatToWhom() {
        Grant given = grants.give(administrator, anna.id(), wish(null, Role.VIEWER, FRIDAY));

        assertThat(audit.entries())
                .containsExactly(new AuditEntry(
                        administrator.userId().toString(),
                        "ada",
                        "192.0.2.7",
                        "REST",
                        "grant.create",
                        "grant",
                        given.id().toString(),
                        anna.name().value(),
                        AuditEntry.Result.SUCCESS,
                        "user=" + anna.name()
                                + " role=viewer cloud=lab project=* from=- until=2126-03-06T18:00:00.123456Z"));
    }

    @Test
    void tellsOfAChangeAfterTheCommit() {
        transaction.executeWithoutResult(status -> {
            grants.give(administrator, anna.id(), wish(WEB, Role.VIEWER, null));
            assertThat(told.users()).isEmpty();
        });

        assertThat(told.users()).containsExactly(anna.id());
    }

    @Test
    void doesNotGiveTheSameTwice() {
        Grant first = grants.give(administrator, anna.id(), wish(null, Role.VIEWER, FRIDAY));
        Grant second = grants.give(administrator, anna.id(), wish(null, Role.VIEWER, FRIDAY));

        assertThat(second).isEqualTo(first);
        assertThat(grants.of(anna.id())).containsExactly(first);
        assertThat(audit.actions()).containsExactly("grant.create");
        assertThat(told.users()).hasSize(1);
    }

    @Test
    void doesNotGiveTheSameTwiceToManyAtOnce() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                all.add(threads.submit(() -> grants.give(administrator, anna.id(), wish(WEB, Role.VIEWER, null))));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(grants.of(anna.id())).hasSize(1);
    }

    @Test
    void replacesWhatIsThereAndKeepsWhatStays() {
        Grant stays = grants.give(administrator, anna.id(), wish(WEB, Role.VIEWER, null));
        grants.give(administrator, anna.id(), wish(WEB, Role.OPERATOR, null));
        audit.forget();

        List<Grant> now = grants.replace(
                administrator,
                anna.id(),
                List.of(wish(WEB, Role.VIEWER, null), wish(null, Role.VIEWER, null), wish(null, Role.VIEWER, null)));

        assertThat(now).isEqualTo(grants.of(anna.id())).hasSize(2).contains(stays);
        assertThat(now).extracting(Grant::role).containsOnly(Role.VIEWER);
        assertThat(audit.actions()).containsExactlyInAnyOrder("grant.revoke", "grant.create");
    }

    @Test
    void saysNothingOfAReplacementThatChangesNothing() {
        grants.give(administrator, anna.id(), wish(WEB, Role.VIEWER, null));
        told.forget();
        audit.forget();

        grants.replace(administrator, anna.id(), List.of(wish(WEB, Role.VIEWER, null)));

        assertThat(told.users()).isEmpty();
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void revokesOneAndTakesNoOffenceAtOneThatIsGone() {
        Grant given = grants.give(administrator, anna.id(), wish(WEB, Role.VIEWER, null));

        grants.revoke(administrator, given.id());
        grants.revoke(administrator, given.id());

        assertThat(grants.of(anna.id())).isEmpty();
        assertThat(audit.actions()).containsExactly("grant.create", "grant.revoke");
        assertThat(told.users()).hasSize(2);
    }

    @Test
    void refusesEveryChangeByAMemberAndWritesItDown() {
        Grant given = grants.give(administrator, anna.id(), wish(WEB, Role.VIEWER, null));
        Caller member = FakeDirectory.caller(anna);
        audit.forget();

        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> grants.give(member, anna.id(), wish(null, Role.OPERATOR, null)));
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> grants.replace(member, anna.id(), List.of()));
        assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(() -> grants.revoke(member, given.id()));

        assertThat(grants.of(anna.id())).containsExactly(given);
        assertThat(audit.entries())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED));
    }

    @Test
    void refusesSomeoneWhoDoesNotExist() {
        assertThatExceptionOfType(UnknownUserException.class)
                .isThrownBy(
                        () -> grants.give(administrator, new UserId(UUID.randomUUID()), wish(WEB, Role.VIEWER, null)));
    }

    @Test
    void leavesNothingBehindWhenTheTransactionIsUndone() {
        access.subject(anna.id());

        transaction.executeWithoutResult(status -> {
            grants.give(administrator, anna.id(), wish(WEB, Role.VIEWER, null));
            access.subject(anna.id());
            status.setRollbackOnly();
        });

        assertThat(access.subject(anna.id()).grants()).isEmpty();
        assertThat(told.users()).isEmpty();
    }

    @Test
    void doesNotKeepRightsReadInATransactionThatIsUndone() {
        transaction.executeWithoutResult(status -> {
            grants.give(administrator, anna.id(), wish(WEB, Role.VIEWER, null));
            assertThat(access.subject(anna.id()).grants()).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(access.subject(anna.id()).grants()).isEmpty();
    }

    @Test
    void whoeverIsToldOfAChangeGetsTheNewRights() {
        ServerFacts server = new ServerFacts(new ServerKey(LAB, new ServerId("s")), WEB);
        assertThat(access.maySee(access.subject(anna.id()), server)).isFalse();
        List<Boolean> seen = new ArrayList<>();
        told.then(user -> seen.add(access.maySee(access.subject(user), server)));

        Grant given = grants.give(administrator, anna.id(), wish(WEB, Role.VIEWER, null));
        grants.revoke(administrator, given.id());

        assertThat(seen).containsExactly(true, false);
    }

    @Test
    void aGrantCountsFromItsBeginningToItsEnd() {
        ServerFacts server = new ServerFacts(new ServerKey(LAB, new ServerId("s")), WEB);
        Instant now = Instant.now();
        grants.give(
                administrator,
                anna.id(),
                new Grants.Wish(LAB, WEB, Role.VIEWER, now.plusSeconds(3600), now.plusSeconds(7200)));
        grants.give(
                administrator,
                anna.id(),
                new Grants.Wish(LAB, WEB, Role.VIEWER, now.minusSeconds(7200), now.minusSeconds(3600)));
        assertThat(access.maySee(access.subject(anna.id()), server)).isFalse();

        grants.give(
                administrator,
                anna.id(),
                new Grants.Wish(LAB, WEB, Role.VIEWER, now.minusSeconds(3600), now.plusSeconds(3600)));
        assertThat(access.maySee(access.subject(anna.id()), server)).isTrue();
    }

    @Test
    void aDisabledUserLosesAllRightsWhenTheChangeIsTold() {
        grants.give(administrator, anna.id(), wish(WEB, Role.VIEWER, null));
        assertThat(access.subject(anna.id()).active()).isTrue();
        told.forget();

        transaction.executeWithoutResult(status -> {
            directory.put(anna.name().value(), User.State.DISABLED, User.Role.MEMBER);
            events.publishEvent(new UserChanged(anna.id()));
        });

        assertThat(access.subject(anna.id()).active()).isFalse();
        assertThat(told.users()).containsExactly(anna.id());
    }

    @Test
    void readsTheRightsOnceUntilTheyChange() {
        access.subject(anna.id());
        int before = directory.reads();

        for (int i = 0; i < 10; i++) {
            access.subject(anna.id());
        }

        assertThat(directory.reads()).isEqualTo(before);
    }

    @Test
    void theDatabaseItselfRefusesAValidityThatEndsBeforeItBegins() {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> database.sql("""
                                insert into grants
                                  (id, subject_type, subject_id, cloud, role, valid_from, valid_until, created_at, created_by)
                                values (?, 'USER', ?, 'lab', 'VIEWER', '2026-01-02', '2026-01-01', '2026-01-01', ?)""")
                        .params(
                                UUID.randomUUID().toString(),
                                anna.id().toString(),
                                anna.id().toString())
                        .update());
    }

    private static Grants.Wish wish(@Nullable ProjectId project, Role role, @Nullable Instant until) {
        return new Grants.Wish(LAB, project, role, null, until);
    }
}
