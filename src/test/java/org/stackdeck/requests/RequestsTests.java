package org.stackdeck.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.Access;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Grants;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.access.TooManyGrantsException;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.FakeStepUp;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.platform.MovableClock;
import org.stackdeck.requests.AccessRequest.State;

@DatabaseTest
@Import(RequestsWorld.class)
abstract class RequestsTests {

    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    AccessRequests requests;

    @Autowired
    Grants grants;

    @Autowired
    Access access;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeDirectory directory;

    @Autowired
    FakeStepUp stepUp;

    @Autowired
    RecordedAudit audit;

    @Autowired
    ToldRequests told;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEventPublisher events;

    private Caller administrator;
    private User anna;

    @BeforeEach
    void someoneWhoSeesAServer() {
        administrator = FakeDirectory.caller(directory.administrator("ada"));
        anna = member("anna");
        inventory.put(
                AServer.named("web-1").build(),
                AServer.named("web-2").build(),
                AServer.named("secret").in(AServer.RESEARCH).build());
        grants.give(
                administrator,
                Grantee.of(anna.id()),
                new Terms(AServer.CLOUD, Set.of(AServer.STAFF.id()), Role.VIEWER, null, null));
        audit.forget();
        told.forget();
    }

    @AfterEach
    void proofsAreFresh() {
        stepUp.need(false);
    }

    @Test
    void requestIsStoredCompletely() {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1", "web-2"));

        assertThat(requests.own(caller(anna))).containsExactly(asked);
        assertThat(asked)
                .isEqualTo(new AccessRequest(
                        asked.id(),
                        anna.id(),
                        anna.name(),
                        restart("web-1", "web-2"),
                        "staff",
                        Map.of(new ServerId("web-1"), "web-1", new ServerId("web-2"), "web-2"),
                        clock.instant(),
                        State.OPEN,
                        null,
                        false));
        assertThat(requests.open(administrator)).contains(asked);
        assertThat(told.users()).containsExactly(anna.id());
        assertThat(audit.entries())
                .containsExactly(new AuditEntry(
                        anna.id().toString(),
                        anna.name().value(),
                        "192.0.2.7",
                        "REST",
                        "request.ask",
                        "request",
                        asked.id().toString(),
                        anna.name().value(),
                        AuditEntry.Result.SUCCESS,
                        "cloud=lab project=p-staff servers=[web-1, web-2] permissions=server:read,server:reboot for=PT24H"
                                + " reason=The shop <b>hangs</b>"));
    }

    @Test
    void userWithoutAccessMayRequestWithoutATarget() {
        User ben = member("ben");
        String words = "\u5546\u5e97 \ud83d\ude80 " + "x".repeat(Wish.LONGEST_REASON - 6);

        AccessRequest asked = requests.ask(caller(ben), Wish.inWords(DAY, words));

        assertThat(asked.wish().reason()).isEqualTo(words);
        assertThat(requests.own(caller(ben))).containsExactly(asked);
        assertThat(asked.asAsked(clock.instant())).isEmpty();
        assertThatExceptionOfType(IndefiniteRequestException.class)
                .isThrownBy(() -> requests.approve(administrator, asked.id()));
        assertThat(requests.own(caller(ben))).containsExactly(asked);
    }

    @Test
    void invisibleTargetIsRefusedLikeAMissingOne() {
        List<Wish> wishes = List.of(
                wish(new Target(AServer.CLOUD, AServer.RESEARCH.id(), Set.of(new ServerId("secret")))),
                wish(new Target(AServer.CLOUD, AServer.RESEARCH.id(), Set.of(new ServerId("no-such")))),
                wish(new Target(AServer.CLOUD, AServer.STAFF.id(), Set.of(new ServerId("secret")))),
                wish(new Target(AServer.CLOUD, AServer.RESEARCH.id(), Set.of(new ServerId("web-1")))),
                wish(new Target(
                        AServer.CLOUD, AServer.STAFF.id(), Set.of(new ServerId("web-1"), new ServerId("secret")))),
                wish(new Target(AServer.CLOUD, AServer.RESEARCH.id(), Set.of())),
                wish(new Target(AServer.CLOUD, new ProjectId("no-such"), Set.of())));

        for (Wish wish : wishes) {
            assertThatExceptionOfType(UnknownTargetException.class)
                    .isThrownBy(() -> requests.ask(caller(anna), wish))
                    .withMessage("no such project or server");
        }
        assertThat(requests.own(caller(anna))).isEmpty();
        assertThat(audit.entries())
                .hasSize(wishes.size())
                .allSatisfy(entry -> assertThat(entry)
                        .extracting(AuditEntry::action, AuditEntry::result, AuditEntry::detail)
                        .containsExactly("request.ask", AuditEntry.Result.REFUSED, "no such project or server"));
    }

    @Test
    void approvalCreatesTheRequestedGrantForItsDuration() {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        clock.move(Duration.ofHours(3));

        AccessRequest approved = requests.approve(administrator, asked.id());

        Instant end = clock.instant().plus(DAY);
        Grant given = grants.find(answer(approved).grants().getFirst()).orElseThrow();
        assertThat(given.grantee()).isEqualTo(Grantee.of(anna.id()));
        assertThat(given.terms())
                .isEqualTo(new Terms(
                        AServer.CLOUD,
                        Set.of(AServer.STAFF.id()),
                        new ServerSelector.Ids(Set.of(new ServerId("web-1"))),
                        Role.unnamed(Set.of(Permission.SERVER_REBOOT)),
                        clock.instant(),
                        end,
                        null));
        assertThat(approved.state()).isEqualTo(State.APPROVED);
        assertThat(answer(approved))
                .isEqualTo(new AccessRequest.Answer(
                        administrator.userName(), clock.instant(), null, List.of(given.id()), end));
        assertThat(requests.own(caller(anna))).containsExactly(approved);
        assertThat(requests.open(administrator)).doesNotContain(asked);
        assertThat(requests.closed(administrator)).contains(approved);
        assertThat(audit.actions()).containsExactly("request.ask", "grant.create", "request.approve");
        assertThat(mayRestart()).isTrue();

        clock.move(DAY);
        assertThat(mayRestart()).isFalse();
    }

    @Test
    void approvalWithOtherTermsCreatesTheirGrants() {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        Instant end = clock.instant().plus(Duration.ofHours(2));
        Terms less = new Terms(AServer.CLOUD, Set.of(AServer.STAFF.id()), Role.OPERATOR, null, end);
        Terms more = new Terms(AServer.CLOUD, Set.of(), Role.VIEWER, clock.instant(), end.plusSeconds(1));

        AccessRequest approved = requests.approve(administrator, asked.id(), List.of(less, more));

        assertThat(answer(approved).until()).isEqualTo(end.plusSeconds(1));
        assertThat(answer(approved).grants().stream()
                        .map(id -> grants.find(id).orElseThrow().terms())
                        .toList())
                .containsExactly(
                        new Terms(AServer.CLOUD, Set.of(AServer.STAFF.id()), Role.OPERATOR, clock.instant(), end),
                        more);
    }

    @Test
    void concurrentDecisionsSucceedOnce() throws InterruptedException, ExecutionException {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        int before = grants.of(Grantee.of(anna.id())).size();
        List<String> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<String>> all = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> decide(asked.id(), i)))
                    .toList();
            for (Future<String> one : all) {
                answers.add(one.get());
            }
        }

        AccessRequest decided = requests.own(caller(anna)).getFirst();
        assertThat(answers).containsOnlyOnce("decided");
        assertThat(answers.stream().filter(answer -> !answer.equals("decided")))
                .containsOnly("already decided by " + answer(decided).by());
        assertThat(grants.of(Grantee.of(anna.id()))).hasSize(decided.state() == State.APPROVED ? before + 1 : before);
    }

    private String decide(RequestId id, int number) {
        Caller reviewer = FakeDirectory.caller(directory.administrator("rev" + number));
        try {
            if (number % 2 == 0) {
                requests.approve(reviewer, id);
            } else {
                requests.refuse(reviewer, id, "no");
            }
            return "decided";
        } catch (RequestClosedException closed) {
            return "already decided by " + answer(closed.request()).by();
        }
    }

    @Test
    void declinedRequestHasAReasonAndIsUnseenUntilRead() {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        assertThat(requests.counts(caller(anna))).isEqualTo(new AccessRequests.Counts(0, 0));
        assertThat(requests.counts(administrator).open()).isPositive();

        AccessRequest refused = requests.refuse(administrator, asked.id(), " Ask the web team. ");

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(answer(refused).reason()).isEqualTo("Ask the web team.");
        assertThat(requests.counts(caller(anna))).isEqualTo(new AccessRequests.Counts(0, 1));
        requests.seen(caller(anna));
        assertThat(requests.counts(caller(anna))).isEqualTo(new AccessRequests.Counts(0, 0));
        assertThat(audit.entries().getLast())
                .extracting(AuditEntry::action, AuditEntry::objectName, AuditEntry::detail)
                .containsExactly("request.refuse", anna.name().value(), "reason=Ask the web team.");
    }

    @Test
    void approvalOfACancelledRequestIsRefused() {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        AccessRequest withdrawn = requests.withdraw(caller(anna), asked.id());
        audit.forget();

        assertThatExceptionOfType(RequestClosedException.class)
                .isThrownBy(() -> requests.approve(administrator, asked.id()))
                .satisfies(e -> assertThat(e.request()).isEqualTo(withdrawn));
        assertThatExceptionOfType(RequestClosedException.class)
                .isThrownBy(() -> requests.withdraw(caller(anna), asked.id()));
        assertThat(mayRestart()).isFalse();
        assertThat(audit.entries())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED));
    }

    @Test
    void usersSeeTheirOwnRequestsOnly() {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        User ben = member("ben");

        assertThat(requests.own(caller(ben))).isEmpty();
        assertThatExceptionOfType(UnknownRequestException.class)
                .isThrownBy(() -> requests.withdraw(caller(ben), asked.id()));
        assertThatExceptionOfType(UnknownRequestException.class)
                .isThrownBy(() -> requests.withdraw(caller(ben), new RequestId(UUID.randomUUID())));
        for (ThrowingCallable deed : List.<ThrowingCallable>of(
                () -> requests.open(caller(ben)),
                () -> requests.closed(caller(ben)),
                () -> requests.approve(caller(ben), asked.id()),
                () -> requests.approve(caller(anna), asked.id()),
                () -> requests.refuse(caller(anna), asked.id(), "no"))) {
            assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(deed);
        }
        assertThat(requests.own(caller(anna))).containsExactly(asked);
        assertThat(audit.entries().stream()
                        .filter(entry -> entry.result() == AuditEntry.Result.REFUSED)
                        .map(AuditEntry::action))
                .containsExactly(
                        "request.withdraw", "request.withdraw", "request.approve", "request.approve", "request.refuse");
    }

    @Test
    void decisionRequiresARecentlyAuthenticatedAdministrator() {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        stepUp.need(true);

        assertThatExceptionOfType(StepUpRequiredException.class)
                .isThrownBy(() -> requests.approve(administrator, asked.id()));
        assertThatExceptionOfType(StepUpRequiredException.class)
                .isThrownBy(() -> requests.refuse(administrator, asked.id(), "no"));

        assertThat(requests.own(caller(anna))).containsExactly(asked);
        assertThat(mayRestart()).isFalse();
    }

    @Test
    void equalOpenRequestIsReturnedAndOpenRequestsAreLimited() {
        AccessRequest first = requests.ask(caller(anna), restart("web-1"));
        assertThat(requests.ask(
                        caller(anna),
                        Wish.of(
                                servers("web-1"),
                                Set.of(Permission.SERVER_REBOOT, Permission.SERVER_READ),
                                Duration.ofHours(8),
                                "Still")))
                .isEqualTo(first);
        for (int i = 1; i < AccessRequests.MOST_OPEN; i++) {
            requests.ask(caller(anna), Wish.inWords(DAY, "Number " + i));
        }

        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> requests.ask(caller(anna), Wish.inWords(DAY, "One more")));
        assertThat(requests.own(caller(anna))).hasSize(AccessRequests.MOST_OPEN);
        requests.withdraw(caller(anna), first.id());
        requests.ask(caller(anna), Wish.inWords(DAY, "One more"));
        clock.move(AccessRequest.OPEN_FOR);
        requests.ask(caller(anna), Wish.inWords(DAY, "Much later"));
    }

    @Test
    void requestsPerDayAreLimited() {
        AccessRequest refused = requests.ask(caller(anna), restart("web-1"));
        requests.refuse(administrator, refused.id(), "no");
        for (int i = 1; i < AccessRequests.MOST_A_DAY; i++) {
            AccessRequest asked = requests.ask(caller(anna), Wish.inWords(DAY, "Number " + i));
            requests.withdraw(caller(anna), asked.id());
        }

        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> requests.ask(caller(anna), Wish.inWords(DAY, "One more")))
                .satisfies(refusal -> assertThat(refusal.limit()).isEqualTo(TooManyRequestsException.Limit.DAY));

        assertThat(requests.closed(administrator))
                .filteredOn(request -> request.by().equals(anna.id()))
                .extracting(AccessRequest::id)
                .containsExactly(refused.id());
        clock.move(DAY);
        requests.ask(caller(anna), Wish.inWords(DAY, "Tomorrow"));
    }

    @Test
    void concurrentEqualRequestsCreateOne() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<AccessRequest>> all = IntStream.range(0, 12)
                    .mapToObj(_ -> threads.submit(() -> requests.ask(caller(anna), restart("web-1"))))
                    .toList();
            for (Future<AccessRequest> one : all) {
                one.get();
            }
        }

        assertThat(requests.own(caller(anna))).hasSize(1);
    }

    @Test
    void requestExpiresAfterThirtyDays() {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        clock.move(AccessRequest.OPEN_FOR);

        assertThat(requests.own(caller(anna))).extracting(AccessRequest::state).containsExactly(State.EXPIRED);
        assertThat(requests.open(administrator)).extracting(AccessRequest::id).doesNotContain(asked.id());
        assertThatExceptionOfType(RequestClosedException.class)
                .isThrownBy(() -> requests.approve(administrator, asked.id()));
    }

    @Test
    void openRequestsOfADisabledUserLapse() {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        told.forget();

        transaction.executeWithoutResult(_ -> {
            directory.put(anna.name().value(), User.State.DISABLED, User.Role.MEMBER);
            events.publishEvent(new UserChanged(anna.id()));
        });

        await().untilAsserted(() -> assertThat(told.users()).containsExactly(anna.id()));
        assertThat(audit.actions()).endsWith("request.lapse");
        assertThatExceptionOfType(UnknownTargetException.class)
                .isThrownBy(() -> requests.ask(caller(anna), restart("web-2")));
        assertThatExceptionOfType(UnknownUserException.class)
                .isThrownBy(() -> requests.ask(caller(anna), Wish.inWords(DAY, "Let me in")));
        assertThatExceptionOfType(RequestClosedException.class)
                .isThrownBy(() -> requests.approve(administrator, asked.id()));
        directory.put(anna.name().value(), User.State.ACTIVE, User.Role.MEMBER);
        assertThat(requests.own(caller(anna))).extracting(AccessRequest::state).containsExactly(State.LAPSED);
    }

    @Test
    void approvalForADisabledUserIsRefusedBeforeTheRequestLapses() {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        directory.put(anna.name().value(), User.State.DISABLED, User.Role.MEMBER);

        assertThat(requests.open(administrator)).extracting(AccessRequest::id).doesNotContain(asked.id());
        assertThatExceptionOfType(RequestClosedException.class)
                .isThrownBy(() -> requests.approve(administrator, asked.id()));
    }

    @Test
    void requestRemainsOpenIfTheGrantCannotBeCreated() {
        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        grants.replace(
                administrator,
                Grantee.of(anna.id()),
                IntStream.range(0, Grants.MOST)
                        .mapToObj(
                                i -> new Terms(AServer.CLOUD, Set.of(new ProjectId("p" + i)), Role.VIEWER, null, null))
                        .toList());

        assertThatExceptionOfType(TooManyGrantsException.class)
                .isThrownBy(() -> requests.approve(administrator, asked.id()));

        assertThat(requests.own(caller(anna))).extracting(AccessRequest::state).containsExactly(State.OPEN);
        assertThat(audit.entries())
                .filteredOn(entry -> entry.action().equals("request.approve"))
                .noneMatch(entry -> entry.result() == AuditEntry.Result.SUCCESS);
    }

    @Test
    void valuesOutsideTheLimitsAreRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Wish.inWords(DAY, "x".repeat(10_000)));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Wish.inWords(DAY, " \n "));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Wish.inWords(Duration.ofMinutes(59), "x"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Wish.inWords(Duration.ofDays(30).plusSeconds(1), "x"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Wish.of(servers("web-1"), Set.of(), DAY, "x"));
    }

    @Test
    void changesAreVisibleToOtherInstancesIndependentlyOfClocks() {
        long before = requests.changes(0).newest();
        assertThat(requests.changes(before).by()).isEmpty();

        AccessRequest asked = requests.ask(caller(anna), restart("web-1"));
        AccessRequests.Changes asking = requests.changes(before);
        clock.move(Duration.ofMinutes(-1));
        requests.refuse(administrator, asked.id(), "no");

        assertThat(asking.by()).containsExactly(anna.id());
        assertThat(requests.changes(asking.newest()).by()).containsExactly(anna.id());
        assertThat(requests.changes(asking.newest()).newest()).isGreaterThan(asking.newest());
    }

    private boolean mayRestart() {
        return access.decide(
                        access.fresh(anna.id()),
                        Permission.SERVER_REBOOT,
                        ServerFacts.of(AServer.named("web-1").build()))
                .allowed();
    }

    private static AccessRequest.Answer answer(AccessRequest request) {
        return Objects.requireNonNull(request.answer());
    }

    private static Wish restart(String... servers) {
        return wish(servers(servers));
    }

    private static Wish wish(Target target) {
        return Wish.of(target, Set.of(Permission.SERVER_REBOOT), DAY, " The shop <b>hangs</b>\n");
    }

    private static Target servers(String... ids) {
        return new Target(
                AServer.CLOUD,
                AServer.STAFF.id(),
                Set.of(ids).stream().map(ServerId::new).collect(Collectors.toSet()));
    }

    private static Caller caller(User user) {
        return FakeDirectory.caller(user);
    }

    /**
     * A new user for each test, because the database is not cleaned. Creates the account's row, which requests refer
     * to.
     */
    private User member(String name) {
        User user = directory.member(name + "-" + UUID.randomUUID().toString().substring(0, 8));
        UserId id = user.id();
        database.sql("""
                        insert into accounts (id, name, display_name, state, role, password_hash, generation, created_at, version)
                        values (?, ?, ?, 'ACTIVE', 'MEMBER', 'x', 1, '2026-01-01', 0)""")
                .params(id.toString(), user.name().value(), user.displayName())
                .update();
        return user;
    }
}
