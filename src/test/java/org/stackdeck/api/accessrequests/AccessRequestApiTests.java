package org.stackdeck.api.accessrequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.api.TokenRequests.as;

import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestId;
import org.stackdeck.accessrequests.FakeAccessRequestService;
import org.stackdeck.api.ApiTest;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.platform.MutableClock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class AccessRequestApiTests {

    private static final String OWN = "/api/access-requests";
    private static final String ADMIN = "/api/admin/access-requests";
    private static final String RESTART = """
            {"cloud": "lab", "servers": ["web"], "permissions": ["server:reboot"], "duration": "PT8H",
             "reason": "The <b>shop</b> hangs"}""";

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeAccessRequestService requests;

    @Autowired
    FakeGrantService grants;

    @Autowired
    FakeAccessDecisionService access;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeResourceInventory resources;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    MutableClock clock;

    private User administrator;
    private UserId anna;

    @BeforeEach
    void someoneWhoSeesAServer() {
        administrator = directory.administrator("ada");
        anna = access.member();
        access.grant(anna, ServerBuilder.STAFF, Role.VIEWER, null);
        inventory.removeAll();
        inventory.put(
                ServerBuilder.named("web").build(),
                ServerBuilder.named("hidden").project(ServerBuilder.RESEARCH).build());
        requests.clear();
    }

    @Test
    void aRefusedActionOffersARequestBodyThatIsAccepted() throws Exception {
        MvcTestResult refused = send(HttpMethod.POST, "/api/os/servers/web/action", "{\"action\":\"stop\"}", anna);

        assertThat(refused).hasStatus(403).bodyJson().isLenientlyEqualTo("""
                {"code": "not-granted", "permission": "server:stop",
                 "requestAccess": {"post": "/api/access-requests",
                   "body": {"cloud": "lab", "servers": ["web"], "permissions": ["server:stop"], "duration": "PT8H",
                            "reason": ""}}}""");
        JsonNode offer = JsonMapper.shared()
                .readTree(refused.getResponse().getContentAsString())
                .get("requestAccess");
        String body = offer.get("body").toString().replace("\"reason\":\"\"", "\"reason\":\"It hangs\"");
        assertThat(send(HttpMethod.POST, offer.get("post").asString(), body, anna))
                .hasStatus(201)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"cloud": "lab", "project": "staff", "projectId": "p-staff",
                         "servers": [{"id": "web", "name": "web"}],
                         "permissions": ["server:read", "server:stop"], "duration": "PT8H", "reason": "It hangs",
                         "state": "open", "decidedBy": null, "grants": []}""");
    }

    @Test
    void aRefusedActionOnAVolumeOffersARequestBodyThatIsAccepted() throws Exception {
        resources.set(
                ResourceKind.VOLUME,
                new CloudResource(
                        ResourceKind.VOLUME, ServerBuilder.CLOUD, "v1", ServerBuilder.STAFF, "data", false, Map.of()));
        access.grant(anna, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);

        MvcTestResult refused = send(HttpMethod.POST, "/api/os/volumes/v1/action", "{\"action\":\"delete\"}", anna);

        assertThat(refused).hasStatus(403);
        String body = JsonMapper.shared()
                .readTree(refused.getResponse().getContentAsString())
                .at("/requestAccess/body")
                .toString()
                .replace("\"reason\":\"\"", "\"reason\":\"It is old\"");
        assertThat(send(HttpMethod.POST, OWN, body, anna))
                .hasStatus(201)
                .bodyJson()
                .isLenientlyEqualTo("""
                {"cloud": "lab", "project": "staff", "projectId": "p-staff", "servers": null, "kind": "volumes",
                 "resources": [{"id": "v1", "name": "data"}], "permissions": ["volume:read", "volume:delete"],
                 "reason": "It is old", "state": "open"}""");
        assertThat(send(HttpMethod.POST, ADMIN + "/" + id() + "/approve", "", administrator.id()))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.state")
                .isEqualTo("approved");
    }

    @Test
    void aRequestForResourcesNamesItsKindAndVisibleResources() {
        String format = "{\"cloud\":\"lab\",\"duration\":\"PT8H\",\"reason\":\"Please\",%s}";
        assertProblem(
                send(
                        HttpMethod.POST,
                        OWN,
                        format.formatted(
                                "\"kind\":\"volumes\",\"resources\":[\"none\"],\"permissions\":[\"volume:delete\"]"),
                        anna),
                404,
                "unknown-resource");
        for (String wrong : List.of(
                "\"kind\":\"boats\",\"resources\":[\"v1\"],\"permissions\":[\"volume:delete\"]",
                "\"kind\":\"volumes\",\"permissions\":[\"volume:delete\"]",
                "\"resources\":[\"v1\"],\"permissions\":[\"volume:delete\"]",
                "\"kind\":\"volumes\",\"resources\":[\"v1\"],\"servers\":[\"web\"],\"permissions\":[\"volume:delete\"]",
                "\"kind\":\"volumes\",\"resources\":[\"v1\"],\"permissions\":[\"server:delete\"]")) {
            assertThat(send(HttpMethod.POST, OWN, format.formatted(wrong), anna))
                    .as(wrong)
                    .hasStatus(400);
        }
    }

    @Test
    void aRequestIsListedForItsAuthorAndAdministrators() {
        asked(RESTART);

        String listed = "{\"id\": \"" + id() + "\", \"reason\": \"The <b>shop</b> hangs\", \"state\": \"open\"}";
        assertThat(send(HttpMethod.GET, OWN, "", anna))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"requests\": [" + listed + "]}");
        assertThat(send(HttpMethod.GET, OWN, "", access.member())).bodyJson().isStrictlyEqualTo("{\"requests\": []}");
        assertThat(send(HttpMethod.GET, ADMIN, "", administrator.id()))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"open\": [" + listed + "], \"closed\": []}");
        assertProblem(send(HttpMethod.GET, ADMIN, "", anna), 403, "not-administrator");
    }

    @Test
    void onlyTheAuthorCanCancelARequest() {
        asked(RESTART);
        String path = OWN + "/" + id();

        assertProblem(send(HttpMethod.DELETE, path, "", access.member()), 404, "unknown-request");
        assertThat(send(HttpMethod.DELETE, path, "", anna)).hasStatus(204);
        assertProblem(send(HttpMethod.DELETE, path, "", anna), 409, "request-closed");
    }

    @Test
    void aRequestIsApprovedAsSubmitted() {
        asked(RESTART);

        assertThat(send(HttpMethod.POST, ADMIN + "/" + id() + "/approve", "", administrator.id()))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"state\": \"approved\", \"decidedBy\": \"" + name(administrator.id()) + "\"}");
        assertThat(given())
                .isEqualTo(new GrantTerms(
                        ServerBuilder.CLOUD,
                        Set.of(ServerBuilder.STAFF.id()),
                        new ResourceSelector.ByIds(Set.of(new ServerId("web"))),
                        Role.unnamed(Set.of(Permission.SERVER_REBOOT)),
                        clock.instant(),
                        clock.instant().plus(Duration.ofHours(8)),
                        null));
        assertProblem(
                        send(HttpMethod.POST, ADMIN + "/" + id() + "/approve", "", administrator.id()),
                        409,
                        "request-decided")
                .contains(name(administrator.id()));
    }

    @Test
    void theReviewersFieldsReplaceThoseOfTheRequest() {
        asked(RESTART);

        assertThat(send(
                        HttpMethod.POST,
                        ADMIN + "/" + id() + "/approve",
                        "{\"role\": \"operator\", \"until\": \"2026-03-01T13:00:00Z\"}",
                        administrator.id()))
                .hasStatusOk();
        assertThat(given().role()).isEqualTo(Role.OPERATOR);
        assertThat(given().servers()).isEqualTo(new ResourceSelector.ByIds(Set.of(new ServerId("web"))));
        assertThat(given().until()).isEqualTo("2026-03-01T13:00:00Z");
    }

    @Test
    void accessWithALaterStartLastsForTheRequestedDuration() {
        asked(RESTART);

        assertThat(send(
                        HttpMethod.POST,
                        ADMIN + "/" + id() + "/approve",
                        "{\"from\": \"2026-03-04T12:00:00Z\"}",
                        administrator.id()))
                .hasStatusOk();
        assertThat(given().from()).isEqualTo("2026-03-04T12:00:00Z");
        assertThat(given().until()).isEqualTo("2026-03-04T20:00:00Z");
    }

    @Test
    void approvalForARenamedServerRequiresServers() {
        asked(RESTART);
        requests.setCurrentNames(new AccessRequestId(UUID.fromString(id())), Map.of(new ServerId("web"), "database"));
        String approve = ADMIN + "/" + id() + "/approve";

        assertThat(send(HttpMethod.GET, ADMIN, "", administrator.id()))
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"open": [{"servers": [{"id": "web", "name": "web", "currentName": "database"}]}]}""");
        assertProblem(
                        send(HttpMethod.POST, approve, "{\"role\": \"operator\"}", administrator.id()),
                        409,
                        "server-renamed")
                .contains("To approve the request, specify servers.\"");
        requests.setCurrentNames(new AccessRequestId(UUID.fromString(id())), Map.of());
        assertProblem(
                        send(HttpMethod.POST, approve, "{\"role\": \"operator\"}", administrator.id()),
                        409,
                        "server-missing")
                .contains("Stackdeck does not list web in the request, so its name cannot be compared.");
        assertThat(send(
                        HttpMethod.POST,
                        approve,
                        "{\"role\": \"operator\", \"servers\": {\"ids\": [\"web\"]}}",
                        administrator.id()))
                .hasStatusOk();
    }

    @Test
    void approvalOfACancelledRequestIsAConflictWithAndWithoutABody() {
        asked(RESTART);
        String request = id();
        assertThat(send(HttpMethod.DELETE, OWN + "/" + request, "", anna)).hasStatus(204);
        String approve = ADMIN + "/" + request + "/approve";

        assertProblem(send(HttpMethod.POST, approve, "", administrator.id()), 409, "request-closed");
        assertProblem(
                send(HttpMethod.POST, approve, "{\"role\": \"operator\"}", administrator.id()), 409, "request-closed");
        assertProblem(
                send(
                        HttpMethod.POST,
                        ADMIN + "/" + UUID.randomUUID() + "/approve",
                        "{\"role\": \"operator\"}",
                        administrator.id()),
                404,
                "unknown-request");
    }

    @Test
    void anApprovalForAnotherProjectRequiresServers() {
        asked(RESTART);
        String approve = ADMIN + "/" + id() + "/approve";

        assertProblem(
                        send(HttpMethod.POST, approve, "{\"cloud\": \"lab\", \"project\": \"*\"}", administrator.id()),
                        400,
                        "missing-field")
                .contains("servers");
        assertThat(send(
                        HttpMethod.POST,
                        approve,
                        "{\"cloud\": \"lab\", \"projects\": [\"staff\"]}",
                        administrator.id()))
                .hasStatusOk();
        assertThat(given().projects()).containsExactly(ServerBuilder.STAFF.id());
        assertThat(given().servers()).isEqualTo(new ResourceSelector.ByIds(Set.of(new ServerId("web"))));
    }

    @Test
    void approvingAFreeTextRequestRequiresTheGrantsFields() {
        asked("{\"duration\": \"P1D\", \"reason\": \"I am new\"}");
        String approve = ADMIN + "/" + id() + "/approve";

        assertProblem(send(HttpMethod.POST, approve, "", administrator.id()), 409, "request-indefinite");
        assertProblem(
                send(HttpMethod.POST, approve, "{\"role\": \"viewer\"}", administrator.id()), 400, "missing-field");
        assertProblem(
                send(HttpMethod.POST, approve, "{\"user\": \"ada\", \"role\": \"viewer\"}", administrator.id()),
                400,
                "not-to-others");
        assertProblem(
                send(
                        HttpMethod.POST,
                        approve,
                        "{\"cloud\":\"lab\",\"project\":\"*\",\"role\":\"viewer\",\"until\":\"2020-01-01T00:00:00Z\"}",
                        administrator.id()),
                400,
                "over");
        assertThat(send(
                        HttpMethod.POST,
                        approve,
                        "{\"cloud\":\"lab\",\"project\":\"staff\",\"role\":\"viewer\"}",
                        administrator.id()))
                .hasStatusOk();
        assertThat(given().until()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
    }

    @Test
    void aRequestIsDeclinedWithAReason() {
        asked(RESTART);
        String refuse = ADMIN + "/" + id() + "/refuse";

        assertProblem(send(HttpMethod.POST, refuse, "{\"reason\": \" \"}", administrator.id()), 400, "missing-field");
        assertProblem(send(HttpMethod.POST, refuse, "{\"reason\": \"no\"}", anna), 403, "not-administrator");
        assertThat(send(HttpMethod.POST, refuse, "{\"reason\": \"Ask the web team\"}", administrator.id()))
                .hasStatusOk();
        assertThat(send(HttpMethod.GET, OWN, "", anna))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"requests\": [{\"state\": \"refused\", \"why\": \"Ask the web team\", \"grants\": []}]}");
    }

    @Test
    void invisibleTargetsAreAnsweredLikeNonexistentOnes() {
        String invisible = text(ask(RESTART.replace("web", "hidden")));
        String unknown = text(ask(RESTART.replace("web", "nothing")));
        String elsewhere = text(ask(RESTART.replace("\"servers\"", "\"project\": \"research\", \"servers\"")));
        String project = text(ask("""
                {"cloud": "lab", "project": "p-research", "permissions": ["server:read"], "duration": "PT8H",
                 "reason": "x"}"""));

        assertThat(invisible).contains("unknown-server");
        assertThat(List.of(unknown, elsewhere, project)).containsOnly(invisible);
        assertThat(requests.listOwn(FakeUserDirectory.caller(administrator))).isEmpty();
    }

    @Test
    void aBadRequestIsRejectedNamingTheField() {
        assertProblem(ask(RESTART.replace("The <b>shop</b> hangs", "x".repeat(10_000))), 400, "too-long");
        assertProblem(ask(RESTART.replace("The <b>shop</b> hangs", " ")), 400, "missing-field");
        assertProblem(ask(RESTART.replace("PT8H", "PT59M")), 400, "bad-duration");
        assertProblem(ask(RESTART.replace("PT8H", "P31D")), 400, "bad-duration");
        assertProblem(ask(RESTART.replace("PT8H", "soon")), 400, "bad-duration");
        assertProblem(ask(RESTART.replace("server:reboot", "server:fly")), 400, "unknown-permission");
        assertProblem(ask(RESTART.replace("\"web\"", "")), 400, "missing-field");
        assertProblem(ask("{\"duration\": \"PT8H\"}"), 400, "missing-field");
    }

    private GrantTerms given() {
        return grants.listByGrantee(Grantee.of(anna)).getLast().terms();
    }

    private String id() {
        return requests.listOpen(FakeUserDirectory.caller(administrator)).stream()
                .findFirst()
                .or(() -> requests.listClosed(FakeUserDirectory.caller(administrator)).stream()
                        .findFirst())
                .map(AccessRequest::id)
                .orElseThrow()
                .toString();
    }

    private void asked(String body) {
        assertThat(ask(body)).hasStatus(201);
    }

    private MvcTestResult ask(String body) {
        return send(HttpMethod.POST, OWN, body, anna);
    }

    private MvcTestResult send(HttpMethod method, String path, String body, UserId user) {
        var request = http.method(method).uri(path).with(as(user));
        return body.isEmpty()
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private static String name(UserId user) {
        return "u" + user.toString().substring(0, 8);
    }

    private static AbstractStringAssert<?> assertProblem(MvcTestResult result, int status, String code) {
        assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return assertThat(text(result)).contains("\"code\":\"" + code + "\"");
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
