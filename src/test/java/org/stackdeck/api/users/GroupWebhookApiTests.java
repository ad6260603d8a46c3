package org.stackdeck.api.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.api.TokenRequests.as;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.api.ApiTest;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.notices.webhook.FakeGroupWebhookService;

@ApiTest
class GroupWebhookApiTests {

    private static final String PATH = "/api/admin/groups/Web team/webhook";

    private static final String URL = "https://chat.example/hooks/T0/secret-token-a1b2";

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeGroupService groups;

    @Autowired
    FakeGroupWebhookService webhooks;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeAuditTrail audit;

    private User administrator;
    private User anna;

    @BeforeEach
    void group() {
        administrator = directory.administrator("ada");
        anna = directory.member("anna");
        Caller caller = FakeUserDirectory.caller(administrator);
        // Deletes the groups and webhooks that other tests have created in the shared fakes.
        groups.all().forEach(group -> groups.delete(caller, group.id()));
        webhooks.list(caller).forEach(webhook -> webhooks.delete(caller, webhook.group()));
        groups.create(caller, new GroupName("Web team"), Set.of());
        audit.clear();
    }

    @Test
    void webhookIsCreatedReadChangedAndDeletedWithoutReturningItsUrl() {
        assertThat(send(HttpMethod.GET, administrator, "")).hasStatus(404);
        MvcTestResult created = send(HttpMethod.PUT, administrator, """
                {"url": "%s", "language": "zh-CN", "kinds": ["SERVER_ERROR", "operation_failed"]}""".formatted(URL));
        String expected = """
                {"host": "chat.example", "ending": "a1b2", "language": "zh-CN",
                 "kinds": ["OPERATION_FAILED", "SERVER_ERROR"], "enabled": true, "failure": null}""";
        assertThat(created).hasStatusOk().bodyJson().isLenientlyEqualTo(expected);
        assertThat(created).bodyText().doesNotContain("secret");
        MvcTestResult read = send(HttpMethod.GET, administrator, "");
        assertThat(read).hasStatusOk().bodyJson().isLenientlyEqualTo(expected);
        assertThat(read).bodyText().doesNotContain("secret");
        assertThat(send(HttpMethod.PUT, administrator, "{\"kinds\": [], \"enabled\": false}"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"host": "chat.example", "language": "en", "kinds": [], "enabled": false}""");
        assertThat(send(HttpMethod.DELETE, administrator, "")).hasStatus(204);
        assertThat(send(HttpMethod.GET, administrator, "")).hasStatus(404);
        assertThat(send(HttpMethod.DELETE, administrator, "")).hasStatus(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kinds\": []}",
                "{\"url\": \"" + URL + "\"}",
                "{\"url\": \"http://chat.example/secret\", \"kinds\": []}",
                "{\"url\": \"" + URL + "\", \"kinds\": [null]}",
                "{\"url\": \"" + URL + "\", \"kinds\": [\"nothing\"]}",
                "{\"url\": \"" + URL + "\", \"kinds\": [], \"language\": \"de\"}"
            })
    void invalidWebhookIsRejectedWithoutRepeatingTheUrl(String body) {
        assertThat(send(HttpMethod.PUT, administrator, body))
                .hasStatus(400)
                .bodyText()
                .doesNotContain("secret");
        assertThat(webhooks.list(FakeUserDirectory.caller(administrator))).isEmpty();
    }

    @Test
    void membersAreRefusedAndAudited() {
        for (HttpMethod method : Set.of(HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE)) {
            assertThat(send(method, anna, "{\"url\": \"" + URL + "\", \"kinds\": []}"))
                    .hasStatus(403);
        }
        assertThat(audit.entries()).hasSize(3).allSatisfy(entry -> {
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED);
            assertThat(entry.objectType()).isEqualTo("group");
            assertThat(entry.objectName()).isEqualTo("Web team");
        });
        assertThat(audit.entries().toString()).doesNotContain("secret");
        assertThat(webhooks.list(FakeUserDirectory.caller(administrator))).isEmpty();
    }

    private MvcTestResult send(HttpMethod method, User caller, String body) {
        return http.method(method)
                .uri(PATH)
                .with(as(caller.id(), caller.name().value()))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
