package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.api.Asking.as;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.ServerUsage;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.Activity;
import org.stackdeck.operations.FakeConsoleLogs;
import org.stackdeck.operations.FakeConsoles;
import org.stackdeck.operations.FakeOperations;
import org.stackdeck.operations.FakeTimelines;
import org.stackdeck.operations.FakeUsages;
import org.stackdeck.operations.Timeline;
import org.stackdeck.operations.Usage;

@ApiTest
class ServerHistoryApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeAccess access;

    @Autowired
    FakeOperations operations;

    @Autowired
    FakeTimelines timelines;

    @Autowired
    FakeConsoles consoles;

    @Autowired
    FakeConsoleLogs logs;

    @Autowired
    FakeUsages usages;

    private UserId operator;
    private UserId viewer;
    private UserId stranger;

    @BeforeEach
    void someServersAndUsers() {
        consoles.forget();
        logs.forget();
        timelines.forget();
        operations.forget();
        inventory.put(AServer.named("web").build());
        operator = access.member();
        access.grant(operator, AServer.STAFF, Role.OPERATOR, null);
        viewer = access.member();
        access.grant(viewer, AServer.STAFF, Role.VIEWER, null);
        stranger = access.member();
    }

    @Test
    void aUserWithTooManyRequestsToTheCloudGets429() {
        logs.failForTooManyRequests(Duration.ofSeconds(7));

        MvcTestResult answer = get("log", operator);

        assertThat(answer).hasStatus(429).hasHeader("Retry-After", "7");
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("too-many-attempts");
    }

    @Test
    void theLogIsReturnedWithoutControlSequences() {
        logs.write("\u001b[31m<script>alert(1)</script>\u001b[0m");

        assertThat(get("log", operator))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.output")
                .isEqualTo("<script>alert(1)</script>");
        assertThat(get("log", operator)).bodyJson().extractingPath("$.cut").isEqualTo(false);
    }

    @Test
    void readingTheLogWithoutPermissionNamesThePermission() {
        MvcTestResult refused = get("log", viewer);

        assertThat(refused)
                .hasStatus(403)
                .bodyJson()
                .extractingPath("$.permission")
                .isEqualTo("server:log");
        assertThat(logs.readings()).isEmpty();
    }

    @Test
    void aConsoleIsOpenedWithPermissionAndNotCached() {
        MvcTestResult opened = open(operator);

        assertThat(opened)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.url")
                .asString()
                .contains(FakeConsoles.SECRET);
        assertThat(opened).bodyJson().extractingPath("$.type").isEqualTo("novnc");
        assertThat(opened).headers().hasValue("Cache-Control", "no-store");
        assertThat(open(viewer))
                .hasStatus(403)
                .bodyJson()
                .extractingPath("$.permission")
                .isEqualTo("server:console");
        assertThat(open(stranger)).hasStatus(404);
    }

    @Test
    void usageIsReturnedToUsersWhoSeeTheServer() {
        usages.have(new Usage(
                new Usage.Sample(
                        new ServerUsage(
                                Duration.ofMinutes(2),
                                List.of(new ServerUsage.Cpu(0, Duration.ofSeconds(3), 15)),
                                new ServerUsage.Memory(2048, 1024),
                                List.of(new ServerUsage.Disk(1L, 2L, 3L, 4L, 5L)),
                                List.of(new ServerUsage.Nic("fa:16:3e:00:00:01", 1L, 2L, 3L, 4L, 5L, null))),
                        Instant.parse("2026-03-01T12:00:00Z")),
                null));

        assertThat(get("usage", viewer))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.counted.cpus[0].percent")
                .isEqualTo(15);
        assertThat(get("usage", viewer)).bodyJson().isStrictlyEqualTo("""
                        {"readAt": "2026-03-01T12:00:00Z",
                         "counted": {"uptime": "PT2M",
                          "cpus": [{"id": 0, "time": "PT3S", "percent": 15}],
                          "memory": {"maximum": 2048, "used": 1024},
                          "disks": [{"readBytes": 1, "readRequests": 2, "writeBytes": 3, "writeRequests": 4, "errors": 5}],
                          "nics": [{"mac": "fa:16:3e:00:00:01", "receivedBytes": 1, "receivedPackets": 2, "sentBytes": 3,
                                    "sentPackets": 4, "errors": 5, "dropped": null}]}}""");
        assertThat(get("usage", stranger)).hasStatus(404);
        usages.fail(new CloudException(CloudException.Category.FORBIDDEN, "Policy doesn't allow it"));
        assertThat(get("usage", viewer))
                .hasStatus(502)
                .bodyJson()
                .extractingPath("$.category")
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void aServerThatIsOffHasNoConsole() {
        inventory.put(AServer.named("web").status(ServerStatus.SHUTOFF).build());

        assertThat(open(operator))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("server-off");
    }

    @Test
    void aCloudWithoutConsolesIsReportedWithItsMessage() {
        consoles.fail(new CloudException(CloudException.Category.REFUSED, "Unavailable console type novnc."));

        assertThat(open(operator))
                .hasStatus(502)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("Unavailable console type novnc.");
    }

    @Test
    void detailsOfAnInvisibleServerAreAnsweredLikeANonexistentOne() {
        for (String what : List.of("log", "activity")) {
            MvcTestResult theirs = get(what, stranger);
            MvcTestResult none = http.get()
                    .uri("/api/os/servers/none/" + what)
                    .with(as(operator))
                    .exchange();

            assertThat(theirs)
                    .hasStatus(404)
                    .bodyJson()
                    .extractingPath("$.code")
                    .isEqualTo("unknown-server");
            assertThat(none).hasStatus(404).bodyJson().extractingPath("$.code").isEqualTo("unknown-server");
        }
    }

    @Test
    void aMissingLogIsReportedWithTheCloudsMessage() {
        logs.fail(new CloudException(CloudException.Category.CONFLICT, "Instance not ready"));

        assertThat(get("log", operator))
                .hasStatus(502)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("Error from the cloud: Instance not ready");
    }

    @Test
    void activityContainsOperationsAndExternalActions() {
        timelines.add(
                AServer.key("web"),
                new Activity.Outside(
                        new InstanceAction("req-1", "pause", "u-else", Instant.EPOCH, "Error", List.of()), false));
        Caller caller = new Caller(operator, new UserName("ann"), "127.0.0.1", Caller.Channel.REST);
        timelines.add(
                AServer.key("web"),
                new Activity.Asked(operations.submit(caller, AServer.key("web"), ServerAction.STOP)));

        MvcTestResult told = get("activity", viewer);

        assertThat(told).hasStatusOk();
        assertThat(told)
                .bodyJson()
                .extractingPath("$.activities[*].here")
                .asArray()
                .containsExactly(true, false);
        assertThat(told)
                .bodyJson()
                .extractingPath("$.activities[0].operation.action")
                .isEqualTo("stop");
        assertThat(told)
                .bodyJson()
                .extractingPath("$.activities[1].cloudAction.requestId")
                .isEqualTo("req-1");
        assertThat(told).bodyJson().doesNotHavePath("$.activities[1].operation");
    }

    @Test
    void activityReportsWhyTheCloudsPartIsMissing() {
        timelines.fail(new Timeline.Problem(CloudException.Category.TIMEOUT, "no answer in 5 s"));

        assertThat(get("activity", viewer))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.cloudMessage")
                .isEqualTo("no answer in 5 s");
    }

    private MvcTestResult open(UserId user) {
        return http.post().uri("/api/os/servers/web/console").with(as(user)).exchange();
    }

    private MvcTestResult get(String what, UserId user) {
        return http.get().uri("/api/os/servers/web/" + what).with(as(user)).exchange();
    }
}
