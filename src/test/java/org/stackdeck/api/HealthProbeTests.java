package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Checks the health endpoint and its groups in the whole application, with a cloud that does not exist. */
@Tag("integration")
@SpringBootTest(
        properties = {
            "stackdeck.data-dir=${test.data:target/test-data}/probes",
            // Requires an existing database, because H2 would otherwise create it again after the test has shut it
            // down.
            "spring.datasource.url=" + HealthProbeTests.DATABASE + ";IFEXISTS=TRUE"
        })
@AutoConfigureMockMvc
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealthProbeTests {

    static final String DATABASE = "jdbc:h2:mem:probes;MODE=MariaDB;DB_CLOSE_DELAY=-1";

    private static final String HEALTH = "/actuator/health";
    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String READINESS = "/actuator/health/readiness";

    @TempDir
    private static Path directory;

    private static Connection created;

    @Autowired
    private MockMvcTester http;

    @Autowired
    private WebEndpointsSupplier endpoints;

    @Autowired
    private JdbcClient database;

    @BeforeAll
    static void createDatabase() throws SQLException {
        created = DriverManager.getConnection(DATABASE, "sa", "");
    }

    @AfterAll
    static void closeDatabase() throws SQLException {
        created.close();
    }

    @DynamicPropertySource
    static void deadCloud(DynamicPropertyRegistry properties) {
        properties.add("stackdeck.clouds-file", () -> {
            Path file = directory.resolve("clouds.yaml");
            try {
                return Files.writeString(file, """
                    clouds:
                      dead:
                        region_name: RegionOne
                        auth:
                          auth_url: http://127.0.0.1:1/v3
                          username: stackdeck
                          password: secret
                          project_name: demo
                          user_domain_name: Default
                          project_domain_name: Default
                    """).toString();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    @Order(1)
    void deadCloudIsReportedToAdministratorsAndChangesNoStatus() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(asAdministrator(HEALTH))
                        .hasStatusOk()
                        .bodyJson()
                        .extractingPath("$.components.clouds.details.dead.problem")
                        .isEqualTo("UNREACHABLE"));

        for (String path : List.of(HEALTH, LIVENESS, READINESS)) {
            assertThat(http.get().uri(path).exchange())
                    .as(path)
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.status")
                    .isEqualTo("UP");
        }
    }

    @Test
    @Order(2)
    void othersReceiveOnlyTheStatus() throws UnsupportedEncodingException {
        MvcTestResult anonymous = http.get().uri(HEALTH).exchange();
        MvcTestResult member =
                http.get().uri(HEALTH).with(user("mia").roles("MEMBER")).exchange();

        for (MvcTestResult result : List.of(anonymous, member)) {
            assertThat(result).hasStatusOk();
            assertThat(result.getResponse().getContentAsString()).doesNotContain("components", "details", "dead");
        }
        for (String path : List.of("/actuator/health/clouds", "/actuator/health/database", "/actuator/health/none")) {
            assertThat(http.get().uri(path).exchange()).as(path).hasStatus(401);
        }
    }

    @Test
    @Order(3)
    void metricsAreNotServedToPrometheusOnThePublicPort() {
        assertThat(endpoints.getEndpoints())
                .extracting(endpoint -> endpoint.getEndpointId().toString())
                .containsExactlyInAnyOrder("health", "metrics");
        assertThat(http.get().uri("/actuator/prometheus").exchange()).hasStatus(401);
    }

    @Test
    @Order(4)
    void databaseOutageEndsReadinessButNotLiveness() {
        database.sql("shutdown").update();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(http.get().uri(READINESS).exchange()).hasStatus(503));
        assertThat(http.get().uri(HEALTH).exchange()).hasStatus(503);
        assertThat(http.get().uri(LIVENESS).exchange()).hasStatusOk();
    }

    private MvcTestResult asAdministrator(String path) {
        return http.get().uri(path).with(user("root").roles("ADMINISTRATOR")).exchange();
    }
}
