package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;
import tools.jackson.databind.json.JsonMapper;

/** Makes the database server read-only while the whole application uses it. */
@Tag("integration")
@ExtendWith(DatabaseInstalledCondition.class)
@SpringBootTest(
        properties = {"stackdeck.data-dir=${test.data:target/test-data}/read-only", "stackdeck.setup-code=let-me-set-up"
        })
@AutoConfigureMockMvc
@DirtiesContext
abstract class ReadOnlyDatabaseTests {

    private static final String PASSWORD = "a quiet river bends";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static @Nullable DatabaseServer server;

    @Autowired
    private MockMvcTester http;

    static void start(DatabaseProduct product, DynamicPropertyRegistry properties) {
        DatabaseServer started = product.another();
        server = started;
        String url = started.newDatabase();
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.datasource.username", started::ordinaryUser);
        properties.add("spring.datasource.password", () -> "");
    }

    @Test
    void readOnlyServerIsNamedUntilItIsWritable() {
        assertThat(post("/api/setup", Map.of("code", "let-me-set-up", "username", "root", "password", PASSWORD)))
                .hasStatus(201);
        assertThat(signIn()).hasStatusOk();

        Objects.requireNonNull(server).setReadOnly(true);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(health())
                        .hasStatus(503)
                        .bodyJson()
                        .extractingPath("$.components.database.details.problem")
                        .asString()
                        .startsWith("it is read-only ("));
        assertThat(http.get().uri("/actuator/health").exchange())
                .hasStatus(503)
                .bodyText()
                .doesNotContain("read-only");
        assertThat(signIn()).hasStatus(503).bodyJson().extractingPath("$.code").isEqualTo("database-read-only");
        assertThat(http.post()
                        .uri("/login")
                        .with(csrf())
                        .param("username", "root")
                        .param("password", PASSWORD)
                        .exchange())
                .hasStatus(503)
                .bodyText()
                .contains("database is read-only");

        Objects.requireNonNull(server).setReadOnly(false);

        await().atMost(SOON).untilAsserted(() -> assertThat(health()).hasStatusOk());
        assertThat(signIn()).hasStatusOk();
    }

    private MvcTestResult health() {
        return http.get()
                .uri("/actuator/health")
                .with(user("root").roles("ADMINISTRATOR"))
                .exchange();
    }

    private MvcTestResult signIn() {
        return post("/api/auth/login", Map.of("username", "root", "password", PASSWORD));
    }

    private MvcTestResult post(String path, Map<String, String> body) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(JSON.writeValueAsString(body))
                .exchange();
    }
}
