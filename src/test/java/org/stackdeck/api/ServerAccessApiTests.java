package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.stackdeck.api.Asking.as;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.FakeWhoCan;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.Holder;
import org.stackdeck.access.Holders;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.access.Way;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.cloud.AServer;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.GroupId;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;

@ApiTest
class ServerAccessApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeAccess access;

    @Autowired
    FakeDirectory directory;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeWhoCan whoCan;

    @Autowired
    RecordedAudit audit;

    private User administrator;
    private User anna;

    @BeforeEach
    void aServer() {
        administrator = directory.administrator("ada");
        access.administrator(administrator.id());
        anna = directory.member("anna");
        inventory.removeAll();
        inventory.put(AServer.named("web").build());
        audit.forget();
    }

    @Test
    void listsUsersWithTheGrantsThatGiveThemAccess() {
        Instant opens = Instant.parse("2026-03-02T08:00:00Z");
        GrantId grant = new GrantId(UUID.randomUUID());
        Group team = new Group(new GroupId(UUID.randomUUID()), new GroupName("Web team"), Set.of(anna.id()));
        whoCan.tell(new Holders(
                anna,
                List.of(
                        new Holder(administrator, true, List.of(new Way.Administrator())),
                        new Holder(
                                anna,
                                false,
                                List.of(new Way.ByGrant(
                                        grant,
                                        new Terms(
                                                AServer.CLOUD,
                                                Set.of(),
                                                new ServerSelector.Own(),
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

    private MvcTestResult get(String server, User user) {
        return http.get()
                .uri("/api/admin/servers/{id}/access", server)
                .with(as(user.id(), user.name().value()))
                .exchange();
    }
}
