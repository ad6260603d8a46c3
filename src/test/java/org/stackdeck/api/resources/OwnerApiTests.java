package org.stackdeck.api.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.stackdeck.api.TokenRequests.as;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.api.ApiTest;
import org.stackdeck.api.ApiTestConfiguration;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.resource.FakeResourceInventory;

@ApiTest
class OwnerApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeAccessDecisionService access;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeResourceInventory resources;

    @Autowired
    FakeOwnershipService ownership;

    @Autowired
    FakeAuditTrail audit;

    private User administrator;
    private User mia;

    @BeforeEach
    void aServerOfNobody() {
        administrator = directory.administrator("ada");
        access.administrator(administrator.id());
        mia = directory.member("mia");
        inventory.removeAll();
        inventory.put(ServerBuilder.named("web").build());
        ownership.setBeforeAssign(() -> {});
        ownership.assign(
                FakeUserDirectory.caller(administrator),
                ServerAttributes.of(ServerBuilder.named("web").build()),
                null);
        audit.clear();
    }

    @Test
    void assignsAndRemovesTheOwner() {
        assertThat(ask(HttpMethod.GET, "web", "", administrator))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo(
                        "{\"kind\":\"servers\",\"id\":\"web\",\"server\":\"web\",\"cloud\":\"lab\",\"owner\":null}");

        assertThat(ask(HttpMethod.PUT, "web", "{\"user\":\"Mia\"}", administrator))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo(
                        "{\"kind\":\"servers\",\"id\":\"web\",\"server\":\"web\",\"cloud\":\"lab\",\"owner\":\"mia\"}");
        assertThat(ownership.findOwner(ServerBuilder.key("web"))).contains(mia.id());

        assertThat(ask(HttpMethod.DELETE, "web", "", administrator)).hasStatus(204);
        assertThat(ask(HttpMethod.DELETE, "web", "", administrator)).hasStatus(204);
        assertThat(ownership.findOwner(ServerBuilder.key("web"))).isEmpty();
    }

    @Test
    void assignsAndRemovesTheOwnerOfAVolume() {
        CloudResource volume = new CloudResource(
                ResourceKind.VOLUME, ServerBuilder.CLOUD, "v1", ServerBuilder.STAFF, "data", false, Map.of());
        resources.set(ResourceKind.VOLUME, volume);

        assertThat(request(HttpMethod.PUT, "/api/admin/volumes/v1/owner", "{\"user\":\"mia\"}", administrator))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"kind\":\"volumes\",\"id\":\"v1\",\"cloud\":\"lab\",\"owner\":\"mia\"}");
        assertThat(ownership.findOwner(volume.key())).contains(mia.id());
        assertThat(read("/api/os/volumes/v1", administrator))
                .bodyJson()
                .extractingPath("$.owner")
                .isEqualTo("mia");
        assertThat(request(HttpMethod.DELETE, "/api/admin/volumes/v1/owner", "", administrator))
                .hasStatus(204);
        assertThat(ownership.findOwner(volume.key())).isEmpty();
        assertCode(
                request(HttpMethod.PUT, "/api/admin/volumes/v2/owner", "{\"user\":\"mia\"}", administrator),
                404,
                "unknown-resource");
        assertCode(
                request(HttpMethod.PUT, "/api/admin/volumes/v1/owner", "{\"user\":\"mia\"}", mia),
                403,
                "not-administrator");
    }

    @Test
    void theOwnerIsReturnedToUsersWhoSeeTheServer() {
        User colleague = directory.member("jo");
        access.grant(colleague.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        ownership.setOwner(ServerBuilder.key("web"), mia);

        assertThat(read("/api/os/servers", colleague))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.servers[0].owner")
                .isEqualTo("mia");
        assertThat(read("/api/os/servers/web", colleague))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.owner")
                .isEqualTo("mia");
    }

    @Test
    void anUnknownServerIsDistinguishedFromAnUnknownUser() {
        assertCode(ask(HttpMethod.PUT, "none", "{\"user\":\"mia\"}", administrator), 404, "unknown-server");
        assertCode(ask(HttpMethod.GET, "none", "", administrator), 404, "unknown-server");
        assertCode(ask(HttpMethod.DELETE, "none", "", administrator), 404, "unknown-server");
        assertCode(ask(HttpMethod.PUT, "web", "{\"user\":\"nobody\"}", administrator), 404, "unknown-user");
        assertCode(ask(HttpMethod.PUT, "web", "{\"user\":\"No Body\"}", administrator), 404, "unknown-user");
        assertCode(ask(HttpMethod.PUT, "web", "{}", administrator), 400, "missing-field");
        assertCode(ask(HttpMethod.PUT, "web", "{\"user\":null}", administrator), 400, "missing-field");
        assertThat(ownership.findOwner(ServerBuilder.key("web"))).isEmpty();
    }

    @Test
    void ownerOfAnIdInTwoCloudsRequiresTheCloud() {
        inventory.put(ServerBuilder.named("web")
                .project(ApiTestConfiguration.ELSEWHERE)
                .build());

        assertCode(ask(HttpMethod.PUT, "web", "{\"user\":\"mia\"}", administrator), 409, "ambiguous-server");
        assertThat(ask(HttpMethod.PUT, "web?cloud=other", "{\"user\":\"mia\"}", administrator))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.cloud")
                .isEqualTo("other");
        assertThat(ownership.findOwner(ServerBuilder.key("web"))).isEmpty();
    }

    @Test
    void theOwnerIsRefusedForMembersEvenForUnknownServers() {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.MANAGER, null);
        for (String server : new String[] {"web", "none"}) {
            assertCode(ask(HttpMethod.GET, server, "", mia), 403, "not-administrator");
            assertCode(ask(HttpMethod.PUT, server, "{\"user\":\"mia\"}", mia), 403, "not-administrator");
            assertCode(ask(HttpMethod.DELETE, server, "", mia), 403, "not-administrator");
        }

        assertThat(ownership.findOwner(ServerBuilder.key("web"))).isEmpty();
        assertThat(audit.entries())
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::objectId, AuditEntry::result)
                .hasSize(6)
                .containsOnly(
                        tuple("mia", "server.owner", "web", AuditEntry.Result.REFUSED),
                        tuple("mia", "server.read-owner", "web", AuditEntry.Result.REFUSED),
                        tuple("mia", "server.owner", "none", AuditEntry.Result.REFUSED),
                        tuple("mia", "server.read-owner", "none", AuditEntry.Result.REFUSED));
    }

    @Test
    void theOwnerIsNotChangedWithoutReauthentication() {
        ownership.setBeforeAssign(() -> {
            throw new StepUpRequiredException(Set.of(AuthenticationFactor.PASSWORD));
        });

        assertCode(ask(HttpMethod.PUT, "web", "{\"user\":\"mia\"}", administrator), 403, "step-up-required");
        assertCode(ask(HttpMethod.DELETE, "web", "", administrator), 403, "step-up-required");
        assertThat(ask(HttpMethod.GET, "web", "", administrator)).hasStatusOk();
    }

    private static void assertCode(MvcTestResult result, int status, String code) {
        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("$.code").isEqualTo(code);
        assertThat(result).bodyJson().extractingPath("$.detail").asString().isNotBlank();
    }

    private MvcTestResult read(String address, User user) {
        return http.get().uri(address).with(as(user.id(), user.name().value())).exchange();
    }

    /** @param server ID of the server, optionally with the query parameter {@code cloud} */
    private MvcTestResult ask(HttpMethod method, String server, String body, User user) {
        String[] parts = server.split("\\?", 2);
        return request(
                method,
                "/api/admin/servers/" + parts[0] + "/owner" + (parts.length > 1 ? "?" + parts[1] : ""),
                body,
                user);
    }

    private MvcTestResult request(HttpMethod method, String path, String body, User user) {
        return http.method(method)
                .uri(path)
                .with(as(user.id(), user.name().value()))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
