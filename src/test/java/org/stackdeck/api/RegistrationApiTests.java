package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Setup;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:signin;MODE=MariaDB",
            "STACKDECK_SETUP_CODE=let-me-set-up",
            "stackdeck.limits.per-source=1000000",
            "stackdeck.limits.registrations=1000000",
            "stackdeck.data-dir=target/test-data/signin"
        })
@AutoConfigureMockMvc
class RegistrationApiTests {

    private static final String GOOD = "a quiet river bends";
    private static final String POLICY = "/api/admin/settings/registration";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Setup setup;

    @Autowired
    private JsonMapper json;

    @BeforeEach
    void anAdministrator() {
        if (setup.needed()) {
            setup.complete("let-me-set-up", "root.one", GOOD, "192.0.2.2", Caller.Channel.REST);
        }
    }

    @AfterEach
    void anyoneMayAskAgain() {
        decide("approval");
    }

    @Test
    void thePolicyIsReadAndSet() {
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
    void onlyAdministratorsReadAndSetIt() {
        send("POST", "/api/auth/register", null, credentials("policy.member", GOOD));
        assertThat(send("POST", "/api/admin/users/policy.member/approve", token("root.one"), ""))
                .hasStatus(200);
        String member = token("policy.member");
        assertThat(send("GET", POLICY, member, "")).hasStatus(403);
        assertThat(send("PUT", POLICY, member, "{\"policy\":\"closed\"}")).hasStatus(403);
        assertThat(send("PUT", POLICY, null, "{\"policy\":\"closed\"}")).hasStatus(401);
    }

    @Test
    void refusalsDoNotDependOnTheName() {
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
