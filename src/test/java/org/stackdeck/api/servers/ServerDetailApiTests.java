package org.stackdeck.api.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.api.TokenRequests.as;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.api.ApiTest;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.detail.FakeServerConsoleService;
import org.stackdeck.operations.detail.FakeServerTimelineService;
import org.stackdeck.operations.detail.FakeServerUsageService;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineEntry;
import org.stackdeck.operations.detail.ServerUsageRates;

@ApiTest
class ServerDetailApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeAccessDecisionService access;

    @Autowired
    FakeOperationService operations;

    @Autowired
    FakeServerTimelineService timelines;

    @Autowired
    FakeServerConsoleService consoles;

    @Autowired
    FakeServerUsageService usages;

    private UserId operator;
    private UserId viewer;
    private UserId stranger;

    @BeforeEach
    void someServersAndUsers() {
        consoles.clear();
        timelines.clear();
        operations.clear();
        inventory.put(ServerBuilder.named("web").build());
        operator = access.member();
        access.grant(operator, ServerBuilder.STAFF, Role.OPERATOR, null);
        viewer = access.member();
        access.grant(viewer, ServerBuilder.STAFF, Role.VIEWER, null);
        stranger = access.member();
    }

    @Test
    void aUserWithTooManyRequestsToTheCloudGets429() {
        consoles.failForTooManyRequests(Duration.ofSeconds(7));

        MvcTestResult answer = get("log", operator);

        assertThat(answer).hasStatus(429).hasHeader("Retry-After", "7");
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("too-many-attempts");
    }

    @Test
    void theLogIsReturnedWithoutControlSequences() {
        consoles.writeLog("\u001b[31m<script>alert(1)</script>\u001b[0m");

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
        assertThat(consoles.readings()).isEmpty();
    }

    @Test
    void aConsoleIsOpenedWithPermissionAndNotCached() {
        MvcTestResult opened = open(operator);

        assertThat(opened)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.url")
                .asString()
                .contains(FakeServerConsoleService.SECRET);
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
        usages.setUsage(new ServerUsageRates(
                new ServerUsageRates.Sample(
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
        inventory.put(ServerBuilder.named("web").status(ServerStatus.SHUTOFF).build());

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
        consoles.fail(new CloudException(CloudException.Category.CONFLICT, "Instance not ready"));

        assertThat(get("log", operator))
                .hasStatus(502)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("Error from the cloud: Instance not ready");
    }

    @Test
    void activityContainsOperationsAndExternalActions() {
        timelines.add(
                ServerBuilder.key("web"),
                new ServerTimelineEntry.ExternalAction(
                        new InstanceAction("req-1", "pause", "u-else", Instant.EPOCH, "Error", List.of()), false));
        Caller caller = new Caller(operator, new UserName("ann"), "127.0.0.1", Caller.Channel.REST);
        timelines.add(
                ServerBuilder.key("web"),
                new ServerTimelineEntry.SubmittedOperation(
                        operations.submit(caller, ServerBuilder.key("web"), ServerAction.STOP)));

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
        timelines.fail(new ServerTimeline.Problem(CloudException.Category.TIMEOUT, "no answer in 5 s", false));

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
