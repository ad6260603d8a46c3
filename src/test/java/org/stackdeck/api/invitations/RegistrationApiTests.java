package org.stackdeck.api.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.identity.ApplicationTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.setup.AdministratorSetupService;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApplicationTest
class RegistrationApiTests {

    private static final String GOOD = "a quiet river bends";
    private static final String INVITATIONS = "/api/admin/invitations";
    private static final String POLICY = "/api/admin/settings/registration";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AdministratorSetupService initialSetupService;

    @Autowired
    private JsonMapper json;

    @BeforeEach
    void anAdministrator() {
        if (initialSetupService.isRequired()) {
            initialSetupService.complete("let-me-set-up", "root.one", GOOD, "192.0.2.2", Caller.Channel.REST);
        }
    }

    @AfterEach
    void anyoneMayAskAgain() {
        decide("approval");
    }

    @Test
    void registrationPolicyIsReadAndSet() {
        String root = token("root.one");
        assertThat(send("GET", POLICY, root, "")).bodyJson().isStrictlyEqualTo("{\"policy\":\"approval\"}");
        assertThat(send("PUT", POLICY, root, "{\"policy\":\"invitation\"}"))
                .hasStatus(200)
                .bodyJson()
                .isStrictlyEqualTo("{\"policy\":\"invitation\"}");
        for (String wrong : List.of("{\"policy\":\"open\"}", "{\"policy\":\"CLOSED\"}", "{}")) {
            assertThat(send("PUT", POLICY, root, wrong))
                    .hasStatus(400)
                    .bodyText()
                    .contains("\"policy\"");
        }
    }

    @Test
    void registrationPolicyIsRefusedForMembers() {
        send("POST", "/api/auth/register", null, credentials("policy.member", GOOD));
        assertThat(send("POST", "/api/admin/users/policy.member/approve", token("root.one"), ""))
                .hasStatus(200);
        String member = token("policy.member");
        assertThat(send("GET", POLICY, member, "")).hasStatus(403);
        assertThat(send("PUT", POLICY, member, "{\"policy\":\"closed\"}")).hasStatus(403);
        assertThat(send("PUT", POLICY, null, "{\"policy\":\"closed\"}")).hasStatus(401);
    }

    @Test
    void refusedRegistrationsDoNotDependOnTheName() {
        for (String mode : List.of("invitation", "closed")) {
            decide(mode);
            assertThat(Stream.of("root.one", "nobody.there", "No Name!")
                            .map(name -> send("POST", "/api/auth/register", null, credentials(name, GOOD)))
                            .peek(answer -> assertThat(answer).hasStatus(403))
                            .map(RegistrationApiTests::body)
                            .distinct())
                    .singleElement()
                    .asString()
                    .contains(mode.equals("closed") ? "registration-closed" : "registration-by-invitation");
        }
    }

    @Test
    void anInvitationIsCreatedUsedListedAndCancelled() {
        String root = token("root.one");
        send("POST", "/api/admin/groups", root, "{\"name\":\"Newcomers\"}");
        MvcTestResult made = send("POST", INVITATIONS, root, """
                {"for":"Mia <b>Berg</b>","expiresIn":"P3D","uses":2,"groups":["Newcomers"]}""");
        assertThat(made).hasStatus(201);
        JsonNode answer = json.readTree(body(made));
        String secret = answer.get("token").asString();
        assertThat(answer.get("link").asString()).isEqualTo("http://localhost:8080/register?invitation=" + secret);
        String id = answer.at("/invitation/id").asString();

        decide("invitation");
        assertThat(send("POST", "/api/auth/register", null, invited("mia.rest", secret)))
                .hasStatus(201)
                .bodyJson()
                .isStrictlyEqualTo("{\"status\":\"ACTIVE\"}");
        assertThat(token("mia.rest")).isNotBlank();
        assertThat(body(send("GET", "/api/admin/groups", root, ""))).contains("mia.rest");

        MvcTestResult all = send("GET", INVITATIONS, root, "");
        assertThat(body(all)).doesNotContain(secret);
        JsonNode response = invitation(all, id);
        assertThat(response.get("for").asString()).isEqualTo("Mia <b>Berg</b>");
        assertThat(response.get("state").asString()).isEqualTo("open");
        assertThat(response.get("inviter").asString()).isEqualTo("root.one");
        assertThat(response.at("/used/0/user").asString()).isEqualTo("mia.rest");
        assertThat(response.at("/groups/0").asString()).isEqualTo("Newcomers");

        assertThat(send("DELETE", INVITATIONS + "/" + id, root, "")).hasStatus(204);
        assertThat(send("DELETE", INVITATIONS + "/" + id, root, "")).hasStatus(204);
        assertThat(invitation(send("GET", INVITATIONS, root, ""), id)
                        .get("state")
                        .asString())
                .isEqualTo("withdrawn");

        String refused = Stream.of(secret, "x", secret.toLowerCase(Locale.ROOT))
                .map(each -> send("POST", "/api/auth/register", null, invited("mia.late", each)))
                .peek(each -> assertThat(each).hasStatus(403))
                .map(RegistrationApiTests::body)
                .distinct()
                .reduce("", String::concat);
        assertThat(refused).containsOnlyOnce("invitation-void");
    }

    @Test
    void anInvitedRegistrationReportsATakenName() {
        JsonNode made = json.readTree(body(send("POST", INVITATIONS, token("root.one"), "{}")));
        assertThat(made.at("/invitation/uses").asInt()).isOne();
        assertThat(send(
                        "POST",
                        "/api/auth/register",
                        null,
                        invited("root.one", made.get("token").asString())))
                .hasStatus(400)
                .bodyText()
                .contains("NAME_TAKEN");
    }

    @Test
    void aBadInvitationIsRejectedNamingTheField() {
        String root = token("root.one");
        send("POST", "/api/admin/groups", root, "{\"name\":\"null\"}");
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("{\"expiresIn\":\"PT59M\"}", "expiresIn");
        wrong.put("{\"expiresIn\":\"P31D\"}", "expiresIn");
        wrong.put("{\"expiresIn\":\"a week\"}", "expiresIn");
        wrong.put("{\"uses\":0}", "uses");
        wrong.put("{\"uses\":101}", "uses");
        wrong.put("{\"for\":\"" + "x".repeat(101) + "\"}", "for");
        wrong.put("{\"groups\":[\"No such group\"]}", "groups");
        wrong.put("{\"groups\":[null]}", "groups");
        wrong.put("{\"grants\":[null]}", "grants[0]");
        wrong.put("{\"grants\":[" + "null,".repeat(20) + "null]}", "grants");
        wrong.put("{\"grants\":[{\"cloud\":\"nowhere\"}]}", "grants[0].cloud");
        wrong.put("{\"grants\":[{\"user\":\"mia\"}]}", "user");
        wrong.forEach((body, field) -> assertThat(send("POST", INVITATIONS, root, body))
                .as(body)
                .hasStatus(400)
                .bodyText()
                .contains(field));
    }

    @Test
    void invitationsAreRefusedForMembers() {
        send("POST", "/api/auth/register", null, credentials("inviting.member", GOOD));
        send("POST", "/api/admin/users/inviting.member/approve", token("root.one"), "");
        String member = token("inviting.member");
        assertThat(send("POST", INVITATIONS, member, "{}")).hasStatus(403);
        assertThat(send("GET", INVITATIONS, member, "")).hasStatus(403);
        assertThat(send("DELETE", INVITATIONS + "/" + UUID.randomUUID(), member, ""))
                .hasStatus(403);
        assertThat(send("DELETE", INVITATIONS + "/" + UUID.randomUUID(), token("root.one"), ""))
                .hasStatus(404);
    }

    private JsonNode invitation(MvcTestResult all, String id) {
        return json.readTree(body(all))
                .get("invitations")
                .valueStream()
                .filter(each -> each.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String invited(String name, String token) {
        return """
                {"username":"%s","password":"%s","invitation":"%s"}""".formatted(name, GOOD, token);
    }

    private void decide(String mode) {
        assertThat(send("PUT", POLICY, token("root.one"), "{\"policy\":\"" + mode + "\"}"))
                .hasStatus(200);
    }

    private String token(String name) {
        MvcTestResult login = send("POST", "/api/auth/login", null, credentials(name, GOOD));
        assertThat(login).hasStatus(200);
        return json.readTree(body(login)).get("token").asString();
    }

    private MvcTestResult send(String method, String path, @Nullable String token, String body) {
        var request = mvc.method(HttpMethod.valueOf(method))
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).exchange();
    }

    private static String credentials(String name, String password) {
        return """
                {"username":"%s","password":"%s"}""".formatted(name, password);
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
