package org.stackdeck.access.invitation;

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
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.grant.AccessChangedPublisher;
import org.stackdeck.access.grant.DefaultGrantService;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.access.role.JpaRoleService;
import org.stackdeck.access.role.RoleChangeRefusedException;
import org.stackdeck.access.role.RoleService;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrailReader;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.IdentityTestConfiguration;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountAdministrationService;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.identity.invitation.InvalidInvitationException;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.InvitationAcceptanceService;
import org.stackdeck.identity.invitation.InvitationAdministrationService;
import org.stackdeck.identity.invitation.InvitationId;
import org.stackdeck.identity.invitation.NewInvitation;
import org.stackdeck.identity.invitation.UnknownInvitationException;
import org.stackdeck.identity.registration.RegistrationNotAllowedException;
import org.stackdeck.identity.registration.RegistrationPolicyService;
import org.stackdeck.identity.registration.RegistrationService;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.session.TestSessions;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.identity.signin.PasswordAuthenticationService;
import org.stackdeck.platform.MutableClock;

/** Invitations with their grants in the database. */
@DatabaseTest
@Import({
    IdentityTestConfiguration.class,
    DefaultGrantService.class,
    AccessChangedPublisher.class,
    JpaRoleService.class,
    InvitationRoleUsageCheck.class,
    DefaultInvitationWithGrantsService.class,
    InvitationGrantCreator.class
})
@TestPropertySource(
        properties = {
            "stackdeck.setup-code=let-me-set-up",
            "stackdeck.limits.per-source=30",
            "stackdeck.limits.sign-ins=1000000",
            "stackdeck.limits.changes=1000000",
            "stackdeck.limits.registrations=1000000"
        })
class InvitationWithGrantsServiceTests {

    private static final String GOOD = "a quiet river bends";
    private static final UserName ROOT = new UserName("root.one");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final CloudName LAB = new CloudName("lab");
    private static final GrantTerms OPERATE =
            new GrantTerms(LAB, Set.of(new ProjectId("p-web")), Role.OPERATOR, null, null);

    @Autowired
    InvitationWithGrantsService promises;

    @Autowired
    InvitationAdministrationService invitations;

    @Autowired
    InvitationAcceptanceService joining;

    @Autowired
    GrantService grants;

    @Autowired
    RoleService roles;

    @Autowired
    GroupService groups;

    @Autowired
    RegistrationPolicyService policy;

    @Autowired
    RegistrationService registration;

    @Autowired
    AccountAdministrationService accounts;

    @Autowired
    UserDirectory directory;

    @Autowired
    AdministratorSetupService setup;

    @Autowired
    PasswordAuthenticationService signIn;

    @Autowired
    LoginSessionService sessions;

    @Autowired
    JdbcClient database;

    @Autowired
    MutableClock clock;

    private String source = "";

    @BeforeEach
    void anAdministrator() {
        if (setup.isRequired()) {
            setup.complete("LET ME-set-up", ROOT.value(), GOOD, "192.0.2.2", Caller.Channel.REST);
        }
        source = UUID.randomUUID().toString();
    }

    @AfterEach
    void anyoneMayAsk() {
        policy.setMode(root(), RegistrationPolicyService.Mode.APPROVAL);
    }

    @Test
    void acceptanceCreatesAnActiveAccountWithGroupsAndGrants() {
        Group team = group("team");
        InvitationAdministrationService.CreatedInvitation createdInvitation =
                invite(1, Set.of(team), new InvitationGrant(OPERATE));
        assertThat(joining.findInviterName(token(createdInvitation), source)).isEqualTo("root.one");

        User mia = join(createdInvitation);

        assertThat(mia.isActive()).isTrue();
        assertThat(mia.isAdministrator()).isFalse();
        assertThat(signIn.signIn(mia.name().value(), GOOD, source, Caller.Channel.REST))
                .isPresent();
        assertThat(groups.findIdsByMember(mia.id())).containsExactly(team.id());
        assertThat(grants.listByGrantee(Grantee.of(mia.id())))
                .singleElement()
                .satisfies(grant -> assertThat(grant.terms()).isEqualTo(OPERATE));
        assertThat(found(createdInvitation)).satisfies(used -> {
            assertThat(used.state(clock.instant())).isEqualTo(Invitation.State.USED);
            assertThat(used.acceptances())
                    .extracting(Invitation.InvitationUse::user)
                    .containsExactly(mia.id());
        });
    }

    @Test
    void allStepsAreAuditedWithoutTheToken() {
        InvitationAdministrationService.CreatedInvitation createdInvitation =
                invite(1, Set.of(group("team")), new InvitationGrant(OPERATE));
        User mia = join(createdInvitation);
        assertVoid(token(createdInvitation));

        assertThat(trail(createdInvitation))
                .containsExactly(
                        "invitation.use REFUSED (unknown)",
                        "invitation.use SUCCESS " + mia.name(),
                        "invitation.promise SUCCESS root.one",
                        "invitation.create SUCCESS root.one");
        assertThat(AuditTrailReader.newest(database, 0, 100).stream()
                        .map(NumberedAuditEntry::entry)
                        .toList())
                .filteredOn(entry -> entry.source().equals("invitation " + id(createdInvitation)))
                .extracting(AuditEntry::action)
                .containsExactlyInAnyOrder("grant.create", "group.members");
        assertThat(AuditTrailReader.newest(database, 0, 1000).toString()).doesNotContain(token(createdInvitation));
        assertThat(database.sql("select token_hash from invitations")
                        .query(String.class)
                        .list())
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"))
                .doesNotContain(token(createdInvitation));
        assertThat(createdInvitation.toString()).doesNotContain(token(createdInvitation));
    }

    @Test
    void invalidInvitationsGetTheSameResponse() {
        InvitationAdministrationService.CreatedInvitation used = invite(1, Set.of());
        join(used);
        InvitationAdministrationService.CreatedInvitation withdrawn = invite(1, Set.of());
        invitations.revoke(root(), withdrawn.invitation().id());
        String inviter = administrator();
        InvitationAdministrationService.CreatedInvitation unvouched =
                promises.createInvitation(caller(inviter), wish(1, Set.of()), List.of());
        accounts.setRole(root(), user(inviter).id(), User.Role.MEMBER);
        InvitationAdministrationService.CreatedInvitation expired = invite(1, Set.of());
        clock.advance(WEEK);

        String good = token(invite(1, Set.of()));
        String tampered = (good.charAt(0) == 'A' ? 'B' : 'A') + good.substring(1);
        for (String token : List.of(
                token(used), token(withdrawn), token(unvouched), token(expired), tampered, "", "x", good + "A")) {
            assertVoid(token);
            assertThatExceptionOfType(InvalidInvitationException.class)
                    .isThrownBy(() -> joining.findInviterName(token, source))
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
        InvitationAdministrationService.CreatedInvitation createdInvitation =
                promises.createInvitation(caller(inviter), wish(1, Set.of()), List.of());
        accounts.setRole(root(), user(inviter).id(), User.Role.MEMBER);

        assertThatExceptionOfType(InvalidInvitationException.class)
                .isThrownBy(
                        () -> joining.accept(token(createdInvitation), inviter, "", GOOD, source, Caller.Channel.REST));
    }

    @Test
    void roleOfAnOpenInvitationIsNotDeleted() {
        String word = "r-" + UUID.randomUUID();
        Role role = roles.create(root(), new Role(word, Set.of(Permission.SERVER_START)));
        GrantTerms grantTerms = new GrantTerms(LAB, Set.of(new ProjectId("p-web")), role, null, null);
        InvitationAdministrationService.CreatedInvitation createdInvitation =
                invite(1, Set.of(), new InvitationGrant(grantTerms));

        assertThatExceptionOfType(RoleChangeRefusedException.class)
                .isThrownBy(() -> roles.delete(root(), word))
                .satisfies(refusal ->
                        assertThat(refusal.reason()).isEqualTo(RoleChangeRefusedException.Reason.IN_OPEN_INVITATION));

        invitations.revoke(root(), createdInvitation.invitation().id());
        roles.delete(root(), word);
        assertThat(roles.find(word)).isEmpty();
    }

    @Test
    void invitationIsValidUntilItsExpiry() {
        InvitationAdministrationService.CreatedInvitation createdInvitation = invite(2, Set.of());
        clock.advance(WEEK.minusMillis(1));
        join(createdInvitation);
        clock.advance(Duration.ofMillis(1));
        assertVoid(token(createdInvitation));
    }

    @Test
    void invitationOfAnInactiveInviterIsInvalid() {
        String inviter = administrator();
        InvitationAdministrationService.CreatedInvitation createdInvitation =
                promises.createInvitation(caller(inviter), wish(2, Set.of()), List.of());
        accounts.disable(root(), user(inviter).id());
        assertVoid(token(createdInvitation));
        accounts.enable(root(), user(inviter).id());
        assertThat(join(createdInvitation).isActive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void concurrentAcceptancesDoNotExceedTheUses(int uses) throws InterruptedException {
        Group team = group("crowd");
        InvitationAdministrationService.CreatedInvitation createdInvitation =
                invite(uses, Set.of(team), new InvitationGrant(OPERATE));
        List<Callable<User>> all = IntStream.range(0, 8)
                .<Callable<User>>mapToObj(_ -> () -> join(createdInvitation))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
            List<Future<User>> ends = threads.invokeAll(all);
            assertThat(ends.stream().filter(end -> failure(end) == null)).hasSize(uses);
            assertThat(ends.stream().map(InvitationWithGrantsServiceTests::failure))
                    .allMatch(failure -> failure == null || failure instanceof InvalidInvitationException);
        }
        assertThat(groups.find(team.id()).orElseThrow().members()).hasSize(uses);
        assertThat(found(createdInvitation).acceptances()).hasSize(uses);
    }

    @Test
    void concurrentAcceptancesWithOneNameCreateOneAccount() throws InterruptedException {
        InvitationAdministrationService.CreatedInvitation createdInvitation = invite(8, Set.of());
        String name = fresh("same");
        List<Callable<User>> all = IntStream.range(0, 4)
                .<Callable<User>>mapToObj(_ -> () -> join(token(createdInvitation), name, GOOD))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
            List<Future<User>> ends = threads.invokeAll(all);
            assertThat(ends.stream()
                            .map(InvitationWithGrantsServiceTests::failure)
                            .filter(failure -> failure == null))
                    .hasSize(1);
            assertThat(ends.stream().map(InvitationWithGrantsServiceTests::failure))
                    .allMatch(failure -> failure == null || failure instanceof InvalidInputException);
        }
        assertThat(found(createdInvitation).acceptances()).hasSize(1);
    }

    @Test
    void takenNamesAreReportedToTheHolderUpToALimit() {
        InvitationAdministrationService.CreatedInvitation createdInvitation = invite(1, Set.of());
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> join(token(createdInvitation), ROOT.value(), GOOD))
                    .satisfies(refusal -> assertThat(refusal.problems())
                            .containsExactly(Map.entry(InputField.NAME, InputProblem.NAME_TAKEN)));
        }
        assertThatThrownBy(() -> join(token(createdInvitation), ROOT.value(), GOOD))
                .isInstanceOf(TooManyAttemptsException.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(found(createdInvitation).acceptances()).isEmpty();
    }

    @Test
    void invalidInputDoesNotConsumeAUse() {
        InvitationAdministrationService.CreatedInvitation createdInvitation = invite(1, Set.of());
        assertThatThrownBy(() -> join(token(createdInvitation), "No Name!", "short"))
                .isInstanceOf(InvalidInputException.class);
        assertThat(join(createdInvitation).isActive()).isTrue();
    }

    @Test
    void missingGroupsAndRolesAreSkippedAndAudited() {
        Group staying = group("staying");
        Group going = group("going");
        Role own = new Role("r-" + UUID.randomUUID(), Set.of(Permission.SERVER_START));
        roles.createOrUpdate(root(), own);
        GrantTerms over = OPERATE.withUntil(clock.instant().plus(Duration.ofHours(1)));
        InvitationAdministrationService.CreatedInvitation createdInvitation = invite(
                1,
                Set.of(staying, going),
                new InvitationGrant(OPERATE.withRole(own)),
                new InvitationGrant(over),
                new InvitationGrant(OPERATE));
        groups.delete(root(), going.id());
        // Older versions allowed the deletion of roles that open invitations use.
        database.sql("delete from roles where name = ?").param(own.name()).update();
        clock.advance(Duration.ofHours(1));

        User mia = join(createdInvitation);

        assertThat(groups.findIdsByMember(mia.id())).containsExactly(staying.id());
        assertThat(grants.listByGrantee(Grantee.of(mia.id())))
                .extracting(Grant::terms)
                .containsExactly(OPERATE);
        assertThat(entries(createdInvitation))
                .filteredOn(entry -> entry.action().equals("invitation.leave-out"))
                .allMatch(entry -> entry.result() == AuditEntry.Result.FAILED)
                .extracting(AuditEntry::detailText)
                .satisfiesExactlyInAnyOrder(
                        detail -> assertThat(detail).contains(going.name().value(), "group-deleted"),
                        detail -> assertThat(detail).contains(own.name(), "role-deleted"),
                        detail -> assertThat(detail).contains("grant-ended"));
    }

    @Test
    void grantDurationStartsAtTheAcceptance() {
        InvitationAdministrationService.CreatedInvitation createdInvitation =
                invite(2, Set.of(), new InvitationGrant(OPERATE, Duration.ofHours(36)));
        clock.advance(Duration.ofDays(2));
        Instant joined = clock.instant();
        User mia = join(createdInvitation);
        assertThat(grants.listByGrantee(Grantee.of(mia.id())))
                .extracting(grant -> grant.terms().until())
                .containsExactly(joined.plus(Duration.ofHours(36)));
    }

    @Test
    void grantsOfInvitationsAreStoredCompletely() {
        Role own = Role.unnamed(Set.of(Permission.SERVER_STOP, Permission.SERVER_LOG));
        GrantTerms all = new GrantTerms(
                LAB,
                Set.of(),
                new ResourceSelector.ByName(new NamePattern("web-*")),
                own,
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2027-02-01T00:00:00Z"),
                null);
        List<InvitationGrant> wanted = List.of(
                new InvitationGrant(all),
                new InvitationGrant(OPERATE, Duration.ofDays(3)),
                new InvitationGrant(OPERATE));
        InvitationAdministrationService.CreatedInvitation createdInvitation =
                promises.createInvitation(root(), wish(1, Set.of()), wanted);
        assertThat(promises.list(root()).get(createdInvitation.invitation().id()))
                .isEqualTo(wanted);
    }

    @Test
    void acceptanceFollowsTheRegistrationPolicy() {
        InvitationAdministrationService.CreatedInvitation createdInvitation = invite(2, Set.of());
        policy.setMode(root(), RegistrationPolicyService.Mode.INVITATION);
        assertThat(join(createdInvitation).isActive()).isTrue();

        policy.setMode(root(), RegistrationPolicyService.Mode.CLOSED);
        assertThatThrownBy(() -> join(createdInvitation)).isInstanceOf(RegistrationNotAllowedException.class);
        assertThat(found(createdInvitation).acceptances()).hasSize(1);

        policy.setMode(root(), RegistrationPolicyService.Mode.APPROVAL);
        assertThat(join(createdInvitation).isActive()).isTrue();
    }

    @Test
    void wrongTokensAreThrottledByAddress() {
        for (int i = 0; i < 30; i++) {
            assertVoid("x");
        }
        assertThatThrownBy(() -> joining.findInviterName("x", source)).isInstanceOf(TooManyAttemptsException.class);
        String elsewhere = "203.0.113.9";
        InvitationAdministrationService.CreatedInvitation createdInvitation = invite(1, Set.of());
        for (int i = 0; i < 40; i++) {
            joining.findInviterName(token(createdInvitation), elsewhere);
        }
    }

    @Test
    void invitationsRequireARecentlyAuthenticatedAdministrator() {
        InvitationAdministrationService.CreatedInvitation createdInvitation = invite(1, Set.of());
        Caller member = caller(member());
        assertThatThrownBy(() ->
                        promises.createInvitation(member, wish(1, Set.of()), List.of(new InvitationGrant(OPERATE))))
                .isInstanceOf(NotAdministratorException.class);
        assertThatThrownBy(() -> invitations.list(member)).isInstanceOf(NotAdministratorException.class);
        assertThatThrownBy(() -> promises.list(member)).isInstanceOf(NotAdministratorException.class);
        assertThatThrownBy(() -> invitations.revoke(
                        member, createdInvitation.invitation().id()))
                .isInstanceOf(NotAdministratorException.class);

        Caller stale = root();
        clock.advance(Duration.ofMinutes(11));
        long before = count();
        assertThatThrownBy(() -> promises.createInvitation(stale, wish(1, Set.of()), List.of()))
                .isInstanceOf(StepUpRequiredException.class);
        assertThatThrownBy(() ->
                        invitations.revoke(stale, createdInvitation.invitation().id()))
                .isInstanceOf(StepUpRequiredException.class);
        assertThat(count()).isEqualTo(before);
        assertThat(AuditTrailReader.newest(database, 0, 2).stream()
                        .map(NumberedAuditEntry::entry)
                        .toList())
                .extracting(AuditEntry::action, AuditEntry::result)
                .containsExactly(
                        tuple("invitation.withdraw", AuditEntry.Result.REFUSED),
                        tuple("invitation.create", AuditEntry.Result.REFUSED));
    }

    @Test
    void invalidGrantsCreateNoInvitation() {
        long before = count();
        assertThatThrownBy(() ->
                        invite(1, Set.of(), new InvitationGrant(OPERATE.withRole(new Role("no-such", Set.of())))))
                .isInstanceOf(UnknownRoleException.class);
        Group gone = group("gone");
        groups.delete(root(), gone.id());
        assertThatThrownBy(() -> invite(1, Set.of(gone))).isInstanceOf(UnknownGroupException.class);
        InvitationGrant[] many = IntStream.rangeClosed(0, InvitationWithGrantsService.MAX_PER_INVITATION)
                .mapToObj(i -> new InvitationGrant(OPERATE, Duration.ofDays(i + 1)))
                .toArray(InvitationGrant[]::new);
        assertThatThrownBy(() -> invite(1, Set.of(), many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> invitations.revoke(root(), new InvitationId(UUID.randomUUID())))
                .isInstanceOf(UnknownInvitationException.class);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void valuesOutsideTheLimitsAreRefused() {
        assertThatThrownBy(() -> new NewInvitation("", Duration.ofMinutes(59), 1, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewInvitation("", Duration.ofDays(30).plusSeconds(1), 1, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        for (int uses : List.of(0, -1, 101)) {
            assertThatThrownBy(() -> new NewInvitation("", WEEK, uses, Set.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new NewInvitation("x".repeat(101), WEEK, 1, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewInvitation("ro\u202Eot", WEEK, 1, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private InvitationAdministrationService.CreatedInvitation invite(
            int uses, Set<Group> into, InvitationGrant... promised) {
        return promises.createInvitation(root(), wish(uses, into), List.of(promised));
    }

    private static NewInvitation wish(int uses, Set<Group> into) {
        return new NewInvitation(
                "Mia <b>Berg</b>", WEEK, uses, into.stream().map(Group::id).collect(Collectors.toSet()));
    }

    private User join(InvitationAdministrationService.CreatedInvitation createdInvitation) {
        return join(token(createdInvitation), fresh("mia"), GOOD);
    }

    private User join(String token, String name, String password) {
        return joining.accept(token, name, "", password, source, Caller.Channel.REST);
    }

    private void assertVoid(String token) {
        assertThatExceptionOfType(InvalidInvitationException.class)
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

    private Invitation found(InvitationAdministrationService.CreatedInvitation createdInvitation) {
        return invitations.list(root()).stream()
                .filter(each -> each.id().equals(createdInvitation.invitation().id()))
                .findFirst()
                .orElseThrow();
    }

    private List<AuditEntry> entries(InvitationAdministrationService.CreatedInvitation createdInvitation) {
        return AuditTrailReader.newest(database, 0, 200).stream()
                .map(NumberedAuditEntry::entry)
                .filter(entry -> id(createdInvitation).equals(entry.objectId()))
                .toList();
    }

    private List<String> trail(InvitationAdministrationService.CreatedInvitation createdInvitation) {
        return entries(createdInvitation).stream()
                .map(entry -> entry.action() + " " + entry.result() + " " + entry.actor())
                .toList();
    }

    private static String id(InvitationAdministrationService.CreatedInvitation createdInvitation) {
        return createdInvitation.invitation().id().toString();
    }

    private static String token(InvitationAdministrationService.CreatedInvitation createdInvitation) {
        return createdInvitation.token().value();
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

    /** Creates a caller who has just signed in. */
    private Caller caller(String name) {
        User user = user(name);
        return TestSessions.signIn(sessions, user, "192.0.2.2", Caller.Channel.REST);
    }
}
