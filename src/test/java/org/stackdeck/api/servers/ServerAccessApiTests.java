package org.stackdeck.api.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.stackdeck.api.TokenRequests.as;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.access.report.FakeResourceAccessReportService;
import org.stackdeck.access.report.ResourceAccessReport;
import org.stackdeck.access.report.UserWithAccess;
import org.stackdeck.api.ApiTest;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.resource.FakeResourceInventory;

@ApiTest
class ServerAccessApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeAccessDecisionService access;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeResourceAccessReportService whoCan;

    @Autowired
    FakeResourceInventory resources;

    @Autowired
    FakeAuditTrail audit;

    private User administrator;
    private User anna;

    @BeforeEach
    void aServer() {
        administrator = directory.administrator("ada");
        access.administrator(administrator.id());
        anna = directory.member("anna");
        inventory.removeAll();
        inventory.put(ServerBuilder.named("web").build());
        audit.clear();
    }

    @Test
    void listsUsersWithTheGrantsThatGiveThemAccess() {
        Instant opens = Instant.parse("2026-03-02T08:00:00Z");
        GrantId grant = new GrantId(UUID.randomUUID());
        Group team = new Group(new GroupId(UUID.randomUUID()), new GroupName("Web team"), Set.of(anna.id()));
        whoCan.setReport(new ResourceAccessReport(
                anna,
                List.of(
                        new UserWithAccess(administrator, true, List.of(new AccessPath.ByAdministratorRole())),
                        new UserWithAccess(
                                anna,
                                false,
                                List.of(new AccessPath.ByGrant(
                                        grant,
                                        new GrantTerms(
                                                ServerBuilder.CLOUD,
                                                Set.of(),
                                                new ResourceSelector.OwnedServers(),
                                                Role.unnamed(Set.of(Permission.SERVER_REBOOT)),
                                                opens,
                                                null,
                                                null),
                                        team,
                                        opens)))),
                null));

        assertThat(get("web", administrator)).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"server": "web", "cloud": "lab", "name": "web", "owner": "anna", "users": [
                  {"user": "ada", "displayName": "The ada", "now": true,
                   "ways": [{"way": "administrator", "grant": null, "now": true}]},
                  {"user": "anna", "now": false, "ways": [
                    {"way": "grant", "grant": "%s", "group": "Web team", "servers": {"own": true}, "role": null,
                     "permissions": ["server:read", "server:reboot"], "now": false,
                     "opens": "2026-03-02T08:00:00Z", "from": "2026-03-02T08:00:00Z", "until": null, "hours": null}]}]}
                """.formatted(grant));
    }

    @Test
    void serverAccessIsRefusedForMembersEvenForUnknownServers() {
        assertThat(get("web", anna)).hasStatus(403);
        assertThat(get("none", anna)).hasStatus(403);
        assertThat(get("none", administrator)).hasStatus(404);

        assertThat(audit.entries())
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::result)
                .containsOnly(tuple("anna", "server.access", AuditEntry.Result.REFUSED));
    }

    @Test
    void listsUsersWithAccessToAVolume() {
        resources.set(
                ResourceKind.VOLUME,
                new CloudResource(
                        ResourceKind.VOLUME, ServerBuilder.CLOUD, "v1", ServerBuilder.STAFF, "data", false, Map.of()));
        whoCan.setReport(new ResourceAccessReport(
                null,
                List.of(new UserWithAccess(administrator, true, List.of(new AccessPath.ByAdministratorRole()))),
                null));

        MvcTestResult result = get("volumes", "v1", administrator);

        assertThat(result).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"kind": "volumes", "id": "v1", "cloud": "lab", "name": "data", "owner": null,
                 "users": [{"user": "ada", "ways": [{"way": "administrator"}]}]}
                """);
        assertThat(result).bodyJson().doesNotHavePath("$.server");
        assertThat(get("volumes", "none", administrator)).hasStatus(404);
        assertThat(get("volumes", "v1", anna)).hasStatus(403);
        assertThat(audit.entries())
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::result)
                .contains(tuple("anna", "volume.access", AuditEntry.Result.REFUSED));
    }

    /** Users who see the resource because of its sharing have no grant and are not in the list. */
    @Test
    void sharingOfAnImageIsReported() {
        resources.set(
                ResourceKind.IMAGE,
                new CloudResource(
                        ResourceKind.IMAGE,
                        ServerBuilder.CLOUD,
                        "i1",
                        ServerBuilder.STAFF,
                        "debian",
                        true,
                        Set.of(ServerBuilder.RESEARCH.id()),
                        Map.of()));
        whoCan.setReport(new ResourceAccessReport(null, List.of(), null));

        assertThat(get("images", "i1", administrator)).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"published": true, "sharedWith": ["p-research"], "users": []}
                """);
        assertThat(get("web", administrator)).bodyJson().doesNotHavePath("$.published");
    }

    private MvcTestResult get(String server, User user) {
        return get("servers", server, user);
    }

    private MvcTestResult get(String kind, String id, User user) {
        return http.get()
                .uri("/api/admin/{kind}/{id}/access", kind, id)
                .with(as(user.id(), user.name().value()))
                .exchange();
    }
}
