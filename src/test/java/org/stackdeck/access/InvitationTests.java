package org.stackdeck.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditRecord;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Accounts;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.IdentityWorld;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;
import org.stackdeck.identity.Invitation;
import org.stackdeck.identity.InvitationId;
import org.stackdeck.identity.InvitationVoidException;
import org.stackdeck.identity.InvitationWish;
import org.stackdeck.identity.Invitations;
import org.stackdeck.identity.Joining;
import org.stackdeck.identity.LoginSession;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.Registration;
import org.stackdeck.identity.RegistrationPolicy;
import org.stackdeck.identity.RegistrationRefusedException;
import org.stackdeck.identity.Setup;
import org.stackdeck.identity.SignIn;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.UnknownGroupException;
import org.stackdeck.identity.UnknownInvitationException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.MovableClock;

/** Invitations with their grants in the database. */
@DatabaseTest
@Import({
    IdentityWorld.class,
    StoredGrants.class,
    GrantBook.class,
    GrantNews.class,
    StoredRoles.class,
    OpenPromises.class,
    StoredPromises.class
})
@TestPropertySource(
        properties = {
            "STACKDECK_SETUP_CODE=let-me-set-up",
            "stackdeck.limits.per-source=30",
            "stackdeck.limits.registrations=1000000"
        })
abstract class InvitationTests {

    private static final String GOOD = "a quiet river bends";
    private static final UserName ROOT = new UserName("root.one");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final CloudName LAB = new CloudName("lab");
    private static final Terms OPERATE = new Terms(LAB, Set.of(new ProjectId("p-web")), Role.OPERATOR, null, null);

    @Autowired
    PromisedGrants promises;

    @Autowired
    Invitations invitations;

    @Autowired
    Joining joining;

    @Autowired
    Grants grants;

    @Autowired
    Roles roles;

    @Autowired
    Groups groups;

    @Autowired
    RegistrationPolicy policy;

    @Autowired
    Registration registration;

    @Autowired
    Accounts accounts;

    @Autowired
    Directory directory;

    @Autowired
    Setup setup;

    @Autowired
    SignIn signIn;

    @Autowired
    LoginSessions sessions;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    private String source = "";

    @BeforeEach
    void anAdministrator() {
        if (setup.needed()) {
            setup.complete("LET ME-set-up", ROOT.value(), GOOD, "192.0.2.2", Caller.Channel.REST);
        }
        source = UUID.randomUUID().toString();
    }

    @AfterEach
    void anyoneMayAsk() {
        policy.set(root(), RegistrationPolicy.Mode.APPROVAL);
    }

    @Test
    void acceptanceCreatesAnActiveAccountWithGroupsAndGrants() {
        Group team = group("team");
        Invitations.Made made = invite(1, Set.of(team), new PromisedGrant(OPERATE));
        assertThat(joining.inviter(token(made), source)).isEqualTo("root.one");

        User mia = join(made);

        assertThat(mia.active()).isTrue();
        assertThat(mia.administrator()).isFalse();
        assertThat(signIn.signIn(mia.name().value(), GOOD, source, Caller.Channel.REST))
                .isInstanceOf(SignIn.SignedIn.class);
        assertThat(groups.of(mia.id())).containsExactly(team.id());
        assertThat(grants.of(Grantee.of(mia.id())))
                .singleElement()
                .satisfies(grant -> assertThat(grant.terms()).isEqualTo(OPERATE));
        assertThat(found(made)).satisfies(used -> {
            assertThat(used.state(clock.instant())).isEqualTo(Invitation.State.USED);
            assertThat(used.used()).extracting(Invitation.Use::user).containsExactly(mia.id());
        });
    }

    @Test
    void allStepsAreAuditedWithoutTheToken() {
        Invitations.Made made = invite(1, Set.of(group("team")), new PromisedGrant(OPERATE));
        User mia = join(made);
        assertVoid(token(made));

        assertThat(trail(made))
                .containsExactly(
                        "invitation.use REFUSED (unknown)",
                        "invitation.use SUCCESS " + mia.name(),
                        "invitation.promise SUCCESS root.one",
                        "invitation.create SUCCESS root.one");
        assertThat(audit.newest(0, 100).stream().map(AuditRecord::entry).toList())
                .filteredOn(entry -> entry.source().equals("invitation " + id(made)))
                .extracting(AuditEntry::action)
                .containsExactlyInAnyOrder("grant.create", "group.members");
        assertThat(audit.newest(0, 1000).toString()).doesNotContain(token(made));
        assertThat(database.sql("select token_hash from invitations")
                        .query(String.class)
                        .list())
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"))
                .doesNotContain(token(made));
        assertThat(made.toString()).doesNotContain(token(made));
    }

    @Test
    void invalidInvitationsGetTheSameResponse() {
        Invitations.Made used = invite(1, Set.of());
        join(used);
        Invitations.Made withdrawn = invite(1, Set.of());
        invitations.withdraw(root(), withdrawn.invitation().id());
        String inviter = administrator();
        Invitations.Made unvouched = promises.invite(caller(inviter), wish(1, Set.of()), List.of());
        accounts.setRole(root(), user(inviter).id(), User.Role.MEMBER);
        Invitations.Made expired = invite(1, Set.of());
        clock.move(WEEK);

        String good = token(invite(1, Set.of()));
        String tampered = (good.charAt(0) == 'A' ? 'B' : 'A') + good.substring(1);
        for (String token : List.of(
                token(used), token(withdrawn), token(unvouched), token(expired), tampered, "", "x", good + "A")) {
            assertVoid(token);
            assertThatExceptionOfType(InvitationVoidException.class)
                    .isThrownBy(() -> joining.inviter(token, source))
                    .withMessage("the invitation does not hold");
        }
        assertThat(found(unvouched).state(clock.instant().minus(Duration.ofDays(1))))
                .isEqualTo(Invitation.State.UNVOUCHED);
        assertThat(found(expired).state(clock.instant())).isEqualTo(Invitation.State.EXPIRED);
        assertThat(found(withdrawn).state(clock.instant())).isEqualTo(Invitation.State.WITHDRAWN);
    }

    @Test
    void invitationOfAFormerAdministratorRevealsNoTakenNames() {
        String inviter = administrator();
        Invitations.Made made = promises.invite(caller(inviter), wish(1, Set.of()), List.of());
        accounts.setRole(root(), user(inviter).id(), User.Role.MEMBER);

        assertThatExceptionOfType(InvitationVoidException.class)
                .isThrownBy(() -> joining.join(token(made), inviter, "", GOOD, source, Caller.Channel.REST));
    }

    @Test
    void roleOfAnOpenInvitationIsNotDeleted() {
        String word = "r-" + UUID.randomUUID();
        Role role = roles.create(root(), new Role(word, Set.of(Permission.SERVER_START)));
        Terms terms = new Terms(LAB, Set.of(new ProjectId("p-web")), role, null, null);
        Invitations.Made made = invite(1, Set.of(), new PromisedGrant(terms));

        assertThatExceptionOfType(RoleProtectedException.class)
                .isThrownBy(() -> roles.remove(root(), word))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(RoleProtectedException.Reason.PROMISED));

        invitations.withdraw(root(), made.invitation().id());
        roles.remove(root(), word);
        assertThat(roles.find(word)).isEmpty();
    }

    @Test
    void invitationIsValidUntilItsExpiry() {
        Invitations.Made made = invite(2, Set.of());
        clock.move(WEEK.minusMillis(1));
        join(made);
        clock.move(Duration.ofMillis(1));
        assertVoid(token(made));
    }

    @Test
    void invitationOfAnInactiveInviterIsInvalid() {
        String inviter = administrator();
        Invitations.Made made = promises.invite(caller(inviter), wish(2, Set.of()), List.of());
        accounts.disable(root(), user(inviter).id());
        assertVoid(token(made));
        accounts.enable(root(), user(inviter).id());
        assertThat(join(made).active()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void concurrentAcceptancesDoNotExceedTheUses(int uses) throws InterruptedException {
        Group team = group("crowd");
        Invitations.Made made = invite(uses, Set.of(team), new PromisedGrant(OPERATE));
        List<Callable<User>> all = IntStream.range(0, 8)
                .<Callable<User>>mapToObj(_ -> () -> join(made))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
            List<Future<User>> ends = threads.invokeAll(all);
            assertThat(ends.stream().filter(end -> failure(end) == null)).hasSize(uses);
            assertThat(ends.stream().map(InvitationTests::failure))
                    .allMatch(failure -> failure == null || failure instanceof InvitationVoidException);
        }
        assertThat(groups.find(team.id()).orElseThrow().members()).hasSize(uses);
        assertThat(found(made).used()).hasSize(uses);
    }

    @Test
    void concurrentAcceptancesWithOneNameCreateOneAccount() throws InterruptedException {
        Invitations.Made made = invite(8, Set.of());
        String name = fresh("same");
        List<Callable<User>> all = IntStream.range(0, 4)
                .<Callable<User>>mapToObj(_ -> () -> join(token(made), name, GOOD))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
            List<Future<User>> ends = threads.invokeAll(all);
            assertThat(ends.stream().map(InvitationTests::failure).filter(failure -> failure == null))
                    .hasSize(1);
            assertThat(ends.stream().map(InvitationTests::failure))
                    .allMatch(failure -> failure == null || failure instanceof InvalidInputException);
        }
        assertThat(found(made).used()).hasSize(1);
    }

    @Test
    void takenNamesAreReportedToTheHolderUpToALimit() {
        Invitations.Made made = invite(1, Set.of());
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> join(token(made), ROOT.value(), GOOD))
                    .satisfies(refusal ->
                            assertThat(refusal.problems()).containsExactly(Map.entry(Field.NAME, Problem.NAME_TAKEN)));
        }
        assertThatThrownBy(() -> join(token(made), ROOT.value(), GOOD)).isInstanceOf(TooManyAttemptsException.class);
        clock.move(Duration.ofMinutes(1));
        assertThat(found(made).used()).isEmpty();
    }

    @Test
    void invalidInputDoesNotConsumeAUse() {
        Invitations.Made made = invite(1, Set.of());
        assertThatThrownBy(() -> join(token(made), "No Name!", "short")).isInstanceOf(InvalidInputException.class);
        assertThat(join(made).active()).isTrue();
    }

    @Test
    void missingGroupsAndRolesAreSkippedAndAudited() {
        Group staying = group("staying");
        Group going = group("going");
        Role own = new Role("r-" + UUID.randomUUID(), Set.of(Permission.SERVER_START));
        roles.save(root(), own);
        Terms over = OPERATE.withUntil(clock.instant().plus(Duration.ofHours(1)));
        Invitations.Made made = invite(
                1,
                Set.of(staying, going),
                new PromisedGrant(OPERATE.withRole(own)),
                new PromisedGrant(over),
                new PromisedGrant(OPERATE));
        groups.remove(root(), going.id());
        // As stored by an older version, which did not check grants of invitations.
        database.sql("delete from roles where name = ?").param(own.word()).update();
        clock.move(Duration.ofHours(1));

        User mia = join(made);

        assertThat(groups.of(mia.id())).containsExactly(staying.id());
        assertThat(grants.of(Grantee.of(mia.id()))).extracting(Grant::terms).containsExactly(OPERATE);
        assertThat(entries(made))
                .filteredOn(entry -> entry.action().equals("invitation.leave-out"))
                .allMatch(entry -> entry.result() == AuditEntry.Result.FAILED)
                .extracting(AuditEntry::detail)
                .satisfiesExactlyInAnyOrder(
                        detail -> assertThat(detail).contains(going.name().value(), "gone"),
                        detail -> assertThat(detail).contains(own.word(), "the role is gone"),
                        detail -> assertThat(detail).contains("over already"));
    }

    @Test
    void grantDurationStartsAtTheAcceptance() {
        Invitations.Made made = invite(2, Set.of(), new PromisedGrant(OPERATE, Duration.ofHours(36)));
        clock.move(Duration.ofDays(2));
        Instant joined = clock.instant();
        User mia = join(made);
        assertThat(grants.of(Grantee.of(mia.id())))
                .extracting(grant -> grant.terms().until())
                .containsExactly(joined.plus(Duration.ofHours(36)));
    }

    @Test
    void grantsOfInvitationsAreStoredCompletely() {
        Role own = Role.unnamed(Set.of(Permission.SERVER_STOP, Permission.SERVER_LOG));
        Terms all = new Terms(
                LAB,
                Set.of(),
                new ServerSelector.Named(new NamePattern("web-*")),
                own,
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2027-02-01T00:00:00Z"),
                null);
        List<PromisedGrant> wanted = List.of(
                new PromisedGrant(all), new PromisedGrant(OPERATE, Duration.ofDays(3)), new PromisedGrant(OPERATE));
        Invitations.Made made = promises.invite(root(), wish(1, Set.of()), wanted);
        assertThat(promises.all(root()).get(made.invitation().id())).isEqualTo(wanted);
    }

    @Test
    void acceptanceFollowsTheRegistrationPolicy() {
        Invitations.Made made = invite(2, Set.of());
        policy.set(root(), RegistrationPolicy.Mode.INVITATION);
        assertThat(join(made).active()).isTrue();

        policy.set(root(), RegistrationPolicy.Mode.CLOSED);
        assertThatThrownBy(() -> join(made)).isInstanceOf(RegistrationRefusedException.class);
        assertThat(found(made).used()).hasSize(1);

        policy.set(root(), RegistrationPolicy.Mode.APPROVAL);
        assertThat(join(made).active()).isTrue();
    }

    @Test
    void wrongTokensAreThrottledByAddress() {
        for (int i = 0; i < 30; i++) {
            assertVoid("x");
        }
        assertThatThrownBy(() -> joining.inviter("x", source)).isInstanceOf(TooManyAttemptsException.class);
        String elsewhere = "203.0.113.9";
        Invitations.Made made = invite(1, Set.of());
        for (int i = 0; i < 40; i++) {
            joining.inviter(token(made), elsewhere);
        }
    }

    @Test
    void invitationsRequireARecentlyAuthenticatedAdministrator() {
        Invitations.Made made = invite(1, Set.of());
        Caller member = caller(member());
        assertThatThrownBy(() -> promises.invite(member, wish(1, Set.of()), List.of(new PromisedGrant(OPERATE))))
                .isInstanceOf(NotAdministratorException.class);
        assertThatThrownBy(() -> invitations.all(member)).isInstanceOf(NotAdministratorException.class);
        assertThatThrownBy(() -> promises.all(member)).isInstanceOf(NotAdministratorException.class);
        assertThatThrownBy(() -> invitations.withdraw(member, made.invitation().id()))
                .isInstanceOf(NotAdministratorException.class);

        Caller stale = root();
        clock.move(Duration.ofMinutes(11));
        long before = count();
        assertThatThrownBy(() -> promises.invite(stale, wish(1, Set.of()), List.of()))
                .isInstanceOf(StepUpRequiredException.class);
        assertThatThrownBy(() -> invitations.withdraw(stale, made.invitation().id()))
                .isInstanceOf(StepUpRequiredException.class);
        assertThat(count()).isEqualTo(before);
        assertThat(audit.newest(0, 2).stream().map(AuditRecord::entry).toList())
                .extracting(AuditEntry::action, AuditEntry::result)
                .containsExactly(
                        tuple("invitation.withdraw", AuditEntry.Result.REFUSED),
                        tuple("invitation.create", AuditEntry.Result.REFUSED));
    }

    @Test
    void invalidGrantsCreateNoInvitation() {
        long before = count();
        assertThatThrownBy(() ->
                        invite(1, Set.of(), new PromisedGrant(OPERATE.withRole(new Role("no-such", Set.of())))))
                .isInstanceOf(UnknownRoleException.class);
        Group gone = group("gone");
        groups.remove(root(), gone.id());
        assertThatThrownBy(() -> invite(1, Set.of(gone))).isInstanceOf(UnknownGroupException.class);
        PromisedGrant[] many = IntStream.rangeClosed(0, PromisedGrants.MOST)
                .mapToObj(i -> new PromisedGrant(OPERATE, Duration.ofDays(i + 1)))
                .toArray(PromisedGrant[]::new);
        assertThatThrownBy(() -> invite(1, Set.of(), many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> invitations.withdraw(root(), new InvitationId(UUID.randomUUID())))
                .isInstanceOf(UnknownInvitationException.class);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void valuesOutsideTheLimitsAreRefused() {
        assertThatThrownBy(() -> new InvitationWish("", Duration.ofMinutes(59), 1, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InvitationWish("", Duration.ofDays(30).plusSeconds(1), 1, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        for (int uses : List.of(0, -1, 101)) {
            assertThatThrownBy(() -> new InvitationWish("", WEEK, uses, Set.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new InvitationWish("x".repeat(101), WEEK, 1, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InvitationWish("ro\u202Eot", WEEK, 1, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Invitations.Made invite(int uses, Set<Group> into, PromisedGrant... promised) {
        return promises.invite(root(), wish(uses, into), List.of(promised));
    }

    private static InvitationWish wish(int uses, Set<Group> into) {
        return new InvitationWish(
                "Mia <b>Berg</b>", WEEK, uses, into.stream().map(Group::id).collect(Collectors.toSet()));
    }

    private User join(Invitations.Made made) {
        return join(token(made), fresh("mia"), GOOD);
    }

    private User join(String token, String name, String password) {
        return joining.join(token, name, "", password, source, Caller.Channel.REST);
    }

    private void assertVoid(String token) {
        assertThatExceptionOfType(InvitationVoidException.class)
                .isThrownBy(() -> join(token, fresh("mia"), GOOD))
                .withMessage("the invitation does not hold");
    }

    private static @Nullable Throwable failure(Future<?> end) {
        try {
            end.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Invitation found(Invitations.Made made) {
        return invitations.all(root()).stream()
                .filter(each -> each.id().equals(made.invitation().id()))
                .findFirst()
                .orElseThrow();
    }

    private List<AuditEntry> entries(Invitations.Made made) {
        return audit.newest(0, 200).stream()
                .map(AuditRecord::entry)
                .filter(entry -> id(made).equals(entry.objectId()))
                .toList();
    }

    private List<String> trail(Invitations.Made made) {
        return entries(made).stream()
                .map(entry -> entry.action() + " " + entry.result() + " " + entry.actor())
                .toList();
    }

    private static String id(Invitations.Made made) {
        return made.invitation().id().toString();
    }

    private static String token(Invitations.Made made) {
        return made.token().value();
    }

    private long count() {
        return database.sql("select count(*) from invitations")
                .query(Long.class)
                .single();
    }

    private Group group(String name) {
        return groups.create(root(), new GroupName(fresh(name)), Set.of());
    }

    private String member() {
        String name = fresh("member");
        registration.register(name, "", GOOD, source, Caller.Channel.REST);
        accounts.approve(root(), user(name).id());
        return name;
    }

    private String administrator() {
        String name = member();
        accounts.setRole(root(), user(name).id(), User.Role.ADMINISTRATOR);
        return name;
    }

    private static String fresh(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private User user(String name) {
        return directory.find(new UserName(name)).orElseThrow();
    }

    private Caller root() {
        return caller(ROOT.value());
    }

    /** Simulates a user who has just signed in. */
    private Caller caller(String name) {
        User user = user(name);
        LoginSession session = sessions.beginWeb(user, new LoginSession.Client("192.0.2.2", null));
        return new Caller(user.id(), user.name(), "192.0.2.2", Caller.Channel.REST, session.id());
    }
}
