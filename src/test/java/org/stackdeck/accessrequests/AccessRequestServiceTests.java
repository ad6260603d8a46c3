package org.stackdeck.accessrequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
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
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.access.grant.TooManyGrantsException;
import org.stackdeck.accessrequests.AccessRequest.State;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeStepUpCheck;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TestAccounts;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.platform.MutableClock;

@DatabaseTest
@Import(AccessRequestTestConfiguration.class)
class AccessRequestServiceTests {

    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    AccessRequestService requests;

    @Autowired
    GrantService grants;

    @Autowired
    AccessDecisionService access;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeResourceInventory resources;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeStepUpCheck stepUp;

    @Autowired
    FakeAuditTrail audit;

    @Autowired
    RecordedAccessRequestEvents told;

    @Autowired
    MutableClock clock;

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
        administrator = FakeUserDirectory.caller(directory.administrator("ada"));
        anna = member("anna");
        inventory.put(
                ServerBuilder.named("web-1").build(),
                ServerBuilder.named("web-2").build(),
                ServerBuilder.named("secret").project(ServerBuilder.RESEARCH).build());
        grants.create(
                administrator,
                Grantee.of(anna.id()),
                new GrantTerms(ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), Role.VIEWER, null, null));
        audit.clear();
        told.clear();
    }

    @AfterEach
    void proofsAreFresh() {
        stepUp.setRequired(false);
        resources.setComplete(true);
    }

    @Test
    void eachChangeOfTheStateIsPublishedOnce() {
        AccessRequest created = requests.create(caller(anna), restart("web-1"));
        AccessRequest same = requests.create(caller(anna), restart("web-1"));
        AccessRequest declined = requests.decline(administrator, created.id(), "no");
        AccessRequest cancelled = requests.cancel(
                caller(anna), requests.create(caller(anna), restart("web-2")).id());

        assertThat(same).isEqualTo(created);
        assertThat(told.changed().stream().map(AccessRequest::state))
                .containsExactly(State.OPEN, State.REFUSED, State.OPEN, State.WITHDRAWN);
        assertThat(told.changed()).contains(created, declined, cancelled);
    }

    @Test
    void requestIsStoredCompletely() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1", "web-2"));

        assertThat(requests.listOwn(caller(anna))).containsExactly(accessRequest);
        assertThat(accessRequest)
                .isEqualTo(new AccessRequest(
                        accessRequest.id(),
                        anna.id(),
                        anna.name(),
                        restart("web-1", "web-2"),
                        "staff",
                        Map.of(new ServerId("web-1"), "web-1", new ServerId("web-2"), "web-2"),
                        null,
                        clock.instant(),
                        State.OPEN,
                        null,
                        false));
        assertThat(openIds()).contains(accessRequest.id());
        assertThat(told.users()).containsExactly(anna.id());
        assertThat(audit.entries())
                .containsExactly(new AuditEntry(
                        anna.id().toString(),
                        anna.name().value(),
                        "192.0.2.7",
                        "REST",
                        "request.ask",
                        "request",
                        accessRequest.id().toString(),
                        anna.name().value(),
                        AuditEntry.Result.SUCCESS,
                        AuditDetail.of("cloud", "lab")
                                .with("project", "p-staff")
                                .with("servers", List.of("web-1", "web-2"))
                                .with("permissions", List.of("server:read", "server:reboot"))
                                .with("for", "PT24H")
                                .with("comment", "The shop <b>hangs</b>")));
    }

    @Test
    void userWithoutAccessMayRequestWithoutATarget() {
        User ben = member("ben");
        String text = "\u5546\u5e97 \ud83d\ude80 " + "x".repeat(RequestedAccess.MAX_REASON_LENGTH - 6);

        AccessRequest accessRequest = requests.create(caller(ben), RequestedAccess.withoutTarget(DAY, text));

        assertThat(accessRequest.requested().reason()).isEqualTo(text);
        assertThat(requests.listOwn(caller(ben))).containsExactly(accessRequest);
        assertThat(accessRequest.requestedTerms(clock.instant())).isEmpty();
        assertThatExceptionOfType(MissingGrantTermsException.class)
                .isThrownBy(() -> requests.approve(administrator, accessRequest.id()));
        assertThat(requests.listOwn(caller(ben))).containsExactly(accessRequest);
    }

    @Test
    void invisibleTargetIsRefusedLikeAMissingOne() {
        List<RequestedAccess> requestedAccesss = List.of(
                wish(AccessRequestTarget.ofServers(
                        ServerBuilder.CLOUD, ServerBuilder.RESEARCH.id(), Set.of(new ServerId("secret")))),
                wish(AccessRequestTarget.ofServers(
                        ServerBuilder.CLOUD, ServerBuilder.RESEARCH.id(), Set.of(new ServerId("no-such")))),
                wish(AccessRequestTarget.ofServers(
                        ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), Set.of(new ServerId("secret")))),
                wish(AccessRequestTarget.ofServers(
                        ServerBuilder.CLOUD, ServerBuilder.RESEARCH.id(), Set.of(new ServerId("web-1")))),
                wish(AccessRequestTarget.ofServers(
                        ServerBuilder.CLOUD,
                        ServerBuilder.STAFF.id(),
                        Set.of(new ServerId("web-1"), new ServerId("secret")))),
                wish(AccessRequestTarget.ofServers(ServerBuilder.CLOUD, ServerBuilder.RESEARCH.id(), Set.of())),
                wish(AccessRequestTarget.ofServers(ServerBuilder.CLOUD, new ProjectId("no-such"), Set.of())));

        for (RequestedAccess requestedAccess : requestedAccesss) {
            assertThatExceptionOfType(UnknownAccessRequestTargetException.class)
                    .isThrownBy(() -> requests.create(caller(anna), requestedAccess))
                    .withMessage("no such project or server");
        }
        assertThat(requests.listOwn(caller(anna))).isEmpty();
        assertThat(audit.entries())
                .hasSize(requestedAccesss.size())
                .allSatisfy(entry -> assertThat(entry)
                        .extracting(AuditEntry::action, AuditEntry::result, AuditEntry::detail)
                        .containsExactly(
                                "request.ask", AuditEntry.Result.REFUSED, AuditDetail.ofReason("no-such-target")));
    }

    @Test
    void approvedRequestForAVolumeGivesThePermissionOnThisVolumeOnly() {
        AccessRequest request = requestDeletionOfVolume();

        assertThat(requests.create(caller(anna), deletionOfVolume()).id()).isEqualTo(request.id());
        assertThat(requests.find(administrator, request.id()))
                .get()
                .extracting(AccessRequest::requested, AccessRequest::names)
                .containsExactly(deletionOfVolume(), Map.of(new ServerId("v1"), "data"));
        requests.approve(administrator, request.id());

        assertThat(deletes("v1")).isTrue();
        assertThat(deletes("v2")).isFalse();
        assertThat(audit.entries())
                .filteredOn(entry -> entry.action().equals("request.ask"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).asString().contains("objects"));
    }

    @Test
    void requestForARenamedOrDeletedVolumeIsNotApproved() {
        AccessRequest request = requestDeletionOfVolume();

        volume("v1", "backup");
        assertThatExceptionOfType(RenamedServerException.class)
                .isThrownBy(() -> requests.approve(administrator, request.id()));
        resources.set(ResourceKind.VOLUME);
        assertThatExceptionOfType(RequestedServerMissingException.class)
                .isThrownBy(() -> requests.approve(administrator, request.id()));
        assertThat(deletes("v1")).isFalse();
    }

    /** The last known name can be the one that the requester has changed since. */
    @Test
    void volumeWhoseListCannotBeLoadedIsNeitherRequestedNorApproved() {
        AccessRequest request = requestDeletionOfVolume();
        AccessRequest shown = shown(request);
        List<GrantTerms> terms = List.of(request.requestedTerms(clock.instant()).orElseThrow());
        resources.setComplete(false);

        assertThat(shown(request).currentNames()).isEmpty();
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> requests.create(
                        caller(anna),
                        RequestedAccess.of(volumeTarget("v1"), Set.of(Permission.VOLUME_CREATE), DAY, "It is full")));
        assertThatExceptionOfType(CloudException.class).isThrownBy(() -> requests.approve(administrator, request.id()));
        assertThatExceptionOfType(CloudException.class).isThrownBy(() -> requests.approve(administrator, shown, terms));
        assertThat(requests.listOwn(caller(anna)))
                .singleElement()
                .extracting(AccessRequest::state)
                .isEqualTo(State.OPEN);
    }

    @Test
    void editedApprovalIsRefusedIfTheVolumeWasRenamedSinceTheReviewerSawIt() {
        AccessRequest request = requestDeletionOfVolume();
        AccessRequest before = shown(request);
        List<GrantTerms> terms = List.of(request.requestedTerms(clock.instant()).orElseThrow());

        volume("v1", "backup");
        assertThatExceptionOfType(RenamedServerException.class)
                .isThrownBy(() -> requests.approve(administrator, before, terms));
        assertThat(deletes("v1")).isFalse();

        requests.approve(administrator, shown(request), terms);
        assertThat(deletes("v1")).isTrue();
    }

    @Test
    void currentNamesAreLoadedForAdministratorsOnly() {
        requestDeletionOfVolume();
        int before = resources.loads();

        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> requests.loadCurrentNames(caller(anna)));
        assertThat(resources.loads()).isEqualTo(before);
        requests.loadCurrentNames(administrator);
        assertThat(resources.loads()).isEqualTo(before + 1);
    }

    private AccessRequest shown(AccessRequest request) {
        return requests.listOpen(administrator).stream()
                .filter(open -> open.id().equals(request.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void invisibleVolumeIsRefusedLikeAMissingOne() {
        volume("v1", "data");
        for (String id : List.of("v1", "no-such")) {
            assertThatExceptionOfType(UnknownAccessRequestTargetException.class)
                    .isThrownBy(() -> requests.create(
                            caller(anna),
                            RequestedAccess.of(volumeTarget(id), Set.of(Permission.VOLUME_DELETE), DAY, "Please")));
        }
    }

    @Test
    void permissionsOfAnotherKindAreNotAcceptedForAVolume() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RequestedAccess.of(volumeTarget("v1"), Set.of(Permission.SERVER_DELETE), DAY, "Please"));
    }

    /** Creates the volume {@code v1}, which anna can see, and her request to delete it. */
    private AccessRequest requestDeletionOfVolume() {
        volume("v1", "data");
        GrantTerms readVolumes = new GrantTerms(
                ServerBuilder.CLOUD,
                Set.of(ServerBuilder.STAFF.id()),
                ResourceSelector.ALL,
                Role.unnamed(Set.of(Permission.VOLUME_READ)),
                null,
                null,
                null);
        grants.create(administrator, Grantee.of(anna.id()), readVolumes);
        return requests.create(caller(anna), deletionOfVolume());
    }

    private static RequestedAccess deletionOfVolume() {
        return RequestedAccess.of(volumeTarget("v1"), Set.of(Permission.VOLUME_DELETE), DAY, "The volume is old");
    }

    private boolean deletes(String volume) {
        return access.permissions(anna.id())
                .decide(
                        Permission.VOLUME_DELETE,
                        new ResourceAttributes.OfResource(
                                new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, volume),
                                ServerBuilder.STAFF.id(),
                                "data"))
                .isAllowed();
    }

    private void volume(String id, String name) {
        resources.set(
                ResourceKind.VOLUME,
                new CloudResource(
                        ResourceKind.VOLUME, ServerBuilder.CLOUD, id, ServerBuilder.STAFF, name, false, Map.of()));
    }

    private static AccessRequestTarget volumeTarget(String id) {
        return new AccessRequestTarget(
                ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), ResourceKind.VOLUME, Set.of(new ServerId(id)));
    }

    private List<AccessRequestId> openIds() {
        return requests.listOpen(administrator).stream().map(AccessRequest::id).toList();
    }

    /** Prevents requesters who can rename a server from misleading the administrator. */
    @Test
    void requestForARenamedServerShowsBothNamesAndIsApprovedWithGivenTermsOnly() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        ServerId id = new ServerId("web-1");
        inventory.put(ServerBuilder.named("database").id("web-1").build());

        assertThat(requests.listOpen(administrator))
                .filteredOn(open -> open.id().equals(accessRequest.id()))
                .singleElement()
                .satisfies(open -> {
                    assertThat(open.isRenamed(id)).isTrue();
                    assertThat(open.currentNames()).containsEntry(id, "database");
                    assertThat(open.names()).containsEntry(id, "web-1");
                });
        assertRenamed(accessRequest, "web-1", "database");
        assertThat(audit.entries().getLast())
                .extracting(AuditEntry::action, AuditEntry::result, AuditEntry::detail)
                .containsExactly("request.approve", AuditEntry.Result.REFUSED, AuditDetail.ofReason("server-renamed"));
        GrantTerms terms = accessRequest.requestedTerms(clock.instant()).orElseThrow();
        audit.clear();
        assertThatExceptionOfType(RenamedServerException.class)
                .isThrownBy(() -> requests.approveRequestedServers(administrator, accessRequest.id(), terms));
        assertThat(audit.entries())
                .singleElement()
                .extracting(AuditEntry::action, AuditEntry::result, AuditEntry::detail)
                .containsExactly("request.approve", AuditEntry.Result.REFUSED, AuditDetail.ofReason("server-renamed"));
        assertThat(requests.approve(administrator, accessRequest.id(), List.of(terms))
                        .state())
                .isEqualTo(State.APPROVED);
    }

    @Test
    void requestForAServerThatIsNotInTheInventoryIsApprovedWithGivenServersOnly() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        GrantTerms terms = accessRequest.requestedTerms(clock.instant()).orElseThrow();
        inventory.remove(ServerBuilder.key("web-1"));

        assertThat(requests.listOpen(administrator))
                .filteredOn(open -> open.id().equals(accessRequest.id()))
                .singleElement()
                .satisfies(open -> assertThat(open.currentNames()).isEmpty());
        assertThatExceptionOfType(RequestedServerMissingException.class)
                .isThrownBy(() -> requests.approve(administrator, accessRequest.id()))
                .satisfies(e -> assertThat(e.nameInRequest()).isEqualTo("web-1"));
        assertThatExceptionOfType(RequestedServerMissingException.class)
                .isThrownBy(() -> requests.approveRequestedServers(administrator, accessRequest.id(), terms));
        assertThat(audit.entries())
                .filteredOn(entry -> AuditDetail.ofReason("server-missing").equals(entry.detail()))
                .hasSize(2);
        assertThat(requests.approve(administrator, accessRequest.id(), List.of(terms))
                        .state())
                .isEqualTo(State.APPROVED);
    }

    @Test
    void renamedServerWithoutANameIsReportedByItsId() {
        inventory.put(ServerBuilder.named("web-1").name(" ").build());
        AccessRequest unnamed = requests.create(caller(anna), restart("web-1"));
        AccessRequest named = requests.create(caller(anna), restart("web-2"));
        inventory.put(
                ServerBuilder.named("web-1").name("database").build(),
                ServerBuilder.named("web-2").name("").build());

        assertRenamed(unnamed, "web-1", "database");
        assertRenamed(named, "web-2", "web-2");
    }

    private void assertRenamed(AccessRequest request, String nameInRequest, String currentName) {
        assertThatExceptionOfType(RenamedServerException.class)
                .isThrownBy(() -> requests.approve(administrator, request.id()))
                .extracting(RenamedServerException::nameInRequest, RenamedServerException::currentName)
                .containsExactly(nameInRequest, currentName);
    }

    @Test
    void invisibleCharactersOfAReasonAreRemoved() {
        RequestedAccess requested =
                RequestedAccess.withoutTarget(DAY, " first\u2028 line\u202E\nsecond\u0007 line \u200B");

        assertThat(requested.reason()).isEqualTo("first line\nsecond line");
        assertThat(RequestedAccess.withoutTarget(DAY, "می\u200Cخواهم").reason()).hasSize(8);
        assertThat(new RequestedAccess(null, Set.of(), DAY, "\u200B").reason())
                .as("as stored by an earlier version")
                .isNotEmpty();
    }

    @Test
    void approvalCreatesTheRequestedGrantForItsDuration() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        clock.advance(Duration.ofHours(3));

        AccessRequest approved = requests.approve(administrator, accessRequest.id());

        Instant end = clock.instant().plus(DAY);
        Grant grant = grants.find(answer(approved).grants().getFirst()).orElseThrow();
        assertThat(grant.grantee()).isEqualTo(Grantee.of(anna.id()));
        assertThat(grant.terms())
                .isEqualTo(new GrantTerms(
                        ServerBuilder.CLOUD,
                        Set.of(ServerBuilder.STAFF.id()),
                        new ResourceSelector.ByIds(Set.of(new ServerId("web-1"))),
                        Role.unnamed(Set.of(Permission.SERVER_REBOOT)),
                        clock.instant(),
                        end,
                        null));
        assertThat(approved.state()).isEqualTo(State.APPROVED);
        assertThat(answer(approved))
                .isEqualTo(new AccessRequest.RequestDecision(
                        administrator.userName(), clock.instant(), null, List.of(grant.id()), end));
        assertThat(requests.listOwn(caller(anna))).containsExactly(approved);
        assertThat(openIds()).doesNotContain(accessRequest.id());
        assertThat(requests.listClosed(administrator)).contains(approved);
        assertThat(audit.actions()).containsExactly("request.ask", "grant.create", "request.approve");
        assertThat(mayRestart()).isTrue();

        clock.advance(DAY);
        assertThat(mayRestart()).isFalse();
    }

    @Test
    void approvalWithOtherTermsCreatesTheirGrants() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        Instant end = clock.instant().plus(Duration.ofHours(2));
        GrantTerms less =
                new GrantTerms(ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), Role.OPERATOR, null, end);
        GrantTerms more =
                new GrantTerms(ServerBuilder.CLOUD, Set.of(), Role.VIEWER, clock.instant(), end.plusSeconds(1));

        AccessRequest approved = requests.approve(administrator, accessRequest.id(), List.of(less, more));

        assertThat(answer(approved).until()).isEqualTo(end.plusSeconds(1));
        assertThat(answer(approved).grants().stream()
                        .map(id -> grants.find(id).orElseThrow().terms())
                        .toList())
                .containsExactly(
                        new GrantTerms(
                                ServerBuilder.CLOUD,
                                Set.of(ServerBuilder.STAFF.id()),
                                Role.OPERATOR,
                                clock.instant(),
                                end),
                        more);
    }

    @Test
    void concurrentDecisionsSucceedOnce() throws InterruptedException, ExecutionException {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        int before = grants.listByGrantee(Grantee.of(anna.id())).size();
        List<String> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<String>> all = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> decide(accessRequest.id(), i)))
                    .toList();
            for (Future<String> one : all) {
                answers.add(one.get());
            }
        }

        AccessRequest decided = requests.listOwn(caller(anna)).getFirst();
        assertThat(answers).containsOnlyOnce("decided");
        assertThat(answers.stream().filter(answer -> !answer.equals("decided")))
                .containsOnly("already decided by " + answer(decided).decidedBy());
        assertThat(grants.listByGrantee(Grantee.of(anna.id())))
                .hasSize(decided.state() == State.APPROVED ? before + 1 : before);
    }

    private String decide(AccessRequestId id, int number) {
        Caller reviewer = FakeUserDirectory.caller(directory.administrator("rev" + number));
        try {
            if (number % 2 == 0) {
                requests.approve(reviewer, id);
            } else {
                requests.decline(reviewer, id, "no");
            }
            return "decided";
        } catch (AccessRequestClosedException closed) {
            return "already decided by " + answer(closed.request()).decidedBy();
        }
    }

    @Test
    void declinedRequestHasAReasonAndIsUnseenUntilRead() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        assertThat(requests.counts(caller(anna))).isEqualTo(new AccessRequestService.RequestCounts(0, 0));
        assertThat(requests.counts(administrator).open()).isPositive();

        AccessRequest refused = requests.decline(administrator, accessRequest.id(), " Ask the web team. ");

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(answer(refused).reason()).isEqualTo("Ask the web team.");
        assertThat(requests.counts(caller(anna))).isEqualTo(new AccessRequestService.RequestCounts(0, 1));
        requests.markSeen(caller(anna));
        assertThat(requests.counts(caller(anna))).isEqualTo(new AccessRequestService.RequestCounts(0, 0));
        assertThat(audit.entries().getLast())
                .extracting(AuditEntry::action, AuditEntry::objectName, AuditEntry::detail)
                .containsExactly("request.refuse", anna.name().value(), AuditDetail.of("comment", "Ask the web team."));
    }

    @Test
    void approvalOfACancelledRequestIsRefused() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        AccessRequest withdrawn = requests.cancel(caller(anna), accessRequest.id());
        audit.clear();

        assertThatExceptionOfType(AccessRequestClosedException.class)
                .isThrownBy(() -> requests.approve(administrator, accessRequest.id()))
                .satisfies(e -> assertThat(e.request()).isEqualTo(withdrawn));
        assertThatExceptionOfType(AccessRequestClosedException.class)
                .isThrownBy(() -> requests.cancel(caller(anna), accessRequest.id()));
        assertThat(mayRestart()).isFalse();
        assertThat(audit.entries())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED));
    }

    @Test
    void usersSeeTheirOwnRequestsOnly() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        User ben = member("ben");

        assertThat(requests.listOwn(caller(ben))).isEmpty();
        assertThatExceptionOfType(UnknownAccessRequestException.class)
                .isThrownBy(() -> requests.cancel(caller(ben), accessRequest.id()));
        assertThatExceptionOfType(UnknownAccessRequestException.class)
                .isThrownBy(() -> requests.cancel(caller(ben), new AccessRequestId(UUID.randomUUID())));
        for (ThrowingCallable action : List.<ThrowingCallable>of(
                () -> requests.listOpen(caller(ben)),
                () -> requests.listClosed(caller(ben)),
                () -> requests.approve(caller(ben), accessRequest.id()),
                () -> requests.approve(caller(anna), accessRequest.id()),
                () -> requests.decline(caller(anna), accessRequest.id(), "no"))) {
            assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(action);
        }
        assertThat(requests.listOwn(caller(anna))).containsExactly(accessRequest);
        assertThat(audit.entries().stream()
                        .filter(entry -> entry.result() == AuditEntry.Result.REFUSED)
                        .map(AuditEntry::action))
                .containsExactly(
                        "request.withdraw", "request.withdraw", "request.approve", "request.approve", "request.refuse");
    }

    @Test
    void decisionRequiresARecentlyAuthenticatedAdministrator() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        stepUp.setRequired(true);

        assertThatExceptionOfType(StepUpRequiredException.class)
                .isThrownBy(() -> requests.approve(administrator, accessRequest.id()));
        assertThatExceptionOfType(StepUpRequiredException.class)
                .isThrownBy(() -> requests.decline(administrator, accessRequest.id(), "no"));

        assertThat(requests.listOwn(caller(anna))).containsExactly(accessRequest);
        assertThat(mayRestart()).isFalse();
    }

    @Test
    void equalOpenRequestIsReturnedAndOpenRequestsAreLimited() {
        AccessRequest first = requests.create(caller(anna), restart("web-1"));
        assertThat(requests.create(
                        caller(anna),
                        RequestedAccess.of(
                                servers("web-1"),
                                Set.of(Permission.SERVER_REBOOT, Permission.SERVER_READ),
                                Duration.ofHours(8),
                                "Still")))
                .isEqualTo(first);
        for (int i = 1; i < AccessRequestService.MAX_OPEN; i++) {
            requests.create(caller(anna), RequestedAccess.withoutTarget(DAY, "Number " + i));
        }

        assertThatExceptionOfType(TooManyAccessRequestsException.class)
                .isThrownBy(() -> requests.create(caller(anna), RequestedAccess.withoutTarget(DAY, "One more")));
        assertThat(requests.listOwn(caller(anna))).hasSize(AccessRequestService.MAX_OPEN);
        requests.cancel(caller(anna), first.id());
        requests.create(caller(anna), RequestedAccess.withoutTarget(DAY, "One more"));
        clock.advance(AccessRequest.OPEN_PERIOD);
        requests.create(caller(anna), RequestedAccess.withoutTarget(DAY, "Much later"));
    }

    @Test
    void requestsPerDayAreLimited() {
        AccessRequest refused = requests.create(caller(anna), restart("web-1"));
        requests.decline(administrator, refused.id(), "no");
        for (int i = 1; i < AccessRequestService.MAX_PER_DAY; i++) {
            AccessRequest accessRequest =
                    requests.create(caller(anna), RequestedAccess.withoutTarget(DAY, "Number " + i));
            requests.cancel(caller(anna), accessRequest.id());
        }

        assertThatExceptionOfType(TooManyAccessRequestsException.class)
                .isThrownBy(() -> requests.create(caller(anna), RequestedAccess.withoutTarget(DAY, "One more")))
                .satisfies(refusal -> assertThat(refusal.limit()).isEqualTo(TooManyAccessRequestsException.Limit.DAY));

        assertThat(requests.listClosed(administrator))
                .filteredOn(request -> request.user().equals(anna.id()))
                .extracting(AccessRequest::id)
                .containsExactly(refused.id());
        clock.advance(DAY);
        requests.create(caller(anna), RequestedAccess.withoutTarget(DAY, "Tomorrow"));
    }

    @Test
    void concurrentEqualRequestsCreateOne() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<AccessRequest>> all = IntStream.range(0, 12)
                    .mapToObj(_ -> threads.submit(() -> requests.create(caller(anna), restart("web-1"))))
                    .toList();
            for (Future<AccessRequest> one : all) {
                one.get();
            }
        }

        assertThat(requests.listOwn(caller(anna))).hasSize(1);
    }

    @Test
    void expiredRequestsAreListedOnlyWithinTheTime() {
        AccessRequest expired = requests.create(caller(anna), restart("web-1"));
        clock.advance(AccessRequest.OPEN_PERIOD.minusSeconds(1));
        assertThat(requests.listExpiredWithin(Duration.ofDays(1))).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        assertThat(requests.listExpiredWithin(Duration.ofDays(1)))
                .extracting(AccessRequest::id, AccessRequest::state)
                .containsExactly(tuple(expired.id(), State.EXPIRED));

        clock.advance(Duration.ofDays(1));
        assertThat(requests.listExpiredWithin(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void requestExpiresAfterThirtyDays() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        clock.advance(AccessRequest.OPEN_PERIOD);

        assertThat(requests.listOwn(caller(anna)))
                .extracting(AccessRequest::state)
                .containsExactly(State.EXPIRED);
        assertThat(requests.listOpen(administrator))
                .extracting(AccessRequest::id)
                .doesNotContain(accessRequest.id());
        assertThatExceptionOfType(AccessRequestClosedException.class)
                .isThrownBy(() -> requests.approve(administrator, accessRequest.id()));
    }

    @Test
    void openRequestsOfADisabledUserLapse() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        told.clear();

        transaction.executeWithoutResult(_ -> {
            directory.add(anna.name().value(), User.State.DISABLED, User.Role.MEMBER);
            events.publishEvent(new UserChanged(anna.id()));
        });

        await().untilAsserted(() -> assertThat(told.users()).containsExactly(anna.id()));
        assertThat(audit.actions()).endsWith("request.lapse");
        assertThatExceptionOfType(UnknownAccessRequestTargetException.class)
                .isThrownBy(() -> requests.create(caller(anna), restart("web-2")));
        assertThatExceptionOfType(UnknownUserException.class)
                .isThrownBy(() -> requests.create(caller(anna), RequestedAccess.withoutTarget(DAY, "Let me in")));
        assertThatExceptionOfType(AccessRequestClosedException.class)
                .isThrownBy(() -> requests.approve(administrator, accessRequest.id()));
        directory.add(anna.name().value(), User.State.ACTIVE, User.Role.MEMBER);
        assertThat(requests.listOwn(caller(anna)))
                .extracting(AccessRequest::state)
                .containsExactly(State.LAPSED);
    }

    @Test
    void expiredRequestsOfADisabledUserDoNotLapse() {
        AccessRequest expired = requests.create(caller(anna), restart("web-1"));
        clock.advance(AccessRequest.OPEN_PERIOD);
        User ben = member("ben");
        requests.create(caller(ben), RequestedAccess.withoutTarget(DAY, "Let me in"));
        told.clear();

        for (User user : List.of(anna, ben)) {
            directory.add(user.name().value(), User.State.DISABLED, User.Role.MEMBER);
            transaction.executeWithoutResult(_ -> events.publishEvent(new UserChanged(user.id())));
        }

        // The service processes changes in order, so it has already processed anna's change.
        await().untilAsserted(() -> assertThat(told.users()).contains(ben.id()));
        assertThat(told.users()).containsExactly(ben.id());
        directory.add(anna.name().value(), User.State.ACTIVE, User.Role.MEMBER);
        assertThat(requests.find(administrator, expired.id()).orElseThrow().state())
                .isEqualTo(State.EXPIRED);
    }

    @Test
    void administratorsFindClosedAndCancelledRequests() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        assertThat(requests.find(administrator, accessRequest.id())).contains(accessRequest);
        AccessRequest cancelled = requests.cancel(caller(anna), accessRequest.id());

        assertThat(requests.find(administrator, accessRequest.id())).contains(cancelled);
        assertThat(requests.find(administrator, new AccessRequestId(UUID.randomUUID())))
                .isEmpty();
        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> requests.find(caller(anna), accessRequest.id()));
    }

    @Test
    void requestOfADisabledUserIsClosedBeforeTheLapseIsStored() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        directory.add(anna.name().value(), User.State.DISABLED, User.Role.MEMBER);

        assertThat(requests.listOpen(administrator))
                .extracting(AccessRequest::id)
                .doesNotContain(accessRequest.id());
        assertThat(requests.listClosed(administrator))
                .filteredOn(closed -> closed.id().equals(accessRequest.id()))
                .extracting(AccessRequest::state)
                .containsExactly(State.LAPSED);
        assertThatExceptionOfType(AccessRequestClosedException.class)
                .isThrownBy(() -> requests.approve(administrator, accessRequest.id()));
    }

    @Test
    void requestRemainsOpenIfTheGrantCannotBeCreated() {
        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        grants.replace(
                administrator,
                Grantee.of(anna.id()),
                IntStream.range(0, GrantService.MAX_PER_GRANTEE)
                        .mapToObj(i -> new GrantTerms(
                                ServerBuilder.CLOUD, Set.of(new ProjectId("p" + i)), Role.VIEWER, null, null))
                        .toList());

        assertThatExceptionOfType(TooManyGrantsException.class)
                .isThrownBy(() -> requests.approve(administrator, accessRequest.id()));

        assertThat(requests.listOwn(caller(anna)))
                .extracting(AccessRequest::state)
                .containsExactly(State.OPEN);
        assertThat(audit.entries())
                .filteredOn(entry -> entry.action().equals("request.approve"))
                .noneMatch(entry -> entry.result() == AuditEntry.Result.SUCCESS);
    }

    @Test
    void valuesOutsideTheLimitsAreRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RequestedAccess.withoutTarget(DAY, "x".repeat(10_000)));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RequestedAccess.withoutTarget(DAY, " \n "));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RequestedAccess.withoutTarget(Duration.ofMinutes(59), "x"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () -> RequestedAccess.withoutTarget(Duration.ofDays(30).plusSeconds(1), "x"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RequestedAccess.of(servers("web-1"), Set.of(), DAY, "x"));
    }

    @Test
    void changesAreVisibleToOtherInstancesIndependentlyOfClocks() {
        long before = requests.changesSince(0).newest();
        assertThat(requests.changesSince(before).users()).isEmpty();

        AccessRequest accessRequest = requests.create(caller(anna), restart("web-1"));
        AccessRequestService.RequestChanges asking = requests.changesSince(before);
        clock.advance(Duration.ofMinutes(-1));
        requests.decline(administrator, accessRequest.id(), "no");

        assertThat(asking.users()).containsExactly(anna.id());
        assertThat(requests.changesSince(asking.newest()).users()).containsExactly(anna.id());
        assertThat(requests.changesSince(asking.newest()).newest()).isGreaterThan(asking.newest());
    }

    private boolean mayRestart() {
        return access.decide(
                        access.loadSubject(anna.id()),
                        Permission.SERVER_REBOOT,
                        ServerAttributes.of(ServerBuilder.named("web-1").build()))
                .isAllowed();
    }

    private static AccessRequest.RequestDecision answer(AccessRequest request) {
        return Objects.requireNonNull(request.decision());
    }

    private static RequestedAccess restart(String... servers) {
        return wish(servers(servers));
    }

    private static RequestedAccess wish(AccessRequestTarget accessRequestTarget) {
        return RequestedAccess.of(
                accessRequestTarget, Set.of(Permission.SERVER_REBOOT), DAY, " The shop <b>hangs</b>\n");
    }

    private static AccessRequestTarget servers(String... ids) {
        return AccessRequestTarget.ofServers(
                ServerBuilder.CLOUD,
                ServerBuilder.STAFF.id(),
                Set.of(ids).stream().map(ServerId::new).collect(Collectors.toSet()));
    }

    private static Caller caller(User user) {
        return FakeUserDirectory.caller(user);
    }

    /** Creates a user with a unique name, because the database is not cleaned. */
    private User member(String name) {
        return TestAccounts.insert(
                database,
                directory.member(name + "-" + UUID.randomUUID().toString().substring(0, 8)));
    }
}
