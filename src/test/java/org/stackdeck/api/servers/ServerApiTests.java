package org.stackdeck.api.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.api.TokenRequests.as;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ObjectArrayAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.api.ApiTest;
import org.stackdeck.api.ApiTestConfiguration;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.TestFreshness;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.FakeActionDurationEstimator;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.FakeSoftDeletedServerLookup;

@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class ServerApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeSoftDeletedServerLookup deleted;

    @Autowired
    FakeOperationService operations;

    @Autowired
    FakeResourceInventory resources;

    @Autowired
    FakeAccessDecisionService access;

    @Autowired
    FakeActionDurationEstimator usual;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeOwnershipService owners;

    private UserId administrator;
    private UserId operator;
    private UserId viewer;
    private UserId stranger;

    @AfterEach
    void forgetOwner() {
        owners.deleteOwner(ServerBuilder.key("cache"));
    }

    @BeforeEach
    void someServersAndUsers() {
        operations.beforeSubmit(() -> {});
        operations.clear();
        inventory.removeAll();
        inventory.put(
                ServerBuilder.named("web").host("compute-1").build(),
                ServerBuilder.named("db").project(ServerBuilder.RESEARCH).build());
        administrator = access.administrator();
        operator = access.member();
        access.grant(operator, ServerBuilder.STAFF, Role.OPERATOR, null);
        viewer = access.member();
        access.grant(viewer, ServerBuilder.STAFF, Role.VIEWER, null);
        stranger = access.member();
    }

    @Test
    void listContainsOnlyServersThatTheCallerMaySee() {
        assertThat(get("/api/os/servers", administrator))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.servers[*].id")
                .asArray()
                .containsExactly("db", "web");
        assertThat(get("/api/os/servers", viewer))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.servers[*].id")
                .asArray()
                .containsExactly("web");
        assertThat(get("/api/os/servers", stranger))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"servers\":[],\"complete\":true,\"clouds\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'cache web'",
        "we, web",
        "10.20.0.9, cache",
        "front, cache",
        "tag:front, cache",
        "'status:off,error', cache",
        "status:shutoff, cache",
        "status:running, web",
        "project:staff, 'cache web'",
        "project:research, ''",
        "key:laptop, cache",
        "image:volume, cache",
        "image:debian, web",
        "flavor:small, 'cache web'",
        "compute-1, ''",
        "owner:me, cache",
        "owner:none, web",
        "cloud:other, ''",
        "hidden, ''",
        "unknown:value, ''"
    })
    void listIsReducedByASearch(String search, String ids) {
        inventory.put(
                ServerBuilder.named("cache")
                        .status(ServerStatus.SHUTOFF)
                        .tags("front")
                        .keyName("Laptop")
                        .bootFromVolume()
                        .host("compute-1")
                        .addresses(new ServerAddress("lan", "10.20.0.9", 4, false))
                        .build(),
                ServerBuilder.named("hidden").project(ServerBuilder.RESEARCH).build());
        User mia = directory.member("mia");
        access.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        owners.setOwner(ServerBuilder.key("cache"), mia);

        assertThat(http.get().uri("/api/os/servers?q={q}", search).with(as(mia.id())))
                .bodyJson()
                .extractingPath("$.servers[*].id")
                .isEqualTo(ids.isEmpty() ? List.of() : List.of(ids.split(" ", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner:", "key:", "status:,", "a b c d e f g h i j k", "tag:a,b,c,d,e,f,g,h,i,j,k"})
    void aSearchOfWhichAPartWouldBeIgnoredIsRefused(String search) {
        assertThat(http.get().uri("/api/os/servers?q={q}", search).with(as(viewer)))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"field\": \"q\", \"code\": \"incomplete-search\"}");
    }

    @Test
    void anExpiredAuthenticationNamesTheReauthenticationEndpoint() {
        operations.beforeSubmit(() -> {
            throw new StepUpRequiredException(Set.of(AuthenticationFactor.TOTP));
        });
        try {
            assertThat(act("web", "delete", administrator))
                    .hasStatus(403)
                    .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .bodyJson()
                    .isLenientlyEqualTo("""
                            {"code": "step-up-required", "stepUp": "/api/auth/step-up", "field": "code"}""");
        } finally {
            operations.beforeSubmit(() -> {});
        }
    }

    @Test
    void aReadCountsAsDemandForTheInventory() {
        get("/api/os/servers", viewer);
        get("/api/os/servers/web", viewer);

        assertThat(inventory.queriedUsers()).filteredOn(viewer::equals).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void getReturnsAllFieldsOfAServer() {
        addResources();
        assertThat(get("/api/os/servers/web", operator))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                {"id": "web", "name": "web", "cloud": "lab", "project": "staff", "projectId": "p-staff", "owner": null,
                 "status": "ACTIVE", "taskState": null, "powerState": "RUNNING",
                 "addresses": [{"network": "net", "ip": "10.0.0.5", "version": 4, "floating": false},
                               {"network": "net", "ip": "203.0.113.7", "version": 4, "floating": true}],
                 "flavor": {"id": "f-1", "name": "m1.small", "vcpus": 1, "ramMib": 2048, "diskGib": 20},
                 "image": {"id": "i-1", "name": "debian-13"},
                 "created": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z",
                 "locked": false, "lockedReason": null, "protected": false, "protectedReason": null, "description": null, "tags": [], "metadata": {},
                 "keyName": null, "availabilityZone": "nova", "fault": null, "progress": null,
                 "volumes": [{"id": "v1", "name": "data", "status": "in-use", "size": 20}],
                 "ports": [{"id": "p1", "name": "nic", "status": "ACTIVE", "network": "n1", "fixedIps": ["10.0.0.5"],
                            "floatingIps": ["203.0.113.7"], "macAddress": "fa:16:3e:00:00:01",
                            "securityGroups": ["g1"]}],
                 "securityGroups": [{"id": "g1", "name": "https"}],
                 "resourcesConfirmedAt": "1970-01-01T00:00:00Z",
                 "allowedActions": ["stop", "reboot", "hard-reboot", "pause", "suspend", "delete", "force-delete"]}""");
    }

    /** Adds the resources of the server, and resources that do not belong to it. */
    private void addResources() {
        resources.set(
                ResourceKind.VOLUME,
                resource(
                        ResourceKind.VOLUME,
                        "v1",
                        "data",
                        Map.of("status", "in-use", "size", 20L, "servers", List.of("web"))),
                resource(ResourceKind.VOLUME, "v2", "other", Map.of("servers", List.of("db"))));
        Map<String, Object> port = Map.of(
                "status", "ACTIVE",
                "network", "n1",
                "fixedIps", List.of("10.0.0.5"),
                "macAddress", "fa:16:3e:00:00:01",
                "securityGroups", List.of("g1"),
                "device", "web");
        resources.set(
                ResourceKind.PORT,
                resource(ResourceKind.PORT, "p1", "nic", port),
                new CloudResource(
                        ResourceKind.PORT,
                        ServerBuilder.CLOUD,
                        "p2",
                        ServerBuilder.RESEARCH,
                        "forged device",
                        false,
                        port));
        resources.set(
                ResourceKind.FLOATING_IP,
                resource(ResourceKind.FLOATING_IP, "i1", "203.0.113.7", Map.of("port", "p1")),
                resource(ResourceKind.FLOATING_IP, "i2", "203.0.113.8", Map.of("port", "p2")));
        resources.set(
                ResourceKind.SECURITY_GROUP,
                resource(ResourceKind.SECURITY_GROUP, "g1", "https", Map.of()),
                resource(ResourceKind.SECURITY_GROUP, "g2", "unused", Map.of()));
        resources.set(
                ResourceKind.FLAVOR,
                resource(ResourceKind.FLAVOR, "f-1", "m1.small", Map.of()),
                resource(ResourceKind.FLAVOR, "f-2", "m1.large", Map.of()));
    }

    private static CloudResource resource(ResourceKind kind, String id, String name, Map<String, Object> values) {
        return new CloudResource(kind, ServerBuilder.CLOUD, id, ServerBuilder.STAFF, name, false, values);
    }

    @Test
    void resourcesOfAServerRequireNoPermissionsOfTheirOwnAndAreNotListed() {
        addResources();
        UserId reader = access.member();
        access.grant(reader, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_READ)), null);

        assertThat(get("/api/os/servers/web", reader))
                .bodyJson()
                .extractingPath("$.volumes[*].id")
                .asArray()
                .containsExactly("v1");
        assertThat(get("/api/os/servers", reader)).bodyJson().doesNotHavePath("$.servers[0].volumes");
        assertThat(get("/api/os/servers", reader)).bodyJson().doesNotHavePath("$.servers[0].flavor.id");
    }

    @Test
    void accessThatIsRevokedWhileTheResourcesAreLoadedIsRefused() {
        UserId reader = access.member();
        access.grant(reader, ServerBuilder.STAFF, Role.VIEWER, null);
        resources.duringLoad(() -> access.revokeAll(reader));
        try {
            assertThat(get("/api/os/servers/web", reader)).hasStatus(404);
        } finally {
            resources.duringLoad(() -> {});
        }
    }

    @Test
    void guessingSoftDeletedServersIsLimitedWithRetryAfter() {
        deleted.exhaustRateLimit();
        try {
            assertThat(act("guessed", "restore", operator))
                    .hasStatus(429)
                    .hasHeader("Retry-After", "3")
                    .bodyJson()
                    .isLenientlyEqualTo("{\"code\": \"too-many-attempts\"}");
            assertThat(http.post()
                            .uri("/api/os/servers/action")
                            .with(as(operator))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"action\":\"restore\",\"servers\":[\"guessed\",\"other\"]}")
                            .exchange())
                    .hasStatus(202)
                    .bodyJson()
                    .extractingPath("$.results[*].problem.code")
                    .asArray()
                    .containsExactly("too-many-attempts", "too-many-attempts");
        } finally {
            deleted.clear();
        }
    }

    @Test
    void aSoftDeletedServerIsReturnedRestoredAndFinallyDeleted() {
        deleted.add(
                ServerBuilder.named("kept").status(ServerStatus.SOFT_DELETED).build());
        try {
            assertThat(get("/api/os/servers/kept", operator))
                    .hasStatusOk()
                    .bodyJson()
                    .isLenientlyEqualTo("""
                            {"status": "SOFT_DELETED", "allowedActions": ["restore", "force-delete"]}""");
            assertThat(get("/api/os/servers/kept", stranger)).hasStatus(404);
            assertThat(act("kept", "stop", operator)).hasStatus(404);
            assertThat(act("kept", "restore", stranger)).hasStatus(404);
            assertThat(act("kept", "restore", viewer)).hasStatus(403);
            assertThat(act("kept", "restore", operator)).hasStatus(202);
            operations.clear();
            assertThat(act("kept", "force-delete", operator)).hasStatus(202);
        } finally {
            deleted.clear();
            operations.clear();
        }
    }

    @Test
    void theHostIsReturnedToAdministratorsOnly() {
        assertThat(get("/api/os/servers/web", administrator))
                .bodyJson()
                .extractingPath("$.host")
                .isEqualTo("compute-1");
        assertThat(get("/api/os/servers/web", operator)).bodyJson().doesNotHavePath("$.host");
        assertThat(get("/api/os/servers", operator)).bodyText().doesNotContain("compute-1");
    }

    @Test
    void aViewerHasNoAllowedActions() {
        assertThat(get("/api/os/servers/web", viewer))
                .bodyJson()
                .extractingPath("$.allowedActions")
                .asArray()
                .isEmpty();
    }

    @Test
    void theAgesOfTagsAndAddressesAreReportedForEachCloudAndForASingleServer() {
        Instant now = Instant.parse("2026-11-30T10:00:40Z");
        inventory.freshness(
                ServerBuilder.CLOUD,
                new Freshness(
                        Freshness.State.LIVE,
                        now,
                        Duration.ofSeconds(1),
                        null,
                        null,
                        true,
                        Freshness.Source.CHANGES,
                        now.minusSeconds(40),
                        now.minusSeconds(20)));

        assertThat(get("/api/os/servers", viewer)).bodyJson().isLenientlyEqualTo("""
                        {"clouds": [{"confirmedAt": "2026-11-30T10:00:40Z", "tagsConfirmedAt": "2026-11-30T10:00:00Z",
                                     "addressesConfirmedAt": "2026-11-30T10:00:20Z"}]}""");
        assertThat(get("/api/os/servers/web", viewer)).bodyJson().isLenientlyEqualTo("""
                        {"id": "web", "tagsConfirmedAt": "2026-11-30T10:00:00Z", "addressesConfirmedAt": "2026-11-30T10:00:20Z"}""");
    }

    @Test
    void anInvisibleServerIsAnsweredLikeANonexistentOne() {
        String invisible = text(get("/api/os/servers/web", stranger));
        inventory.removeAll();
        String unknown = text(get("/api/os/servers/web", stranger));

        assertThat(invisible).isEqualTo(unknown).contains("unknown-server");
        inventory.put(ServerBuilder.named("web").build());
        String invisibleAction = text(act("web", "stop", stranger));
        inventory.removeAll();
        assertThat(invisibleAction).isEqualTo(text(act("web", "stop", stranger)));
    }

    @Test
    void aServerOfAnUnloadedCloudIsAnsweredUnlikeANonexistentOne() {
        inventory.freshness(
                ServerBuilder.CLOUD, TestFreshness.of(Freshness.State.LOADING, null, Duration.ofSeconds(1), 250, null));

        assertThat(get("/api/os/servers", viewer)).bodyJson().isLenientlyEqualTo("""
                        {"servers": [{"id": "web"}], "complete": false,
                         "clouds": [{"cloud": "lab", "state": "LOADING", "complete": false, "confirmedAt": null,
                                     "problem": null}]}""");
        assertThat(get("/api/os/servers/web", viewer)).hasStatusOk();
        MvcTestResult unknown = get("/api/os/servers/none", viewer);
        assertProblem(unknown, 503, "not-known-yet").contains("lab");
        assertThat(unknown).hasHeader(HttpHeaders.RETRY_AFTER, "5");
        assertProblem(act("none", "stop", operator), 503, "not-known-yet");
        // The response is the same for a server that exists but that the caller cannot see.
        assertProblem(get("/api/os/servers/db", viewer), 503, "not-known-yet");
        assertProblem(act("db", "stop", operator), 503, "not-known-yet");
        assertProblem(get("/api/os/servers/none", stranger), 404, "unknown-server");
        assertProblem(get("/api/os/servers/none?cloud=elsewhere", viewer), 404, "unknown-server");

        inventory.freshness(
                ServerBuilder.CLOUD,
                TestFreshness.of(Freshness.State.LIVE, Instant.EPOCH, Duration.ofSeconds(1), null, null));
        assertProblem(get("/api/os/servers/none", viewer), 404, "unknown-server");
        assertThat(get("/api/os/servers", viewer))
                .bodyJson()
                .extractingPath("$.complete")
                .isEqualTo(true);
    }

    @Test
    void anAcceptedActionReturnsItsOperation() {
        MvcTestResult result = act("web", "hard-reboot", operator);

        Operation accepted = operations.accepted().getLast();
        assertThat(result).hasStatus(HttpStatus.ACCEPTED);
        assertThat(result).hasHeader(HttpHeaders.LOCATION, "/api/os/operations/" + accepted.id());
        assertThat(result)
                .bodyJson()
                .extractingPath("$.operation.id")
                .isEqualTo(accepted.id().toString());
        assertThat(result).bodyJson().extractingPath("$.operation.state").isEqualTo("WAITING");
        assertThat(result).bodyJson().extractingPath("$.operation.action").isEqualTo("hard-reboot");

        operations.setState(
                accepted.id(), Operation.State.FAILED, new Operation.Failure("no-such-text", "<b>No valid host</b>"));
        assertThat(get("/api/os/operations/" + accepted.id(), viewer))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"state": "FAILED", "requestId": "req-%s", "finishedAt": "2026-03-01T12:00:00Z",
                         "error": {"code": "no-such-text", "message": "no-such-text", "cloudMessage": "<b>No valid host</b>"}}""".formatted(accepted.id()));
        assertProblem(get("/api/os/operations/" + accepted.id(), stranger), 404, "unknown-operation");
    }

    @Test
    void aMalformedOperationIdIsNotFound() {
        assertProblem(get("/api/os/operations/1", administrator), 404, "unknown-operation");
        assertProblem(
                get("/api/os/operations/0197c4a0-0000-7000-8000-000000000000", administrator),
                404,
                "unknown-operation");
    }

    @Test
    void anActionWithoutPermissionOnAVisibleServerIsForbidden() {
        assertProblem(act("web", "stop", viewer), 403, "not-granted").contains("server:stop");
        assertThat(operations.accepted()).noneMatch(o -> o.userId().equals(viewer));
    }

    @Test
    void anActionInTheWrongStateReportsTheState() {
        assertProblem(act("web", "start", operator), 409, "wrong-status").contains("ACTIVE");
        assertThat(act("web", "start", operator))
                .bodyText()
                .contains("\"status\":409", "\"serverStatus\":\"ACTIVE\"")
                .doesNotContain("\"status\":\"ACTIVE\"");
        inventory.put(ServerBuilder.named("web").task(TaskState.POWERING_OFF).build());
        assertProblem(act("web", "stop", operator), 409, "wrong-task").contains("ACTIVE", "powering_off");
    }

    @Test
    void anActionOnALockedServerReportsTheLock() {
        inventory.put(ServerBuilder.named("web").locked().build());

        assertProblem(act("web", "stop", administrator), 409, "locked");
        assertProblem(act("web", "lock", administrator), 409, "locked");
    }

    @Test
    void unlockingAnUnlockedServerIsRefused() {
        assertProblem(act("web", "unlock", administrator), 409, "not-locked");
        assertProblem(act("web", "unlock", operator), 403, "not-granted").contains("server:lock");
    }

    @Test
    void aSecondActionReportsTheFirstOperation() {
        http.post()
                .uri("/api/os/servers/web/action")
                .with(as(operator, "otto"))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"action\":\"stop\"}")
                .exchange();

        assertProblem(act("web", "delete", administrator), 409, "busy")
                .contains("stop, requested by otto")
                .contains(operations.accepted().getLast().id().toString());
    }

    @Test
    void anUnknownActionIsRejectedListingTheActions() {
        assertProblem(act("web", "explode", operator), 400, "unknown-action")
                .contains("start, stop, reboot, hard-reboot, pause, unpause, ", "attach-volume, ", ", delete");
        assertProblem(act("web", "STOP", operator), 400, "unknown-action");
    }

    @Test
    void actionParametersAreFieldsOfTheBody() {
        post("web", "{\"action\":\"rename\",\"name\":\"db\"}", administrator);

        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ServerAction.RENAME).with(ActionParameter.NAME, "db"));
        assertProblem(post("web", "{\"action\":\"resize\"}", administrator), 400, "missing-field")
                .contains("flavor");
        assertProblem(post("web", "{\"action\":\"stop\",\"name\":\"x\"}", administrator), 400, "not-for-action")
                .contains("name", "stop");
        assertProblem(post("web", "{\"action\":\"rename\",\"name\":\"a\\nb\"}", administrator), 400, "bad-parameter")
                .contains("name", "255");
    }

    @Test
    void aMissingRequiredPasswordIsGeneratedAndReturnedOnce() {
        MvcTestResult rescued = post("web", "{\"action\":\"rescue\"}", administrator);
        String made = operations
                .actionRequests()
                .getLast()
                .value(ActionParameter.PASSWORD)
                .orElseThrow();

        assertThat(rescued)
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.adminPassword")
                .asString()
                .matches("[A-Za-z2-9]{16}");
        String operation = operations.accepted().getLast().id().toString();
        assertThat(get("/api/os/operations/" + operation, administrator))
                .bodyText()
                .contains(operation)
                .doesNotContain("adminPassword", made);
        operations.setState(operations.accepted().getLast().id(), Operation.State.SUCCEEDED, null);

        assertThat(post("web", "{\"action\":\"rebuild\",\"image\":\"i\",\"password\":\"mine-alone\"}", administrator))
                .hasStatus(202)
                .bodyText()
                .doesNotContain("mine-alone");
        assertThat(operations.actionRequests().getLast().value(ActionParameter.PASSWORD))
                .contains("mine-alone");
    }

    @Test
    void aPasswordGeneratedByTheCloudIsReturnedOnceToItsRequester() {
        post("web", "{\"action\":\"stop\"}");
        Operation operation = operations.accepted().getLast();
        operations.setPassword(operation.id(), "madebynova");
        String path = "/api/os/operations/" + operation.id();
        assertThat(get(path, operator))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.passwordMade")
                .isEqualTo(true);

        assertProblem(told(path, administrator), 404, "no-password");
        assertThat(told(path, operator))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.adminPassword")
                .isEqualTo("madebynova");
        assertProblem(told(path, operator), 404, "no-password");
        assertThat(get(path, operator))
                .bodyJson()
                .extractingPath("$.passwordMade")
                .isEqualTo(false);
    }

    private MvcTestResult told(String operation, UserId by) {
        return http.post().uri(operation + "/password").with(as(by)).exchange();
    }

    @Test
    void aBulkActionReturnsAResultForEachServer() {
        MvcTestResult result = http.post()
                .uri("/api/os/servers/action")
                .with(as(operator))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"action\":\"stop\",\"servers\":[\"web\",\"none\"]}")
                .exchange();

        assertThat(result)
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.results[0].operation.action")
                .isEqualTo("stop");
        assertThat(result)
                .bodyJson()
                .extractingPath("$.results[1].problem.code")
                .isEqualTo("unknown-server");
        assertThat(result).bodyJson().extractingPath("$.results[1].server").isEqualTo("none");
    }

    @Test
    void anAbortedBulkActionReportsAcceptedOperations() {
        AtomicInteger calls = new AtomicInteger();
        operations.beforeSubmit(() -> {
            if (calls.incrementAndGet() == 2) {
                throw new IllegalStateException("unforeseen");
            }
        });

        MvcTestResult result = http.post()
                .uri("/api/os/servers/action")
                .with(as(operator))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"action\":\"stop\",\"servers\":[\"web\",\"web\",\"none\"]}")
                .exchange();

        assertThat(result)
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.results[0].operation.action")
                .isEqualTo("stop");
        assertThat(result)
                .bodyJson()
                .extractingPath("$.results[*].problem.code")
                .asArray()
                .containsExactly("broken-off", "broken-off");
        assertThat(calls).hasValue(2);
    }

    @Test
    void anActiveOperationReportsItsUsualDuration() {
        usual.setDuration(ServerAction.STOP, Duration.ofMillis(12_300));
        try {
            act("web", "stop", operator);
            Operation stop = operations.accepted().getFirst();
            String path = "/api/os/operations/" + stop.id();
            assertThat(get(path, operator))
                    .bodyJson()
                    .extractingPath("$.expectedMillis")
                    .isEqualTo(12_300);

            operations.setState(stop.id(), Operation.State.SUCCEEDED, null);

            assertThat(get(path, operator))
                    .bodyJson()
                    .extractingPath("$.expectedMillis")
                    .isNull();
        } finally {
            usual.clear();
        }
    }

    @Test
    void operationsAreListedByTheQueryParameters() {
        act("web", "stop", operator);
        Operation failed = operations.accepted().getFirst();
        operations.setState(failed.id(), Operation.State.FAILED, new Operation.Failure("refused", null));
        act("web", "reboot", administrator);

        listed("", viewer).containsExactlyInAnyOrder("stop", "reboot");
        listed("?own=true", operator).containsExactly("stop");
        listed("?state=WAITING,RUNNING", operator).containsExactly("reboot");
        listed("?action=stop&server=web&state=FAILED&limit=1", operator).containsExactly("stop");
        listed("?server=db", administrator).isEmpty();
        listed("", stranger).isEmpty();
    }

    @Test
    void aBadQueryIsRejectedNamingTheParameter() {
        assertProblem(get("/api/os/operations?state=DONE", operator), 400, "bad-query")
                .contains("state", "SUCCEEDED");
        assertProblem(get("/api/os/operations?own=yes", operator), 400, "bad-query")
                .contains("own");
        assertProblem(get("/api/os/operations?action=explode", operator), 400, "bad-query")
                .contains("action", "reboot");
        for (String server : new String[] {"", "web\0"}) {
            assertProblem(get("/api/os/operations?server=" + server, operator), 400, "bad-parameter")
                    .contains("server");
        }
        for (String limit : new String[] {"0", "501", "-1", "many"}) {
            assertProblem(get("/api/os/operations?limit=" + limit, operator), 400, "bad-query")
                    .contains("limit");
        }
    }

    @Test
    void anEndedOperationIsRerunWithTheSameParameters() {
        access.grant(operator, ServerBuilder.STAFF, Role.MANAGER, null);
        post("web", "{\"action\":\"rename\",\"name\":\"front\"}");
        Operation first = operations.accepted().getFirst();
        assertProblem(again(first, viewer), 409, "again-under-way");
        operations.setState(first.id(), Operation.State.FAILED, new Operation.Failure("refused", null));

        assertProblem(again(first, viewer), 403, "not-granted");
        assertThat(again(first, administrator)).hasStatus(202);

        Operation second = operations.accepted().getLast();
        assertThat(second.actionRequest()).isEqualTo(first.actionRequest());
        assertThat(second.userId()).isEqualTo(administrator);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertProblem(again(first, operator), 409, "busy");
        assertThat(again(first, stranger)).hasStatus(404);
        inventory.removeAll();
        operations.setState(second.id(), Operation.State.SUCCEEDED, null);
        assertProblem(again(second, operator), 404, "unknown-server");
    }

    @Test
    void anOperationWithAPasswordCannotBeRerun() {
        access.grant(operator, ServerBuilder.STAFF, Role.MANAGER, null);
        post("web", "{\"action\":\"set-password\",\"password\":\"open-sesame\"}");
        Operation first = operations.accepted().getFirst();
        operations.setState(first.id(), Operation.State.SUCCEEDED, null);

        assertProblem(again(first, operator), 409, "again-secret").contains("password");
        assertThat(operations.accepted()).hasSize(1);
    }

    @Test
    void anActionWithAnIdempotencyKeyIsPerformedOnce() {
        String body = "{\"action\":\"stop\"}";
        assertThat(repeated("web/action", "a-key", body)).hasStatus(202);
        Operation first = operations.accepted().getFirst();
        inventory.removeAll();

        assertThat(repeated("web/action", "a-key", body))
                .hasStatus(202)
                .hasHeader("Location", "/api/os/operations/" + first.id())
                .bodyJson()
                .extractingPath("$.operation.id")
                .isEqualTo(first.id().toString());
        assertThat(operations.accepted()).hasSize(1);
        assertProblem(repeated("web/action", "a-key", "{\"action\":\"start\"}"), 422, "repeated-differently");
        assertProblem(repeated("db/action", "a-key", body), 422, "repeated-differently");
        assertProblem(repeated("web/action", "a key", body), 400, "bad-repeat-key");
    }

    @Test
    void aGeneratedPasswordIsNotReturnedForARepeatedRequest() {
        access.grant(operator, ServerBuilder.STAFF, Role.MANAGER, null);
        String body = "{\"action\":\"rescue\"}";

        assertThat(repeated("web/action", "p-key", body))
                .bodyJson()
                .extractingPath("$.adminPassword")
                .isNotNull();
        assertThat(repeated("web/action", "p-key", body))
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.adminPassword")
                .isNull();
        assertThat(operations.accepted()).hasSize(1);
    }

    @Test
    void aRepeatedBulkActionSubmitsOnlyRefusedServers() {
        String body = "{\"action\":\"stop\",\"servers\":[\"web\",\"late\",\"web\"]}";
        assertThat(repeated("action", "b-key", body))
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.results[1].problem.code")
                .isEqualTo("unknown-server");
        String first = operations.accepted().getFirst().id().toString();
        inventory.put(ServerBuilder.named("late").build());

        assertThat(repeated("action", "b-key", body))
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.results[*].operation.id")
                .asArray()
                .containsExactly(first, operations.accepted().getLast().id().toString(), first);
        assertThat(operations.accepted()).hasSize(2);
        assertProblem(repeated("action", "b-key", body.replace("late", "db")), 422, "repeated-differently");
        assertThat(operations.accepted()).hasSize(2);
    }

    @Test
    void aBadBodyIsRejectedNamingTheError() {
        assertProblem(post("web", "{\"action\":\"stop\",\"force\":true}"), 400, "unknown-field")
                .contains("Unknown field: force");
        assertProblem(post("web", "{}"), 400, "missing-field").contains("action");
        assertProblem(post("web", "{\"action\":null}"), 400, "missing-field").contains("action");
        assertProblem(post("web", "{\"action\":{\"a\":1}}"), 400, "wrong-type").contains("action has the wrong type");
        assertProblem(post("web", "{\"action\":"), 400, "malformed").contains("line 1");
        assertProblem(post("web", "stop"), 400, "malformed").contains("line 1");
        assertProblem(post("web", ""), 400, "no-object");
        assertProblem(post("web", "[]"), 400, "no-object");
        assertProblem(post("web", "{\"action\":\"" + "x".repeat(200_000) + "\"}"), 413, "http-413");
    }

    @Test
    void anIdInTwoCloudsRequiresTheCloud() {
        Project elsewhere = new Project(ApiTestConfiguration.OTHER, new ProjectId("p-else"), "elsewhere");
        inventory.put(ServerBuilder.named("web").project(elsewhere).build());

        assertProblem(get("/api/os/servers/web", administrator), 409, "ambiguous-server")
                .contains("lab, other");
        assertThat(get("/api/os/servers/web?cloud=other", administrator))
                .bodyJson()
                .extractingPath("$.project")
                .isEqualTo("elsewhere");
        assertThat(get("/api/os/servers/web", viewer))
                .bodyJson()
                .extractingPath("$.cloud")
                .isEqualTo("lab");
        assertProblem(get("/api/os/servers/web?cloud=other", viewer), 404, "unknown-server");
    }

    @Test
    void aCloudErrorIsReportedWithItsRequestId() {
        operations.beforeSubmit(() -> {
            throw new CloudException(
                    CloudException.Category.FORBIDDEN, "Policy doesn't allow it", 403, "req-77", null, null);
        });
        assertProblem(act("web", "stop", operator), 502, "cloud").contains("Policy doesn't allow it", "req-77");
        operations.beforeSubmit(() -> {
            throw new CloudException(
                    CloudException.Category.THROTTLED, "slow down", 429, null, Duration.ofSeconds(9), null);
        });
        MvcTestResult throttled = act("web", "stop", operator);
        assertProblem(throttled, 503, "cloud");
        assertThat(throttled).hasHeader(HttpHeaders.RETRY_AFTER, "9");
        operations.beforeSubmit(() -> {
            throw new CloudException(CloudException.Category.TIMEOUT, "no answer in 10 s");
        });
        assertProblem(act("web", "stop", operator), 504, "cloud");
        operations.beforeSubmit(() -> {
            throw new CloudException(
                    CloudException.Category.UNREACHABLE,
                    "no response",
                    0,
                    null,
                    null,
                    new IOException("Connection reset by peer"));
        });
        assertProblem(act("web", "stop", operator), 503, "cloud");
    }

    @Test
    void anUnexpectedErrorRevealsNoDetails() {
        operations.beforeSubmit(() -> {
            throw new IllegalStateException("jdbc:secret at org.stackdeck.Thing");
        });

        assertProblem(act("web", "stop", operator), 500, "http-500").doesNotContain("secret", "org.stackdeck");
    }

    @Test
    void aDisconnectedClientIsNoInternalError(CapturedOutput log) {
        operations.beforeSubmit(() -> {
            throw new HttpMessageNotWritableException("response", new IOException("Broken pipe"));
        });

        assertThat(act("web", "stop", operator)).hasStatusOk();
        assertThat(log.getOut()).doesNotContain("HttpMessageNotWritableException");
    }

    @Test
    void unsupportedMethodsAndMediaTypesGetProblemDocuments() {
        assertProblem(http.delete().uri("/api/os/servers").with(as(viewer)).exchange(), 405, "http-405");
        assertThat(http.delete().uri("/api/os/servers/web").with(as(viewer)).exchange())
                .hasHeader(HttpHeaders.ALLOW, "GET");
        assertProblem(
                http.get()
                        .uri("/api/os/servers")
                        .accept(MediaType.TEXT_HTML)
                        .with(as(viewer))
                        .exchange(),
                406,
                "http-406");
        assertProblem(
                http.post()
                        .uri("/api/os/servers/web/action")
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("stop")
                        .with(as(viewer))
                        .exchange(),
                415,
                "http-415");
        assertProblem(get("/api/os/nothing", viewer), 404, "http-404");
    }

    @Test
    void problemDocumentsUseTheRequestedLanguage() {
        assertThat(http.get()
                        .uri("/api/os/servers/none")
                        .header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN,en;q=0.5")
                        .with(as(viewer))
                        .exchange())
                .bodyJson()
                .isLenientlyEqualTo("{\"title\":\"未找到\",\"detail\":\"没有此云主机。\",\"code\":\"unknown-server\"}");
    }

    @Test
    void requestsWithoutTokenAreUnauthorized() {
        MvcTestResult result = http.get().uri("/api/os/servers").exchange();

        assertThat(result)
                .hasStatus(HttpStatus.UNAUTHORIZED)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).hasHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    @Test
    void anUnavailableSourceOfAFloatingIpIsNotReportedAsStateOfTheTarget() {
        operations.beforeSubmit(() -> {
            throw new ActionRefusedException(new ActionAvailability.SourceUnavailable(new ServerId("source")));
        });

        try {
            assertProblem(act("web", "stop", administrator), 409, "source-unavailable")
                    .contains("its current server does not exist in this project")
                    .doesNotContain("requestAccess", "\"source\"");
        } finally {
            operations.beforeSubmit(() -> {});
        }
    }

    @Test
    void htmlInAServerNameIsReturnedAsText() {
        inventory.put(ServerBuilder.named("<script>alert(1)</script>")
                .id("web")
                .status(ServerStatus.SHUTOFF)
                .build());

        MvcTestResult result = get("/api/os/servers/web", viewer);
        assertThat(result).hasContentType(MediaType.APPLICATION_JSON);
        assertThat(result).bodyJson().extractingPath("$.name").isEqualTo("<script>alert(1)</script>");
    }

    private MvcTestResult get(String path, UserId user) {
        return http.get().uri(path).with(as(user)).exchange();
    }

    private MvcTestResult act(String id, String action, UserId user) {
        return http.post()
                .uri("/api/os/servers/" + id + "/action")
                .with(as(user))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"action\":\"" + action + "\"}")
                .exchange();
    }

    private ObjectArrayAssert<Object> listed(String query, UserId user) {
        return assertThat(get("/api/os/operations" + query, user))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.operations[*].action")
                .asArray();
    }

    private MvcTestResult again(Operation operation, UserId user) {
        return http.post()
                .uri("/api/os/operations/" + operation.id() + "/again")
                .with(as(user))
                .exchange();
    }

    private MvcTestResult repeated(String path, String key, String body) {
        return http.post()
                .uri("/api/os/servers/" + path)
                .with(as(operator))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult post(String id, String body) {
        return post(id, body, operator);
    }

    private MvcTestResult post(String id, String body, UserId user) {
        return http.post()
                .uri("/api/os/servers/" + id + "/action")
                .with(as(user))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static AbstractStringAssert<?> assertProblem(MvcTestResult result, int status, String code) {
        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("$.code").isEqualTo(code);
        assertThat(result).bodyJson().extractingPath("$.title").isNotEqualTo("HTTP " + status);
        return assertThat(text(result)).doesNotContain("Exception");
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
