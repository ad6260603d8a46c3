package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.stackdeck.api.Asking.as;

import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Role;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.RecordedAudit;
import org.stackdeck.cloud.AServer;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.FakeOperations;

@ApiTest
class SeeAsApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeAccess access;

    @Autowired
    FakeDirectory directory;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeOperations operations;

    @Autowired
    RecordedAudit audit;

    private User ada;
    private User mia;

    @BeforeEach
    void miaSeesOneOfTwo() {
        operations.beforeSubmit(() -> {});
        operations.forget();
        ada = directory.administrator("ada");
        access.administrator(ada.id());
        mia = directory.member("mia");
        access.revokeAll(mia.id());
        access.grant(mia.id(), AServer.STAFF, Role.VIEWER, null);
        inventory.removeAll();
        inventory.put(
                AServer.named("web").host("compute-1").build(),
                AServer.named("db").in(AServer.RESEARCH).build());
        audit.forget();
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
    void serversOfAUserShowTheUsersActionsAndChangeNothing() {
        access.grant(mia.id(), AServer.STAFF, Role.OPERATOR, null);

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
        User tom = directory.put("tom", User.State.DISABLED, User.Role.MEMBER);

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
