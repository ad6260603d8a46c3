package org.stackdeck.simulator.keystone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorOptions;
import org.stackdeck.simulator.support.ManualScheduler;
import tools.jackson.databind.JsonNode;

class KeystoneTests {

    private static final String TOKENS = "/v3/auth/tokens";

    private final ManualScheduler clock = new ManualScheduler(Instant.parse("2026-11-25T08:00:00Z"));
    private Simulator simulator;
    private SimulatorClient anonymous;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.defaults().withServers(4).withClock(clock));
        anonymous = SimulatorClient.anonymous(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void wrongPasswordUserAndProjectReturnTheSame401() {
        List<SimulatorClient.Answer> answers = List.of(
                login("console", "Default", "wrong", ""),
                login("nobody", "Default", "wrong", ""),
                login("console", "Other", "console-secret", ""),
                login("console", "Default", "console-secret", scope("admin")));

        assertThat(answers).allSatisfy(a -> {
            assertThat(a.status()).isEqualTo(401);
            assertThat(a.json().at("/error/message").asString(""))
                    .isEqualTo("The request you have made requires authentication.");
        });
    }

    @Test
    void unscopedTokenHasNoCatalogAndListsProjects() {
        SimulatorClient.Answer answer = login("console", "Default", "console-secret", "");
        SimulatorClient unscoped = SimulatorClient.as(simulator, "console", "console-secret", null);

        assertThat(answer.json().path("token").has("catalog")).isFalse();
        assertThat(answer.json().path("token").has("roles")).isFalse();
        assertThat(names(unscoped.get("/v3/auth/projects").json().path("projects")))
                .containsExactlyInAnyOrder("staff", "research");
        assertThat(unscoped.get("/compute/v2.1/servers").status()).isEqualTo(403);
    }

    @Test
    void rescopedTokenExpiresWithItsParent() {
        String first =
                SimulatorClient.as(simulator, "console", "console-secret", null).token();
        clock.advance(Duration.ofMinutes(10));

        SimulatorClient.Answer answer = anonymous.post(TOKENS, byToken(first, "research"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/token/project/name").asString("")).isEqualTo("research");
        assertThat(answer.json().at("/token/expires_at").asString("")).isEqualTo("2026-11-25T09:00:00.000000Z");
        assertThat(answer.json().at("/token/issued_at").asString("")).isEqualTo("2026-11-25T08:10:00.000000Z");
    }

    @Test
    void applicationCredentialTokenCannotBeRescoped() {
        SimulatorClient.Answer answer = anonymous.post(
                TOKENS, """
                {"auth": {"identity": {"methods": ["application_credential"], "application_credential":
                {"id": "%s", "secret": "%s"}}}}
                """.formatted(KeystoneAccounts.STAFF_APP.id(), KeystoneAccounts.STAFF_APP.secret()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/token/project/name").asString("")).isEqualTo("staff");
        SimulatorClient.Answer again = anonymous.post(TOKENS, byToken(answer.header("x-subject-token"), "research"));
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.json().at("/error/message").asString("")).contains("delegated token");
    }

    @Test
    void rolesImplyLowerRoles() {
        assertThat(names(login("admin", "Default", "admin-secret", scope("admin"))
                        .json()
                        .at("/token/roles")))
                .containsExactly("reader", "member", "manager", "admin");
        assertThat(names(login("console-reader", "Default", "reader-secret", scope("staff"))
                        .json()
                        .at("/token/roles")))
                .containsExactly("reader");
    }

    @Test
    void everyServiceRejectsExpiredAndRevokedTokens() {
        SimulatorClient member = SimulatorClient.member(simulator);
        clock.advance(Duration.ofHours(1));
        SimulatorClient revoked = SimulatorClient.member(simulator);
        simulator.revokeTokens();

        for (SimulatorClient simulatorClient : List.of(member, revoked, anonymous)) {
            assertThat(simulatorClient.get("/compute/v2.1/servers").status()).isEqualTo(401);
            assertThat(simulatorClient.get("/image/v2/images").status()).isEqualTo(401);
            assertThat(simulatorClient.get("/network/v2.0/networks").status()).isEqualTo(401);
            assertThat(simulatorClient.get("/volume/v3/x/volumes").status()).isEqualTo(401);
            assertThat(simulatorClient.get("/v3/auth/projects").status()).isEqualTo(401);
        }
    }

    @Test
    void onlyAdministratorsListAllProjects() {
        assertThat(SimulatorClient.member(simulator).get("/v3/projects").status())
                .isEqualTo(403);
        assertThat(names(SimulatorClient.admin(simulator)
                        .get("/v3/projects")
                        .json()
                        .path("projects")))
                .containsExactlyInAnyOrder("admin", "service", "staff", "research");
    }

    @Test
    void everyServiceInTheCatalogResponds() {
        JsonNode catalog = login("console", "Default", "console-secret", scope("staff"))
                .json()
                .at("/token/catalog");

        assertThat(catalog).hasSize(6).allSatisfy(service -> {
            String url = service.at("/endpoints/2/url").asString("");
            assertThat(url).startsWith("http://127.0.0.1:");
            assertThat(anonymous.get(url.substring(url.indexOf('/', 8))).status())
                    .as(url)
                    .isNotIn(404, 500);
        });
    }

    private SimulatorClient.Answer login(String user, String domain, String password, String scope) {
        return anonymous.post(TOKENS, """
                {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "%s",
                "domain": {"name": "%s"}, "password": "%s"}}}%s}}
                """.formatted(user, domain, password, scope));
    }

    private static String scope(String project) {
        return ", \"scope\": {\"project\": {\"name\": \"%s\", \"domain\": {\"id\": \"default\"}}}".formatted(project);
    }

    private static String byToken(String token, String project) {
        return """
                {"auth": {"identity": {"methods": ["token"], "token": {"id": "%s"}}%s}}
                """.formatted(token, scope(project));
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(n -> names.add(n.path("name").asString("")));
        return names;
    }
}
