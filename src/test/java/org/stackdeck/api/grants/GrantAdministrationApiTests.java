package org.stackdeck.api.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.stackdeck.api.TokenRequests.as;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.access.role.FakeRoleService;
import org.stackdeck.api.ApiTest;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.group.GroupName;

@ApiTest
class GrantAdministrationApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeGrantService grants;

    @Autowired
    FakeRoleService roles;

    @Autowired
    FakeGroupService groups;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeAuditTrail audit;

    private User administrator;
    private User anna;

    @BeforeEach
    void someUsers() {
        administrator = directory.administrator("ada");
        anna = directory.member("anna");
        Caller caller = FakeUserDirectory.caller(administrator);
        // Deletes the grants and groups that other tests have created in the shared fakes.
        grants.list().forEach(grant -> grants.revoke(caller, grant.id()));
        groups.all().forEach(group -> groups.delete(caller, group.id()));
        audit.clear();
    }

    @Test
    void createsReadsAndRevokesAGrant() {
        MvcTestResult given = post("/api/admin/grants", """
                {"user": "anna", "cloud": "lab", "projects": ["staff", "p-shared-1"], "servers": {"name": "web-*"},
                 "permissions": ["server:reboot"], "until": "2026-03-06T17:00:00Z",
                 "hours": {"zone": "Europe/Berlin", "weekly": [{"days": ["mon", "friday"], "from": "08:00", "until": "18:00"}]}}""");

        assertThat(given).hasStatus(201);
        String id = grants.listByGrantee(Grantee.of(anna.id())).getFirst().id().toString();
        assertThat(given).hasHeader("Location", "/api/admin/grants/" + id);
        String expected = """
                {"id": "%s", "user": "anna", "group": null, "cloud": "lab", "project": null,
                 "projects": ["shared", "staff"], "projectIds": ["p-shared-1", "p-staff"], "servers": {"name": "web-*"},
                 "role": null, "permissions": ["server:read", "server:reboot"],
                 "from": null, "until": "2026-03-06T17:00:00Z",
                 "hours": {"zone": "Europe/Berlin",
                           "weekly": [{"days": ["monday", "friday"], "from": "08:00", "until": "18:00"}]}}""".formatted(id);
        assertThat(given).bodyJson().isLenientlyEqualTo(expected);
        assertThat(ask(HttpMethod.GET, "/api/admin/grants/" + id, administrator))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(expected);
        assertThat(ask(HttpMethod.GET, "/api/admin/grants", administrator))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"grants\": [" + expected + "]}");
        assertThat(grants.listByGrantee(Grantee.of(anna.id()))
                        .getFirst()
                        .terms()
                        .role())
                .isEqualTo(Role.unnamed(Set.of(Permission.SERVER_REBOOT)));
        assertThat(ask(HttpMethod.DELETE, "/api/admin/grants/" + id, administrator))
                .hasStatus(204);
        assertThat(ask(HttpMethod.GET, "/api/admin/grants/" + id, administrator))
                .hasStatus(404);
        assertThat(ask(HttpMethod.DELETE, "/api/admin/grants/" + id, administrator))
                .hasStatus(204);
    }

    @Test
    void identicalGrantIsReturnedInsteadOfCreated() {
        String body = anna("\"projects\":[\"staff\"],\"role\":\"viewer\"");
        assertThat(post("/api/admin/grants", body)).hasStatus(201);
        String id = grants.listByGrantee(Grantee.of(anna.id())).getFirst().id().toString();

        assertThat(post("/api/admin/grants", body))
                .hasStatusOk()
                .doesNotContainHeader("Location")
                .bodyJson()
                .extractingPath("$.id")
                .isEqualTo(id);
        assertThat(post("/api/admin/grants", anna("\"projects\":[\"staff\"],\"role\":\"operator\"")))
                .hasStatus(201);
    }

    @Test
    void nullIsNoMemberOfAGroup() {
        directory.member("null");

        assertThat(post("/api/admin/groups", "{\"name\": \"Web team\", \"members\": [null]}"))
                .hasStatus(400)
                .bodyText()
                .contains("members");
        assertThat(groups.find(new GroupName("Web team"))).isEmpty();
    }

    @Test
    void createsAGrantForAGroup() {
        assertThat(post("/api/admin/groups", "{\"name\": \"Web team\", \"members\": [\"anna\"]}"))
                .hasStatus(201);
        assertThat(post("/api/admin/grants", """
                {"group": "Web team", "cloud": "lab", "projects": ["*"], "servers": {"own": true}, "role": "manager"}""")).hasStatus(201);

        var team = groups.find(new GroupName("Web team")).orElseThrow();
        assertThat(team.members()).containsExactly(anna.id());
        assertThat(grants.listByGrantee(Grantee.of(team.id()))
                        .getFirst()
                        .terms()
                        .servers())
                .isEqualTo(new ResourceSelector.OwnedServers());
        assertThat(ask(HttpMethod.GET, "/api/admin/groups", administrator))
                .bodyJson()
                .isLenientlyEqualTo("{\"groups\": [{\"name\": \"Web team\", \"members\": [\"anna\"]}]}");
        assertThat(send(HttpMethod.PUT, "/api/admin/groups/Web team/members", "{\"members\": []}"))
                .hasStatusOk();
        assertThat(groups.find(team.id()).orElseThrow().members()).isEmpty();
        assertThat(ask(HttpMethod.DELETE, "/api/admin/groups/Web team", administrator))
                .hasStatus(204);
        assertThat(ask(HttpMethod.DELETE, "/api/admin/groups/Web team", administrator))
                .hasStatus(404);
    }

    @Test
    void aBadGrantIsRejectedNamingTheField() {
        assertWrong("{\"cloud\":\"lab\",\"projects\":[\"*\"],\"role\":\"viewer\"}", "user", "user and group");
        assertWrong(
                "{\"user\":\"a1\",\"group\":\"b\",\"cloud\":\"lab\",\"projects\":[\"*\"],\"role\":\"viewer\"}",
                "user",
                "user and group");
        assertWrong(
                "{\"user\":\"nobody\",\"cloud\":\"lab\",\"projects\":[\"*\"],\"role\":\"viewer\"}", "user", "nobody");
        assertWrong("{\"group\":\"none\",\"cloud\":\"lab\",\"projects\":[\"*\"],\"role\":\"viewer\"}", "group", "none");
        assertWrong(anna("\"projects\":[],\"role\":\"viewer\""), "projects", "Missing field");
        assertWrong(anna("\"projects\":[\"*\",\"staff\"],\"role\":\"viewer\""), "projects", "combined");
        assertWrong(anna("\"projects\":[\"staff\",\"stuff\"],\"role\":\"viewer\""), "projects[1]", "staff");
        assertWrong(anna("\"projects\":[\"*\"],\"role\":\"boss\""), "role", "viewer, operator, manager, administrator");
        assertWrong(anna("\"projects\":[\"*\"],\"permissions\":[\"server:fly\"]"), "permissions", "server:read");
        assertWrong(
                anna("\"projects\":[\"*\"],\"role\":\"viewer\",\"permissions\":[\"server:read\"]"), "role", "role and");
        assertWrong(anna("\"projects\":[\"*\"],\"role\":\"viewer\",\"servers\":{}"), "servers", "exactly one");
        assertWrong(anna("\"projects\":[\"*\"],\"role\":\"viewer\",\"servers\":{\"ids\":[null]}"), "servers", "null");
        assertWrong(
                anna("\"projects\":[\"*\"],\"role\":\"viewer\",\"servers\":{\"metadata\":{\"a\":null}}"),
                "servers",
                "null");
        assertWrong(
                anna(
                        "\"projects\":[\"*\"],\"role\":\"viewer\",\"hours\":{\"zone\":\"UTC\",\"weekly\":[{\"days\":[null],"
                                + "\"from\":\"08:00\",\"until\":\"09:00\"}]}"),
                "hours",
                "days");
        assertWrong(
                anna("\"projects\":[\"*\"],\"role\":\"viewer\",\"servers\":{\"all\":true,\"own\":true}"),
                "servers",
                "exactly one");
        assertWrong(
                anna("\"projects\":[\"*\"],\"role\":\"viewer\",\"servers\":{\"ids\":[]}"), "servers", "1 to 500 IDs");
        assertWrong(
                anna("\"projects\":[\"*\"],\"role\":\"viewer\",\"servers\":{\"tag\":\"" + "x".repeat(61) + "\"}"),
                "servers",
                "a tag must have 1 to 60 characters");
        assertWrong(
                anna("\"projects\":[\"*\"],\"role\":\"viewer\",\"hours\":{\"zone\":\"Mars/Base\",\"weekly\":[]}"),
                "hours",
                "Mars/Base");
        assertWrong(
                anna(
                        "\"projects\":[\"*\"],\"role\":\"viewer\",\"hours\":{\"zone\":\"UTC\",\"weekly\":[{\"days\":[\"payday\"],"
                                + "\"from\":\"08:00\",\"until\":\"09:00\"}]}"),
                "hours",
                "payday");
        assertThat(grants.listByGrantee(Grantee.of(anna.id()))).isEmpty();
    }

    private static String anna(String rest) {
        return "{\"user\":\"anna\",\"cloud\":\"lab\"," + rest + "}";
    }

    private void assertWrong(String body, String field, String text) {
        MvcTestResult result = post("/api/admin/grants", body);
        assertThat(result).as(body).hasStatus(400).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("$.field").isEqualTo(field);
        assertThat(result).bodyJson().extractingPath("$.detail").asString().contains(text);
    }

    @Test
    void createsUpdatesAndDeletesCustomRoles() {
        assertThat(send(HttpMethod.PUT, "/api/admin/roles/starter", "{\"permissions\": [\"server:start\"]}"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"name\": \"starter\", \"builtIn\": false, \"permissions\": [\"server:read\", \"server:start\"]}");
        assertThat(post("/api/admin/grants", anna("\"projects\":[\"*\"],\"role\":\"starter\"")))
                .hasStatus(201);
        assertThat(send(HttpMethod.PUT, "/api/admin/roles/viewer", "{\"permissions\": [\"server:stop\"]}"))
                .hasStatus(409);
        assertThat(send(HttpMethod.PUT, "/api/admin/roles/No!", "{\"permissions\": [\"server:stop\"]}"))
                .hasStatus(400);
        assertThat(ask(HttpMethod.DELETE, "/api/admin/roles/starter", administrator))
                .hasStatus(204);
        assertThat(ask(HttpMethod.DELETE, "/api/admin/roles/starter", administrator))
                .hasStatus(404);
    }

    @Test
    void anUnexpectedErrorWhileARoleIsSavedIsNotReportedAsAnInvalidName() {
        roles.fail(new IllegalArgumentException("an unexpected error"));
        try {
            assertThat(send(HttpMethod.PUT, "/api/admin/roles/starter", "{\"permissions\": [\"server:start\"]}"))
                    .hasStatus(500);
        } finally {
            roles.fail(null);
        }
    }

    @Test
    void grantAdministrationIsRefusedForMembersAndAudited() {
        for (String path : List.of("/api/admin/grants", "/api/admin/roles", "/api/admin/groups")) {
            assertThat(ask(HttpMethod.GET, path, anna)).hasStatus(403);
        }
        assertThat(http.post()
                        .uri("/api/admin/grants")
                        .with(as(anna.id(), "anna"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(anna("\"projects\":[\"*\"],\"role\":\"administrator\"")))
                .hasStatus(403);

        assertThat(grants.listByGrantee(Grantee.of(anna.id()))).isEmpty();
        assertThat(audit.entries())
                .extracting(AuditEntry::action, AuditEntry::objectType, AuditEntry::objectName, AuditEntry::result)
                .containsExactly(
                        tuple("grant.read", "grant", null, AuditEntry.Result.REFUSED),
                        tuple("role.read", "role", null, AuditEntry.Result.REFUSED),
                        tuple("group.read", "group", null, AuditEntry.Result.REFUSED),
                        tuple("grant.create", "grant", "anna", AuditEntry.Result.REFUSED));
    }

    @Test
    void grantsAreListedWithoutAQueryForEachUser() {
        for (int user = 0; user < 20; user++) {
            grants.create(
                    FakeUserDirectory.caller(administrator),
                    Grantee.of(directory.member("user-" + user).id()),
                    new GrantTerms(ServerBuilder.CLOUD, Set.of(), Role.VIEWER, null, null));
        }
        int before = directory.readCount();

        assertThat(ask(HttpMethod.GET, "/api/admin/grants", administrator))
                .bodyJson()
                .extractingPath("$.grants[*].user")
                .asArray()
                .hasSize(20)
                .contains("user-0", "user-19");
        assertThat(directory.readCount() - before).isLessThan(20);
    }

    private MvcTestResult post(String path, String body) {
        return send(HttpMethod.POST, path, body);
    }

    private MvcTestResult send(HttpMethod method, String path, String body) {
        return http.method(method)
                .uri(path)
                .with(as(administrator.id(), "ada"))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult ask(HttpMethod method, String path, User caller) {
        return http.method(method)
                .uri(path)
                .with(as(caller.id(), caller.name().value()))
                .exchange();
    }
}
