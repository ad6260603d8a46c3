package org.stackdeck.api.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.api.TokenRequests.as;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.api.ApiTest;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.FakeDeletionProtectionService;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.detail.FakeSoftDeletedServerLookup;

@ApiTest
class DeletionProtectionApiTests {

    private static final String WEB = "/api/os/servers/web";
    private static final String PROTECTION = WEB + "/protection";

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
    FakeDeletionProtectionService protection;

    @Autowired
    FakeSoftDeletedServerLookup deleted;

    private User operator;
    private User viewer;

    @BeforeEach
    void aServer() {
        operator = directory.member("olga");
        viewer = directory.member("vic");
        access.grant(operator.id(), ServerBuilder.STAFF, Role.OPERATOR, null);
        access.grant(viewer.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        inventory.removeAll();
        inventory.put(ServerBuilder.named("web").build());
        operations.clear();
        protection.clear();
    }

    @AfterEach
    void protectNothing() {
        protection.beforeLift(() -> {});
        deleted.clear();
        protection.clear();
    }

    @Test
    void protectsAServerAndRemovesTheProtection() {
        assertThat(ask(HttpMethod.GET, PROTECTION, "", viewer))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                        {"kind": "servers", "id": "web", "server": "web", "cloud": "lab",
                         "by": null, "at": null, "reason": null}""");

        assertThat(ask(HttpMethod.PUT, PROTECTION, "{\"reason\":\"the books\"}", operator))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"server": "web", "cloud": "lab", "by": "olga", "reason": "the books"}""");
        assertThat(ask(HttpMethod.GET, PROTECTION, "", viewer))
                .bodyJson()
                .isLenientlyEqualTo("{\"by\": \"olga\", \"reason\": \"the books\"}");
        assertThat(ask(HttpMethod.GET, WEB, "", viewer))
                .bodyJson()
                .isLenientlyEqualTo("{\"protected\": true, \"protectedReason\": \"the books\"}");
        assertThat(ask(HttpMethod.GET, WEB, "", operator))
                .bodyJson()
                .extractingPath("$.allowedActions")
                .asArray()
                .contains("stop")
                .doesNotContain("delete");

        assertThat(ask(HttpMethod.DELETE, PROTECTION, "", operator)).hasStatus(204);
        assertThat(ask(HttpMethod.DELETE, PROTECTION, "", operator)).hasStatus(204);
        assertThat(ask(HttpMethod.GET, WEB, "", viewer))
                .bodyJson()
                .isLenientlyEqualTo("{\"protected\": false, \"protectedReason\": null}");
    }

    @Test
    void deletingAProtectedServerIsRefusedWithItsOwnCode() {
        assertThat(ask(HttpMethod.PUT, PROTECTION, "", operator)).hasStatusOk();

        MvcTestResult refused = ask(HttpMethod.POST, WEB + "/action", "{\"action\":\"delete\"}", operator);
        assertCode(refused, 409, "protected");
        assertThat(refused).bodyJson().extractingPath("$.protectedBy").isEqualTo("olga");

        assertThat(ask(HttpMethod.PUT, PROTECTION, "{\"reason\":\"the books\"}", operator))
                .hasStatusOk();
        MvcTestResult because = ask(HttpMethod.POST, WEB + "/action", "{\"action\":\"delete\"}", operator);
        assertCode(because, 409, "protected-because");
        assertThat(because).bodyJson().extractingPath("$.protectedReason").isEqualTo("the books");
        assertThat(because).bodyJson().extractingPath("$.detail").asString().contains("the books");
        assertThat(ask(
                        HttpMethod.POST,
                        "/api/os/servers/action",
                        "{\"action\":\"delete\",\"servers\":[\"web\"]}",
                        operator))
                .bodyText()
                .contains("protected-because");
    }

    @Test
    void protectionRequiresDeletePermissionAndHidesInvisibleServers() {
        User stranger = directory.member("zoe");
        for (HttpMethod method : new HttpMethod[] {HttpMethod.PUT, HttpMethod.DELETE}) {
            assertCode(ask(method, PROTECTION, "{}", viewer), 403, "not-granted");
            assertCode(ask(method, PROTECTION, "{}", stranger), 404, "unknown-server");
            assertCode(ask(method, "/api/os/servers/none/protection", "{}", operator), 404, "unknown-server");
        }
        assertCode(ask(HttpMethod.GET, PROTECTION, "", stranger), 404, "unknown-server");
        assertThat(protection.current().byTarget()).isEmpty();
    }

    @Test
    void protectionOfASoftDeletedServerCanBeRemoved() {
        assertThat(ask(HttpMethod.PUT, PROTECTION, "{}", operator)).hasStatusOk();
        deleted.add(ServerBuilder.named("web").status(ServerStatus.SOFT_DELETED).build());
        inventory.removeAll();
        assertCode(ask(HttpMethod.DELETE, PROTECTION, "", directory.member("zoe")), 404, "unknown-server");
        assertCode(ask(HttpMethod.DELETE, PROTECTION, "", viewer), 403, "not-granted");

        assertThat(ask(HttpMethod.DELETE, PROTECTION, "", operator)).hasStatus(204);

        assertThat(protection.current().byTarget()).isEmpty();
    }

    @Test
    void aReasonWithSeveralLinesOrTooLongIsRejected() {
        assertCode(ask(HttpMethod.PUT, PROTECTION, "{\"reason\":\"two\\nlines\"}", operator), 400, "bad-parameter");
        assertCode(
                ask(HttpMethod.PUT, PROTECTION, "{\"reason\":\"" + "x".repeat(256) + "\"}", operator),
                400,
                "bad-parameter");
        assertCode(ask(HttpMethod.PUT, PROTECTION, "{\"reason\":\" \"}", operator), 400, "bad-parameter");
        assertThat(ask(HttpMethod.PUT, PROTECTION, "{\"reason\":\"" + "x".repeat(255) + "\"}", operator))
                .hasStatusOk();
    }

    @Test
    void protectionIsNotRemovedWithoutReauthentication() {
        assertThat(ask(HttpMethod.PUT, PROTECTION, "{}", operator)).hasStatusOk();
        protection.beforeLift(() -> {
            throw new StepUpRequiredException(Set.of(AuthenticationFactor.PASSWORD));
        });

        assertCode(ask(HttpMethod.DELETE, PROTECTION, "", operator), 403, "step-up-required");
        assertThat(protection.current().find(ServerBuilder.key("web"))).isPresent();
    }

    private static void assertCode(MvcTestResult result, int status, String code) {
        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("$.code").isEqualTo(code);
        assertThat(result).bodyJson().extractingPath("$.detail").asString().isNotBlank();
    }

    private MvcTestResult ask(HttpMethod method, String address, String body, User user) {
        return http.method(method)
                .uri(address)
                .with(as(user.id(), user.name().value()))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
