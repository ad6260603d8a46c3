package org.stackdeck.operations.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationTestBase;
import org.stackdeck.operations.detail.ServerConsoleService;
import org.stackdeck.operations.detail.ServerOffException;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineEntry;
import org.stackdeck.operations.detail.ServerTimelineService;
import org.stackdeck.operations.lookup.CloudRequestRateLimiter.Budget;
import org.stackdeck.platform.TestLatches;

class ConsoleLogAndTimelineTests extends OperationTestBase {

    @Autowired
    ServerConsoleService consoles;

    @Autowired
    ServerTimelineService timelines;

    @Autowired
    CloudRequestRateLimiter limiter;

    private final String name = "web-" + UUID.randomUUID();
    private Server web;
    private Caller ann;
    private Caller viewer;
    private Caller stranger;

    @BeforeEach
    void know() {
        web = nova.put(ServerBuilder.named(name));
        inventory.refresh(web.key());
        ann = member("ann", Role.OPERATOR);
        viewer = member("viewer", Role.VIEWER);
        stranger = caller("stranger");
    }

    @Test
    void eachReadOfALogIsAuditedWithoutItsText() {
        assertThat(consoles.readLog(ann, web.key()).text()).isEqualTo("login:");
        consoles.readLog(ann, web.key());

        assertThat(entries()).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("server.log");
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.SUCCESS);
            assertThat(entry.actor()).isEqualTo("ann");
            assertThat(entry.objectName()).isEqualTo(name);
            assertThat(entry.detail()).isEqualTo(AuditDetail.of("cloud", "lab"));
        });
    }

    @Test
    void aReadIsRefusedWhenItsPermissionIsRevokedBeforeTheCloudResponds() {
        nova.duringRead(() -> access.revokeAll(ann.userId()));
        assertThat(refusal(() -> consoles.readLog(ann, web.key()))).isEqualTo(new ActionAvailability.Invisible());
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.OPERATOR, null);
        nova.duringRead(() -> access.deactivate(ann.userId()));
        assertThat(refusal(() -> consoles.openGraphicalConsole(ann, web.key())))
                .isEqualTo(new ActionAvailability.Invisible());
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.OPERATOR, null);

        assertThat(timelines.load(ann, web.key())).isEmpty();
        assertThat(Stream.concat(entries().stream(), opened().stream()))
                .hasSize(2)
                .allSatisfy(entry -> {
                    assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED);
                    assertThat(entry.detail())
                            .isEqualTo(AuditDetail.of("cloud", "lab").with("reason", "not-visible"));
                });
    }

    @Test
    void theMessageOfAFailedReadIsNotReturnedAfterItsPermissionWasRevoked() {
        nova.duringRead(() -> {
            access.revokeAll(ann.userId());
            throw new CloudException(Category.FAILED, "host compute-7 is down");
        });

        assertThat(refusal(() -> consoles.readLog(ann, web.key()))).isEqualTo(new ActionAvailability.Invisible());
        access.grant(ann.userId(), ServerBuilder.STAFF, Role.OPERATOR, null);
        assertThat(timelines.load(ann, web.key())).isEmpty();
    }

    @Test
    void nothingIsReturnedAfterTheSessionHasEnded() {
        Caller ended = new Caller(
                ann.userId(), ann.userName(), "127.0.0.1", Caller.Channel.REST, new SessionId(UUID.randomUUID()));

        assertThatThrownBy(() -> consoles.readLog(ended, web.key())).isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(() -> consoles.openGraphicalConsole(ended, web.key()))
                .isInstanceOf(SessionEndedException.class);

        assertThat(entries()).isEmpty();
        assertThat(opened()).isEmpty();
    }

    @Test
    void readsOfNonexistentAndInvisibleServersTakeTheSamePathAndAreAudited() {
        ServerKey none = ServerBuilder.key("none-" + name);
        int before = access.loadCount(stranger.userId());
        assertThat(refusal(() -> consoles.readLog(stranger, web.key()))).isEqualTo(new ActionAvailability.Invisible());
        int loads = access.loadCount(stranger.userId()) - before;

        assertThat(refusal(() -> consoles.readLog(stranger, none))).isEqualTo(new ActionAvailability.Invisible());

        assertThat(access.loadCount(stranger.userId()) - before).isEqualTo(2 * loads);
        assertThat(trail().filter(entry -> none.id().value().equals(entry.objectId())))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail())
                        .isEqualTo(AuditDetail.of("cloud", "lab").with("reason", "not-visible")));
    }

    @Test
    void readingTooManyLogsIsLimitedForEachUser() {
        int most = 10 * Budget.READS.requests();
        long before = nova.calls("consoleOutput");

        assertThatThrownBy(() -> {
                    for (int reads = 0; reads < most; reads++) {
                        consoles.readLog(ann, web.key());
                    }
                })
                .isInstanceOfSatisfying(
                        CloudRequestLimitExceededException.class,
                        e -> assertThat(e.retryAfter())
                                .hasValueSatisfying(wait -> assertThat(wait).isPositive()));

        // The limiter adds tokens during the test, so more reads than the budget can be permitted.
        assertThat(nova.calls("consoleOutput") - before).isBetween((long) Budget.READS.requests(), most - 1L);
        assertThat(consoles.readLog(member("bob", Role.OPERATOR), web.key()).text())
                .isEqualTo("login:");
        assertThatThrownBy(() -> consoles.openGraphicalConsole(ann, web.key()))
                .isInstanceOf(CloudRequestLimitExceededException.class);
    }

    @Test
    void aUserHasAtMostTwoConcurrentCloudRequests() {
        var limiter = new CloudRequestRateLimiter();
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var started = new CountDownLatch(CloudRequestRateLimiter.MAX_CONCURRENT);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int request = 0; request < 20; request++) {
                threads.execute(() -> limiter.call(ann.userId(), Budget.READS, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    started.countDown();
                    TestLatches.await(started);
                    running.decrementAndGet();
                    return "";
                }));
            }
        }

        assertThat(most).hasValue(CloudRequestRateLimiter.MAX_CONCURRENT);
    }

    @Test
    void readingALogWithoutPermissionIsRefusedAndSendsNoRequest() {
        long before = nova.calls("consoleOutput");

        assertThatThrownBy(() -> consoles.readLog(viewer, web.key()))
                .isInstanceOfSatisfying(
                        ActionRefusedException.class,
                        refused -> assertThat(refused.availability())
                                .isEqualTo(new ActionAvailability.NotGranted(Permission.SERVER_LOG)));

        assertThat(nova.calls("consoleOutput")).isEqualTo(before);
        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED);
            assertThat(entry.detail()).isEqualTo(notGranted("server:log"));
        });
    }

    @Test
    void readingTheLogOfAnInvisibleServerIsRefusedLikeANonexistentOne() {
        assertThatThrownBy(() -> consoles.readLog(stranger, web.key()))
                .isInstanceOfSatisfying(
                        ActionRefusedException.class,
                        refused -> assertThat(refused.availability()).isEqualTo(new ActionAvailability.Invisible()));
        assertThatThrownBy(() -> consoles.readLog(ann, ServerBuilder.key("nobody")))
                .isInstanceOfSatisfying(
                        ActionRefusedException.class,
                        refused -> assertThat(refused.availability()).isEqualTo(new ActionAvailability.Invisible()));

        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.objectName()).isNull();
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED);
        });
        assertThat(timelines.load(stranger, web.key())).isEmpty();
        assertThat(timelines.load(ann, ServerBuilder.key("nobody"))).isEmpty();
    }

    @Test
    void anEndedGrantIsRefusedAtTheNextReadOfTheLog() {
        consoles.readLog(ann, web.key());
        access.revokeAll(ann.userId());

        assertThatThrownBy(() -> consoles.readLog(ann, web.key())).isInstanceOf(ActionRefusedException.class);
    }

    @Test
    void aMissingLogIsReportedWithTheCloudsMessageAndAudited() {
        nova.fail(() -> new CloudException(Category.CONFLICT, "Instance not ready"));

        assertThatThrownBy(() -> consoles.readLog(ann, web.key()))
                .isInstanceOf(CloudException.class)
                .hasMessage("Instance not ready");

        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.FAILED);
            assertThat(entry.detail())
                    .isEqualTo(AuditDetail.of("cloud", "lab").withError("conflict", "Instance not ready"));
        });
    }

    @Test
    void eachOpenedConsoleIsAuditedWithoutItsAddress() {
        RemoteConsole console = consoles.openGraphicalConsole(ann, web.key());

        assertThat(console.address().toString()).contains("secret");
        assertThat(console.toString()).isEqualTo("NOVNC at https://console.example:6080");
        assertThat(opened()).singleElement().satisfies(entry -> {
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.SUCCESS);
            assertThat(entry.actor()).isEqualTo("ann");
            assertThat(entry.objectName()).isEqualTo(name);
            assertThat(entry.detail()).isEqualTo(AuditDetail.of("cloud", "lab"));
        });
    }

    @Test
    void eachOpenedTerminalIsAuditedWithoutItsAddress() {
        RemoteConsole terminal = consoles.openSerialConsole(ann, web.key());

        assertThat(terminal.address().toString()).contains("secret");
        assertThat(terminal.toString()).isEqualTo("SERIAL at wss://console.example:6083");
        assertThatThrownBy(() -> consoles.openSerialConsole(viewer, web.key()))
                .isInstanceOf(ActionRefusedException.class);
        assertThat(entries("server.terminal"))
                .extracting(AuditEntry::result, AuditEntry::detail)
                .containsExactlyInAnyOrder(
                        tuple(AuditEntry.Result.SUCCESS, AuditDetail.of("cloud", "lab")),
                        tuple(AuditEntry.Result.REFUSED, notGranted("server:console")));
        web = nova.put(ServerBuilder.named(name).status(ServerStatus.SHUTOFF));
        inventory.refresh(web.key());
        assertThatThrownBy(() -> consoles.openSerialConsole(ann, web.key())).isInstanceOf(ServerOffException.class);
    }

    @Test
    void openingAConsoleWithoutPermissionIsRefusedAndSendsNoRequest() {
        long before = nova.calls("console");

        assertThatThrownBy(() -> consoles.openGraphicalConsole(viewer, web.key()))
                .isInstanceOfSatisfying(
                        ActionRefusedException.class,
                        refused -> assertThat(refused.availability())
                                .isEqualTo(new ActionAvailability.NotGranted(Permission.SERVER_CONSOLE)));
        assertThatThrownBy(() -> consoles.openGraphicalConsole(stranger, web.key()))
                .isInstanceOfSatisfying(
                        ActionRefusedException.class,
                        refused -> assertThat(refused.availability()).isEqualTo(new ActionAvailability.Invisible()));

        assertThat(nova.calls("console")).isEqualTo(before);
        assertThat(opened()).allSatisfy(entry -> assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED));
        assertThat(opened()).extracting(AuditEntry::detail).contains(notGranted("server:console"));
    }

    @Test
    void aServerThatIsOffHasNoConsoleAndNoRequestIsSent() {
        web = nova.put(ServerBuilder.named(name).status(ServerStatus.SHUTOFF));
        inventory.refresh(web.key());
        long before = nova.calls("console");

        assertThatThrownBy(() -> consoles.openGraphicalConsole(ann, web.key()))
                .isInstanceOfSatisfying(
                        ServerOffException.class,
                        off -> assertThat(off.status()).isEqualTo(ServerStatus.SHUTOFF));

        assertThat(nova.calls("console")).isEqualTo(before);
        assertThat(opened())
                .singleElement()
                .satisfies(entry -> assertThat(entry.result()).isEqualTo(AuditEntry.Result.FAILED));
    }

    @Test
    void spiceIsOpenedWhenTheCloudOffersNoVnc() {
        nova.disableVnc();

        assertThat(consoles.openGraphicalConsole(ann, web.key()).type()).isEqualTo(RemoteConsole.Type.SPICE);
    }

    @Test
    void aCloudWithoutConsolesIsReportedWithItsMessage() {
        nova.fail(() -> new CloudException(Category.REFUSED, "Unavailable console type novnc."));

        assertThatThrownBy(() -> consoles.openGraphicalConsole(ann, web.key()))
                .hasMessage("Unavailable console type novnc.");
    }

    @Test
    void theTimelineContainsOperationsAndExternalActions() throws InterruptedException {
        nova.addAction(name, "create", "u-else");
        nova.addAction(name, "pause", FakeCompute.USER);
        Operation stop = operations.submit(ann, web.key(), ServerAction.STOP);
        runner.run(stop.id(), () -> true);

        List<ServerTimelineEntry> serverTimelineEntries =
                timelines.load(viewer, web.key()).orElseThrow().entries();

        assertThat(serverTimelineEntries)
                .filteredOn(ServerTimelineEntry.SubmittedOperation.class::isInstance)
                .singleElement()
                .satisfies(
                        serverTimelineEntry -> assertThat(((ServerTimelineEntry.SubmittedOperation) serverTimelineEntry)
                                        .operation()
                                        .id())
                                .isEqualTo(stop.id()));
        assertThat(serverTimelineEntries)
                .filteredOn(ServerTimelineEntry.ExternalAction.class::isInstance)
                .extracting(serverTimelineEntry -> ((ServerTimelineEntry.ExternalAction) serverTimelineEntry)
                                .action()
                                .action()
                        + " " + ((ServerTimelineEntry.ExternalAction) serverTimelineEntry).byStackdeckAccount())
                .containsExactly("pause true", "create false");
    }

    @Test
    void theTimelineShowsMessagesThatCanNameHostsOnlyWithPermission() throws InterruptedException {
        Operation stop = operations.submit(ann, web.key(), ServerAction.STOP);
        step(stop);
        nova.finish(name, false, "ComputeServiceUnavailable: Compute service of compute-7 is unavailable");
        step(stop);
        Caller manager = new Caller(access.administrator(), new UserName("boss"), "127.0.0.1", Caller.Channel.UI);

        assertThat(timelines.load(manager, web.key()).toString()).contains("compute-7");
        assertThat(timelines.load(ann, web.key()).toString())
                .contains("code=failed")
                .doesNotContain("compute-7");
    }

    @Test
    void theTimelineIsRequestedOnceForAllUsers() {
        long before = nova.calls("instanceActions");

        for (int i = 0; i < 10; i++) {
            timelines.load(ann, web.key());
            timelines.load(viewer, web.key());
        }

        assertThat(nova.calls("instanceActions")).isEqualTo(before + 1);
    }

    @Test
    void theTimelineContainsOwnOperationsAndTheErrorOfAnUnavailableCloud() {
        Operation stop = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.fail(() -> new CloudException(Category.TIMEOUT, "no answer in 5 s"));

        ServerTimeline serverTimeline = timelines.load(ann, web.key()).orElseThrow();
        timelines.load(ann, web.key());

        assertThat(serverTimeline.entries()).containsExactly(new ServerTimelineEntry.SubmittedOperation(stop));
        assertThat(serverTimeline.problem())
                .isEqualTo(new ServerTimeline.Problem(Category.TIMEOUT, "no answer in 5 s", false));
    }

    /** The limiter adds a token every 200 ms, so a single load can still be permitted. */
    @Test
    void theTimelineReportsThatTheUserHasExceededTheLimit() {
        assertThat(IntStream.range(0, 5).mapToObj(this::isTimelineLimited)).contains(true);
    }

    private boolean isTimelineLimited(int number) {
        Server server = nova.put(ServerBuilder.named(name + "-" + number));
        inventory.refresh(server.key());
        assertThatThrownBy(() -> {
                    for (int lists = 0; lists < 10 * Budget.LISTS.requests(); lists++) {
                        limiter.consumeList(ann.userId());
                    }
                })
                .isInstanceOf(CloudRequestLimitExceededException.class);
        ServerTimeline.Problem problem =
                timelines.load(ann, server.key()).orElseThrow().problem();
        return problem != null && problem.limitExceeded();
    }

    private List<AuditEntry> entries() {
        return entries("server.log");
    }

    private List<AuditEntry> opened() {
        return entries("server.console");
    }

    private List<AuditEntry> entries(String action) {
        return trail(web).filter(entry -> entry.action().equals(action)).toList();
    }

    private static AuditDetail notGranted(String permission) {
        return AuditDetail.of("cloud", "lab").with("reason", "not-granted").with("permission", permission);
    }
}
