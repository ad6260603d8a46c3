package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.RemoteConsole;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.CloudRequestRateLimiter.Budget;

/** Console logs, consoles and timelines of servers. */
class ServerHistoryTests extends OperationsCase {

    @Autowired
    ConsoleLogs logs;

    @Autowired
    Consoles consoles;

    @Autowired
    Timelines timelines;

    private final String name = "web-" + UUID.randomUUID();
    private Server web;
    private Caller ann;
    private Caller viewer;
    private Caller stranger;

    @BeforeEach
    void know() {
        web = nova.put(AServer.named(name));
        inventory.refresh(web.key());
        ann = member("ann", Role.OPERATOR);
        viewer = member("viewer", Role.VIEWER);
        stranger = caller("stranger");
    }

    @Test
    void eachReadOfALogIsAuditedWithoutItsText() {
        assertThat(logs.read(ann, web.key()).text()).isEqualTo("login:");
        logs.read(ann, web.key());

        assertThat(entries()).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("server.log");
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.SUCCESS);
            assertThat(entry.actor()).isEqualTo("ann");
            assertThat(entry.objectName()).isEqualTo(name);
            assertThat(entry.detail()).isEqualTo("cloud=lab");
        });
    }

    @Test
    void readingTooManyLogsIsLimitedForEachUser() {
        int most = 10 * Budget.READS.perMinute();
        long before = nova.calls("consoleOutput");

        assertThatThrownBy(() -> {
                    for (int reads = 0; reads < most; reads++) {
                        logs.read(ann, web.key());
                    }
                })
                .isInstanceOfSatisfying(
                        TooManyQuestionsException.class,
                        e -> assertThat(e.retryAfter())
                                .hasValueSatisfying(wait -> assertThat(wait).isPositive()));

        // A token is added each second.
        assertThat(nova.calls("consoleOutput") - before).isBetween((long) Budget.READS.perMinute(), most - 1L);
        assertThat(logs.read(member("bob", Role.OPERATOR), web.key()).text()).isEqualTo("login:");
        assertThatThrownBy(() -> consoles.open(ann, web.key())).isInstanceOf(TooManyQuestionsException.class);
    }

    @Test
    void aUserHasAtMostTwoConcurrentCloudRequests() {
        var limiter = new CloudRequestRateLimiter();
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var started = new CountDownLatch(CloudRequestRateLimiter.PARALLEL);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int request = 0; request < 20; request++) {
                threads.execute(() -> limiter.call(ann.userId(), Budget.READS, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    started.countDown();
                    awaitAll(started);
                    running.decrementAndGet();
                    return "";
                }));
            }
        }

        assertThat(most).hasValue(CloudRequestRateLimiter.PARALLEL);
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readingALogWithoutPermissionIsRefusedAndSendsNoRequest() {
        long before = nova.calls("consoleOutput");

        assertThatThrownBy(() -> logs.read(viewer, web.key()))
                .isInstanceOfSatisfying(
                        ActionRefusedException.class,
                        refused ->
                                assertThat(refused.answer()).isEqualTo(new Answer.NotGranted(Permission.SERVER_LOG)));

        assertThat(nova.calls("consoleOutput")).isEqualTo(before);
        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED);
            assertThat(entry.detail()).isEqualTo("cloud=lab not granted: server:log");
        });
    }

    @Test
    void readingTheLogOfAnInvisibleServerIsRefusedLikeANonexistentOne() {
        assertThatThrownBy(() -> logs.read(stranger, web.key()))
                .isInstanceOfSatisfying(
                        ActionRefusedException.class,
                        refused -> assertThat(refused.answer()).isEqualTo(new Answer.Invisible()));
        assertThatThrownBy(() -> logs.read(ann, AServer.key("nobody")))
                .isInstanceOfSatisfying(
                        ActionRefusedException.class,
                        refused -> assertThat(refused.answer()).isEqualTo(new Answer.Invisible()));

        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.objectName()).isNull();
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED);
        });
        assertThat(timelines.of(stranger, web.key())).isEmpty();
        assertThat(timelines.of(ann, AServer.key("nobody"))).isEmpty();
    }

    @Test
    void anEndedGrantIsRefusedAtTheNextReadOfTheLog() {
        logs.read(ann, web.key());
        access.revokeAll(ann.userId());

        assertThatThrownBy(() -> logs.read(ann, web.key())).isInstanceOf(ActionRefusedException.class);
    }

    @Test
    void aMissingLogIsReportedWithTheCloudsMessageAndAudited() {
        nova.fail(() -> new CloudException(Category.CONFLICT, "Instance not ready"));

        assertThatThrownBy(() -> logs.read(ann, web.key()))
                .isInstanceOf(CloudException.class)
                .hasMessage("Instance not ready");

        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.FAILED);
            assertThat(entry.detail()).isEqualTo("cloud=lab CONFLICT: Instance not ready");
        });
    }

    @Test
    void eachOpenedConsoleIsAuditedWithoutItsAddress() {
        RemoteConsole console = consoles.open(ann, web.key());

        assertThat(console.address().toString()).contains("secret");
        assertThat(console.toString()).isEqualTo("NOVNC at https://console.example:6080");
        assertThat(opened()).singleElement().satisfies(entry -> {
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.SUCCESS);
            assertThat(entry.actor()).isEqualTo("ann");
            assertThat(entry.objectName()).isEqualTo(name);
            assertThat(entry.detail()).isEqualTo("cloud=lab");
        });
    }

    @Test
    void eachOpenedTerminalIsAuditedWithoutItsAddress() {
        RemoteConsole terminal = consoles.terminal(ann, web.key());

        assertThat(terminal.address().toString()).contains("secret");
        assertThat(terminal.toString()).isEqualTo("SERIAL at wss://console.example:6083");
        assertThatThrownBy(() -> consoles.terminal(viewer, web.key())).isInstanceOf(ActionRefusedException.class);
        assertThat(entries("server.terminal"))
                .extracting(AuditEntry::result, AuditEntry::detail)
                .containsExactlyInAnyOrder(
                        tuple(AuditEntry.Result.SUCCESS, "cloud=lab"),
                        tuple(AuditEntry.Result.REFUSED, "cloud=lab not granted: server:console"));
        web = nova.put(AServer.named(name).status(ServerStatus.SHUTOFF));
        inventory.refresh(web.key());
        assertThatThrownBy(() -> consoles.terminal(ann, web.key())).isInstanceOf(ServerOffException.class);
    }

    @Test
    void openingAConsoleWithoutPermissionIsRefusedAndSendsNoRequest() {
        long before = nova.calls("console");

        assertThatThrownBy(() -> consoles.open(viewer, web.key()))
                .isInstanceOfSatisfying(
                        ActionRefusedException.class,
                        refused -> assertThat(refused.answer())
                                .isEqualTo(new Answer.NotGranted(Permission.SERVER_CONSOLE)));
        assertThatThrownBy(() -> consoles.open(stranger, web.key()))
                .isInstanceOfSatisfying(
                        ActionRefusedException.class,
                        refused -> assertThat(refused.answer()).isEqualTo(new Answer.Invisible()));

        assertThat(nova.calls("console")).isEqualTo(before);
        assertThat(opened()).allSatisfy(entry -> assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED));
        assertThat(opened()).extracting(AuditEntry::detail).contains("cloud=lab not granted: server:console");
    }

    @Test
    void aServerThatIsOffHasNoConsoleAndNoRequestIsSent() {
        web = nova.put(AServer.named(name).status(ServerStatus.SHUTOFF));
        inventory.refresh(web.key());
        long before = nova.calls("console");

        assertThatThrownBy(() -> consoles.open(ann, web.key()))
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
        nova.withoutVnc();

        assertThat(consoles.open(ann, web.key()).type()).isEqualTo(RemoteConsole.Type.SPICE);
    }

    @Test
    void aCloudWithoutConsolesIsReportedWithItsMessage() {
        nova.fail(() -> new CloudException(Category.REFUSED, "Unavailable console type novnc."));

        assertThatThrownBy(() -> consoles.open(ann, web.key())).hasMessage("Unavailable console type novnc.");
    }

    @Test
    void theTimelineContainsOperationsAndExternalActions() throws InterruptedException {
        nova.addAction(name, "create", "u-else");
        nova.addAction(name, "pause", FakeCompute.USER);
        Operation stop = operations.submit(ann, web.key(), ServerAction.STOP);
        runner.run(stop.id(), () -> true);

        List<Activity> told = timelines.of(viewer, web.key()).orElseThrow().activities();

        assertThat(told)
                .filteredOn(Activity.Asked.class::isInstance)
                .singleElement()
                .satisfies(one ->
                        assertThat(((Activity.Asked) one).operation().id()).isEqualTo(stop.id()));
        assertThat(told)
                .filteredOn(Activity.Outside.class::isInstance)
                .extracting(
                        one -> ((Activity.Outside) one).action().action() + " " + ((Activity.Outside) one).ownAccount())
                .containsExactly("pause true", "create false");
    }

    @Test
    void theTimelineIsRequestedOnceForAllUsers() {
        long before = nova.calls("instanceActions");

        for (int i = 0; i < 10; i++) {
            timelines.of(ann, web.key());
            timelines.of(viewer, web.key());
        }

        assertThat(nova.calls("instanceActions")).isEqualTo(before + 1);
    }

    @Test
    void theTimelineContainsOwnOperationsAndTheErrorOfAnUnavailableCloud() {
        Operation stop = operations.submit(ann, web.key(), ServerAction.STOP);
        nova.fail(() -> new CloudException(Category.TIMEOUT, "no answer in 5 s"));

        Timeline told = timelines.of(ann, web.key()).orElseThrow();
        timelines.of(ann, web.key());

        assertThat(told.activities()).containsExactly(new Activity.Asked(stop));
        assertThat(told.problem()).isEqualTo(new Timeline.Problem(Category.TIMEOUT, "no answer in 5 s"));
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
}
