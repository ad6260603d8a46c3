package org.stackdeck.api.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.stackdeck.api.TokenRequests.as;

import java.io.UnsupportedEncodingException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.api.ApiTest;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.FakeOperationService;

@ApiTest
class UserServersApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeAccessDecisionService access;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeOperationService operations;

    @Autowired
    FakeAuditTrail audit;

    @Autowired
    FakeOwnershipService owners;

    private User ada;
    private User mia;

    @AfterEach
    void forgetOwners() {
        owners.deleteOwner(ServerBuilder.key("web"));
        owners.deleteOwner(ServerBuilder.key("db"));
    }

    @BeforeEach
    void miaSeesOneOfTwo() {
        operations.beforeSubmit(() -> {});
        operations.clear();
        ada = directory.administrator("ada");
        access.administrator(ada.id());
        mia = directory.member("mia");
        access.revokeAll(mia.id());
        access.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        inventory.removeAll();
        inventory.put(
                ServerBuilder.named("web").host("compute-1").build(),
                ServerBuilder.named("db").project(ServerBuilder.RESEARCH).build());
        audit.clear();
    }

    @Test
    void serversOfAUserEqualTheUsersOwnResponse() throws UnsupportedEncodingException {
        String own =
                body(http.get().uri("/api/os/servers").with(as(mia.id(), "mia")).exchange());

        MvcTestResult seen = get("MIA", ada);

        assertThat(seen).hasStatusOk().bodyJson().isStrictlyEqualTo(own);
        assertThat(seen).bodyJson().isLenientlyEqualTo("""
                {"servers": [{"id": "web", "allowedActions": []}], "complete": true, "clouds": [{"cloud": "lab"}]}""");
        assertThat(body(seen)).doesNotContain("compute-1", "db");
        assertThat(audit.entries())
                .extracting(
                        AuditEntry::actor,
                        AuditEntry::channel,
                        AuditEntry::action,
                        AuditEntry::objectName,
                        AuditEntry::result)
                .containsExactly(tuple("ada", "REST", "user.see-as", "mia", AuditEntry.Result.SUCCESS));
    }

    @Test
    void aSearchForTheUsersOwnServersConcernsTheUserAndNotTheAdministrator() {
        access.grant(mia.id(), ServerBuilder.RESEARCH, Role.VIEWER, null);
        owners.setOwner(ServerBuilder.key("web"), mia);
        owners.setOwner(ServerBuilder.key("db"), ada);

        assertThat(http.get()
                        .uri("/api/admin/users/mia/servers?q={q}", "owner:me")
                        .with(as(ada.id(), "ada")))
                .bodyJson()
                .extractingPath("$.servers[*].id")
                .isEqualTo(List.of("web"));
    }

    @Test
    void serversOfAUserShowTheUsersActionsAndChangeNothing() {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.OPERATOR, null);

        assertThat(get("mia", ada)).bodyJson().isLenientlyEqualTo("""
                {"servers": [{"id": "web", "allowedActions": ["stop", "reboot", "hard-reboot", "pause", "suspend", "delete", "force-delete"]}]}""");
        assertThat(http.post()
                        .uri("/api/admin/users/mia/servers/web/action")
                        .contentType("application/json")
                        .content("{\"action\": \"stop\"}")
                        .with(as(ada.id(), "ada"))
                        .exchange())
                .hasStatus(404);
        assertThat(operations.accepted()).isEmpty();
    }

    @Test
    void serversOfAUserWhoCannotSignInAreEmpty() {
        User tom = directory.add("tom", User.State.DISABLED, User.Role.MEMBER);

        assertThat(get(tom.name().value(), ada))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"servers\":[],\"complete\":true,\"clouds\":[]}");
    }

    @Test
    void serversOfAUserAreRefusedForMembersEvenForUnknownUsers() {
        assertThat(get("ada", mia)).hasStatus(403);
        assertThat(get("none", mia)).hasStatus(403);
        assertThat(get("none", ada)).hasStatus(404);
        assertThat(get("no user's name", ada)).hasStatus(404);

        assertThat(audit.entries())
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::objectName, AuditEntry::result)
                .containsExactly(
                        tuple("mia", "user.see-as", "ada", AuditEntry.Result.REFUSED),
                        tuple("mia", "user.see-as", "none", AuditEntry.Result.REFUSED));
    }

    private MvcTestResult get(String name, User user) {
        return http.get()
                .uri("/api/admin/users/{name}/servers", name)
                .with(as(user.id(), user.name().value()))
                .exchange();
    }

    private static String body(MvcTestResult result) throws UnsupportedEncodingException {
        return result.getResponse().getContentAsString();
    }
}
