package org.stackdeck.notices.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestChangedByUser;
import org.stackdeck.accessrequests.FakeAccessRequestService;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.history.ServerChangeRecorder;
import org.stackdeck.history.TestServerChanges;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.identity.registration.RegistrationReceived;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.TestFreshness;
import org.stackdeck.notices.FakeNoticeService;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.webhook.WebhookEvent;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.Operation;
import org.stackdeck.platform.MutableClock;

/** Tests which notices users receive for events of other modules. */
class NoticeSourceTests {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final MutableClock clock = new MutableClock(NOW);
    private final FakeUserDirectory directory = new FakeUserDirectory();
    private final FakeNoticeService notices = new FakeNoticeService(clock);
    private final List<WebhookEvent> groupEvents = new CopyOnWriteArrayList<>();
    private final NoticeEventQueue queue = new NoticeEventQueue(notices, groupEvents::addAll);
    private final FakeAccessDecisionService access = new FakeAccessDecisionService(clock);
    private final FakeInventory inventory = new FakeInventory(access);
    private final FakeOwnershipService owners = new FakeOwnershipService(directory);
    private final FakeGrantService grants = new FakeGrantService(directory);
    private final FakeGroupService groups = new FakeGroupService(directory);
    private final FakeOperationService operations = new FakeOperationService(access, inventory, clock);
    private final ServerChangeNoticeListener changeListener =
            new ServerChangeNoticeListener(owners, operations, access, queue);
    private final ServerChangeRecorder watcher =
            TestServerChanges.recorder(inventory, operations, changeListener::on, clock);
    private final EndingGrantNoticeJob grantJob =
            new EndingGrantNoticeJob(grants, groups, directory, new FakeClouds(), notices, groupEvents::addAll, clock);
    private final FakeAccessRequestService requests = FakeAccessRequestService.ofAnything(directory, clock);
    private final ApprovalNoticeListener approvals = new ApprovalNoticeListener(requests, directory, queue);
    private final OperationNoticeListener listener = new OperationNoticeListener(operations, owners, access, queue);

    private final Caller ada = FakeUserDirectory.caller(directory.administrator("ada"));
    private final Caller bob = FakeUserDirectory.caller(directory.administrator("bob"));
    private final User mia = directory.member("mia");
    private final User tom = directory.member("tom");

    @BeforeEach
    void start() {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.OPERATOR, null);
        access.grant(tom.id(), ServerBuilder.STAFF, Role.OPERATOR, null);
        listener.start();
    }

    @Test
    void onlyTheRequesterIsNotifiedOfAFailedOperation() {
        Server web = serverOf(mia, "web", ServerStatus.ACTIVE);
        end(web, tom, Operation.State.FAILED, new Operation.Failure("quota", "secret message"));

        awaitNotices(tom, 1);
        assertThat(contents(tom))
                .containsExactly(new NoticeContent(
                        NoticeKind.OPERATION_FAILED,
                        1,
                        "STOP",
                        null,
                        "quota",
                        null,
                        List.of(NoticeObject.of(web.key(), "web"))));
        assertThat(contents(mia)).isEmpty();
    }

    @Test
    void operationWithUnknownOutcomeHasItsOwnKind() {
        end(
                serverOf(mia, "web", ServerStatus.ACTIVE),
                mia,
                Operation.State.FAILED,
                new Operation.Failure("timeout", null));

        awaitNotices(mia, 1);
        assertThat(kinds(mia)).containsExactly(NoticeKind.OPERATION_UNCONFIRMED);
    }

    @Test
    void ownerIsNotifiedOfActionsOfOthersOnly() {
        Server web = serverOf(mia, "web", ServerStatus.ACTIVE);
        end(web, mia, Operation.State.SUCCEEDED, null);
        end(web, tom, Operation.State.SUCCEEDED, null);

        awaitNotices(mia, 1);
        settle();
        assertThat(contents(mia))
                .containsExactly(new NoticeContent(
                        NoticeKind.SERVER_CHANGED,
                        1,
                        "STOP",
                        "tom",
                        null,
                        null,
                        List.of(NoticeObject.of(web.key(), "web"))));
        assertThat(contents(tom)).isEmpty();
    }

    @Test
    void ownerIsNotifiedOfADeletion() {
        Server web = serverOf(mia, "web", ServerStatus.ACTIVE);
        inventory.remove(web.key());
        end(web, tom, Operation.State.SUCCEEDED, null);

        awaitNotices(mia, 1);
    }

    @Test
    void ownerWithoutAccessIsNotNotified() {
        User eve = directory.member("eve");
        Server web = serverOf(eve, "web", ServerStatus.ACTIVE);
        watcher.check();
        end(web, tom, Operation.State.SUCCEEDED, null);
        inventory.put(ServerBuilder.like(web).status(ServerStatus.ERROR).build());
        watcher.check();

        settle();
        assertThat(contents(eve)).isEmpty();
    }

    @Test
    void ownerIsNotifiedOnceOfAServerThatChangesToError() {
        Server web = serverOf(mia, "web", ServerStatus.ACTIVE);
        serverOf(mia, "already-failed", ServerStatus.ERROR);
        watcher.check();
        inventory.put(ServerBuilder.like(web).status(ServerStatus.ERROR).build());
        watcher.check();
        watcher.check();
        inventory.put(ServerBuilder.named("other").build());
        watcher.check();

        awaitNotices(mia, 1);
        settle();
        assertThat(contents(mia))
                .containsExactly(NoticeContent.of(NoticeKind.SERVER_ERROR, List.of(NoticeObject.of(web.key(), "web"))));
    }

    @Test
    void burstOfErrorsIsOneNoticeForEachOwner() {
        List<Server> servers = IntStream.range(0, 10_000)
                .mapToObj(n -> ServerBuilder.named("web-" + n).build())
                .toList();
        servers.forEach(server -> owners.setOwner(server.key(), mia));
        inventory.put(servers.toArray(Server[]::new));
        watcher.check();
        inventory.put(servers.stream()
                .map(server ->
                        ServerBuilder.like(server).status(ServerStatus.ERROR).build())
                .toArray(Server[]::new));
        watcher.check();

        awaitNotices(mia, 1);
        settle();
        assertThat(contents(mia)).singleElement().satisfies(content -> {
            assertThat(content.count()).isEqualTo(10_000);
            assertThat(content.items()).hasSize(NoticeContent.MAX_ITEMS);
        });
    }

    @Test
    void errorDuringAnOwnOperationIsNotRepeated() {
        Server web = serverOf(mia, "web", ServerStatus.ACTIVE);
        watcher.check();
        operations.addStop(web, mia);
        inventory.put(ServerBuilder.like(web).status(ServerStatus.ERROR).build());
        watcher.check();

        settle();
        assertThat(contents(mia)).isEmpty();
        await().until(() -> groupEvents.size() == 1);
        assertThat(groupContent(groupEvents.getFirst(), mia, tom)).isEmpty();
    }

    @Test
    void ownerIsNotifiedOfChangesOutsideStackdeck() {
        Server web = serverOf(mia, "web", ServerStatus.ACTIVE);
        watcher.check();
        inventory.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF).build());
        watcher.check();
        watcher.check();

        awaitNotices(mia, 1);
        settle();
        assertThat(contents(mia)).containsExactly(outside("STOPPED", web));
        assertThat(contents(tom)).isEmpty();
        await().until(() -> groupEvents.size() == 1);
        assertThat(groupContent(groupEvents.getFirst(), mia, tom)).hasValue(outside("STOPPED", web));
        assertThat(groupContent(groupEvents.getFirst(), mia, directory.member("eve")))
                .isEmpty();
    }

    @Test
    void ownerIsNotifiedOfADeletionOutsideStackdeck() {
        Server web = serverOf(mia, "web", ServerStatus.ACTIVE);
        watcher.check();
        inventory.remove(web.key());
        watcher.check();
        watcher.check();

        awaitNotices(mia, 1);
        assertThat(contents(mia)).containsExactly(outside("DELETED", web));
    }

    @Test
    void changeByAnOperationIsNotReportedAsAChangeOutsideStackdeck() {
        Server web = serverOf(mia, "web", ServerStatus.ACTIVE);
        watcher.check();
        end(web, mia, Operation.State.SUCCEEDED, null);
        inventory.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF).build());
        watcher.check();

        settle();
        assertThat(contents(mia)).isEmpty();

        clock.advance(Duration.ofMinutes(3));
        watcher.check();
        inventory.put(web);
        watcher.check();

        awaitNotices(mia, 1);
        assertThat(contents(mia)).containsExactly(outside("STARTED", web));
    }

    @Test
    void changesDuringAnOutageAreOneNoticeForEachOwner() {
        List<Server> servers = IntStream.range(0, 300)
                .mapToObj(n -> serverOf(mia, "web-" + n, ServerStatus.ACTIVE))
                .toList();
        watcher.check();
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.STALE));
        watcher.check();
        clock.advance(Duration.ofHours(1));
        servers.forEach(server -> inventory.remove(server.key()));
        inventory.put(servers.stream()
                .limit(200)
                .map(server ->
                        ServerBuilder.like(server).status(ServerStatus.SHUTOFF).build())
                .toArray(Server[]::new));
        watcher.check();
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.LIVE));
        watcher.check();
        watcher.check();

        awaitNotices(mia, 2);
        settle();
        // The database adds the second event to the notice of the first one.
        assertThat(contents(mia)).extracting(NoticeContent::count).containsExactlyInAnyOrder(200, 100);
        assertThat(contents(mia)).allSatisfy(content -> {
            assertThat(content.kind()).isEqualTo(NoticeKind.SERVER_CHANGED);
            assertThat(content.items()).hasSize(NoticeContent.MAX_ITEMS);
        });
    }

    @Test
    void usersAndGroupMembersAreNotifiedOfGrantsThatEndWithinADay() {
        grant(Grantee.of(mia.id()), NOW.plus(Duration.ofHours(24)));
        grant(Grantee.of(mia.id()), NOW.plus(Duration.ofHours(24)).plusSeconds(1));
        grant(Grantee.of(mia.id()), NOW);
        grant(Grantee.of(mia.id()), null);
        grant(Grantee.of(bob.userId()), NOW.plus(Duration.ofHours(1)));
        grant(
                Grantee.of(groups.create(ada, new GroupName("ops"), Set.of(tom.id()))
                        .id()),
                NOW.plus(Duration.ofHours(1)));
        grantJob.run();

        assertThat(contents(mia)).singleElement().satisfies(content -> {
            assertThat(content.kind()).isEqualTo(NoticeKind.GRANT_ENDING);
            assertThat(content.until()).isEqualTo(NOW.plus(Duration.ofHours(24)));
        });
        assertThat(kinds(tom)).containsExactly(NoticeKind.GRANT_ENDING);
        assertThat(contents(FakeUserDirectory.caller(directory.require(bob.userId()))))
                .isEmpty();
    }

    @Test
    void administratorsAreNotifiedOfPendingAccountsAndRequests() {
        AccessRequest request = request();
        approvals.on(new AccessRequestChangedByUser(request));
        approvals.on(new RegistrationReceived(FakeUserDirectory.idOf("new"), new UserName("new")));

        await().until(() -> notices.listNewest(bob, 20).size() == 2);
        assertThat(notices.listNewest(ada, 20).stream().map(Notice::kind))
                .containsExactlyInAnyOrder(NoticeKind.REQUEST_PENDING, NoticeKind.ACCOUNT_PENDING);
        assertThat(contents(mia)).isEmpty();
    }

    @Test
    void requesterIsNotifiedOfTheExpiry() {
        AccessRequest request = requests.create(FakeUserDirectory.caller(mia), wish());
        approvals.notifyOfExpiredRequests();
        requests.close(request.id(), AccessRequest.State.EXPIRED);
        approvals.notifyOfExpiredRequests();

        awaitNotices(mia, 1);
        assertThat(contents(mia))
                .containsExactly(new NoticeContent(NoticeKind.REQUEST_EXPIRED, 1, null, null, null, null, List.of()));
        await().until(() -> groupEvents.size() == 1);
        assertThat(groupEvents.getFirst().id()).isEqualTo(request.id().toString());
    }

    @Test
    void requesterIsNotifiedOfTheDecision() {
        AccessRequest declined = requests.decline(
                ada, requests.create(FakeUserDirectory.caller(mia), wish()).id(), "no");
        approvals.on(new AccessRequestChangedByUser(declined));

        awaitNotices(mia, 1);
        assertThat(contents(mia))
                .containsExactly(new NoticeContent(NoticeKind.REQUEST_DECLINED, 1, null, "ada", null, null, List.of()));
    }

    @Test
    void groupReceivesOperationsOnServersThatAllMembersSee() {
        access.administrator(ada.userId());
        User eve = directory.member("eve");
        Server web = serverOf(mia, "web", ServerStatus.ACTIVE);
        end(web, tom, Operation.State.FAILED, new Operation.Failure("quota", "secret message"));
        end(web, tom, Operation.State.SUCCEEDED, null);

        await().until(() -> groupEvents.size() == 2);
        assertThat(groupEvents.stream().map(WebhookEvent::kind))
                .containsExactly(NoticeKind.OPERATION_FAILED, NoticeKind.SERVER_CHANGED);
        assertThat(groupEvents.stream().map(WebhookEvent::id))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(groupEvents).allSatisfy(event -> {
            assertThat(groupContent(event, mia, directory.require(ada.userId())))
                    .isPresent();
            assertThat(groupContent(event, mia, tom, eve)).isEmpty();
            assertThat(groupContent(event, mia, tom)).hasValueSatisfying(content -> {
                assertThat(content.actor()).isEqualTo("tom");
                assertThat(content.action()).isEqualTo("STOP");
                assertThat(content.items()).containsExactly(NoticeObject.of(web.key(), "web"));
            });
        });
        assertThat(groupContent(groupEvents.getFirst(), mia))
                .get()
                .extracting(NoticeContent::reason)
                .isEqualTo("quota");
    }

    @Test
    void groupReceivesOneEventOfAllFailedServersThatAllMembersSee() {
        Server first = ServerBuilder.named("first").build();
        Server second = ServerBuilder.named("second").build();
        inventory.put(first, second);
        watcher.check();
        inventory.put(
                ServerBuilder.like(first).status(ServerStatus.ERROR).build(),
                ServerBuilder.like(second).status(ServerStatus.ERROR).build());
        watcher.check();
        watcher.check();
        settle();

        await().until(() -> !groupEvents.isEmpty());
        assertThat(groupEvents).singleElement().satisfies(event -> {
            assertThat(groupContent(event, mia, tom))
                    .hasValue(NoticeContent.of(
                            NoticeKind.SERVER_ERROR,
                            List.of(NoticeObject.of(first.key(), "first"), NoticeObject.of(second.key(), "second"))));
            assertThat(groupContent(event, mia, directory.member("eve"))).isEmpty();
        });
        access.revokeAll(tom.id());
        access.grant(tom.id(), ServerBuilder.STAFF, new ResourceSelector.ByIds(Set.of(first.id())), Role.VIEWER);
        assertThat(groupContent(groupEvents.getFirst(), mia, tom))
                .get()
                .extracting(NoticeContent::count)
                .isEqualTo(1);
    }

    @Test
    void groupReceivesEndingGrantsThatApplyToAllMembersButAdministrators() {
        Group both = groups.create(ada, new GroupName("both"), Set.of(mia.id(), tom.id()));
        grant(Grantee.of(both.id()), NOW.plus(Duration.ofHours(2)));
        grantJob.run();

        User administrator = directory.require(ada.userId());
        assertThat(groupEvents).singleElement().satisfies(event -> {
            assertThat(event.id()).isNotNull();
            assertThat(groupContent(event, mia, tom)).isPresent();
            assertThat(groupContent(event, mia, administrator)).isPresent();
            assertThat(groupContent(event, mia, directory.member("eve"))).isEmpty();
            assertThat(groupContent(event, administrator)).isEmpty();
        });
    }

    @Test
    void accessRequestsAreSentToGroupsOfAdministratorsAndOfTheRequesterOnly() {
        AccessRequest open = requests.create(FakeUserDirectory.caller(mia), wish());
        approvals.on(new AccessRequestChangedByUser(open));
        approvals.on(new AccessRequestChangedByUser(requests.decline(ada, open.id(), "no")));
        approvals.on(new RegistrationReceived(FakeUserDirectory.idOf("new"), new UserName("new")));
        await().until(() -> groupEvents.size() == 3);

        User administrator = directory.require(ada.userId());
        assertThat(groupEvents.stream().map(WebhookEvent::kind))
                .containsExactly(NoticeKind.REQUEST_PENDING, NoticeKind.REQUEST_DECLINED, NoticeKind.ACCOUNT_PENDING);
        assertThat(groupEvents)
                .allSatisfy(event -> assertThat(groupContent(event, mia, tom)).isEmpty());
        WebhookEvent pending = groupEvents.getFirst();
        assertThat(groupContent(pending, administrator)).isPresent();
        assertThat(groupContent(pending, mia, administrator)).isEmpty();
        WebhookEvent declined = groupEvents.get(1);
        assertThat(groupContent(declined, mia, administrator)).isPresent();
        assertThat(groupContent(declined, administrator)).isEmpty();
    }

    private static NoticeContent outside(String change, Server server) {
        return new NoticeContent(
                NoticeKind.SERVER_CHANGED,
                1,
                change,
                null,
                NoticeContent.OUTSIDE,
                null,
                List.of(NoticeObject.of(server.key(), server.name())));
    }

    private static Freshness freshness(Freshness.State state) {
        return TestFreshness.of(state, NOW, Duration.ofSeconds(1), null, null);
    }

    private static Optional<NoticeContent> groupContent(WebhookEvent event, User... members) {
        return event.content().apply(List.of(members));
    }

    private AccessRequest request() {
        return FakeAccessRequestService.ofAnything(directory, clock).create(FakeUserDirectory.caller(mia), wish());
    }

    private static RequestedAccess wish() {
        return RequestedAccess.withoutTarget(Duration.ofHours(8), "to restart the shop");
    }

    private void grant(Grantee grantee, @Nullable Instant until) {
        var _ = grants.create(
                ada,
                grantee,
                new GrantTerms(ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), Role.VIEWER, null, until));
    }

    private Server serverOf(User owner, String name, ServerStatus status) {
        Server server = ServerBuilder.named(name).status(status).build();
        inventory.put(server);
        owners.setOwner(server.key(), owner);
        return server;
    }

    private void end(Server server, User by, Operation.State state, Operation.@Nullable Failure failure) {
        operations.setState(operations.addStop(server, by).id(), state, failure);
    }

    private void awaitNotices(User user, int number) {
        await().until(() -> contents(user).size() == number);
    }

    /** Waits until the queue has processed all earlier events. */
    private void settle() {
        AtomicBoolean processed = new AtomicBoolean();
        queue.add(() -> {
            processed.set(true);
            return List.of();
        });
        await().untilTrue(processed);
        // Notices of the same batch are written after all of its events have been evaluated.
        queue.add(() -> {
            processed.set(false);
            return List.of();
        });
        await().untilFalse(processed);
    }

    private List<NoticeKind> kinds(User user) {
        return contents(user).stream().map(NoticeContent::kind).toList();
    }

    private List<NoticeContent> contents(User user) {
        return contents(FakeUserDirectory.caller(user));
    }

    private List<NoticeContent> contents(Caller caller) {
        return notices.listNewest(caller, 100).stream().map(Notice::content).toList();
    }
}
