package org.stackdeck.diagnostics.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrailReader;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.diagnostics.DiagnosticsService;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.password.WeakPasswordHasherTestConfiguration;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.TestLatches;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the bundle of the whole application. Its settings, database and cloud contain secrets. */
@Tag("integration")
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:diagnostics;MODE=MariaDB;DB_CLOSE_DELAY=-1",
            "spring.mail.host=planted-mail-host.invalid",
            "spring.mail.username=planted-mail-user",
            "spring.mail.password=planted-mail-password",
            "stackdeck.mail.from=planted-sender@planted.invalid",
            "stackdeck.public-url=https://planted-public.invalid",
            "OS_PASSWORD=planted-service-password",
            "planted.property=planted-unknown-property",
            "stackdeck.setup-code=planted-setup-code",
            "stackdeck.clouds-file=${test.data:target/test-data}/no-clouds.yaml",
            "stackdeck.data-dir=${test.data:target/test-data}/diagnostics"
        })
@AutoConfigureMockMvc
@Import(WeakPasswordHasherTestConfiguration.class)
class DiagnosticsBundleTests {

    private static final String PASSWORD = "planted user password";
    private static final Project PROJECT = new Project(ServerBuilder.CLOUD, new ProjectId("p"), "planted-project");
    private static final String DIAGNOSTICS = "/api/admin/diagnostics";
    private static final JsonMapper JSON = new JsonMapper();

    @TestConfiguration(proxyBeanMethods = false)
    static class OneCloud {

        @Bean
        FakeCompute compute() {
            return new FakeCompute(PROJECT);
        }

        @Bean
        @Primary
        FakeClouds oneCloud(FakeCompute compute) {
            return new FakeClouds(compute);
        }
    }

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private AdministratorSetupService setup;

    @Autowired
    private FakeCompute compute;

    @Autowired
    private Inventory inventory;

    @Autowired
    private JdbcClient database;

    @Autowired
    private DiagnosticsService diagnosticsService;

    @Autowired
    private UserDirectory userDirectory;

    @Value("${stackdeck.data-dir}")
    private Path data;

    @BeforeEach
    void anAdministratorAndAMember() {
        if (setup.isRequired()) {
            assertThat(post("/api/setup", null, """
                {"code":"planted-setup-code","username":"planted.root","password":"%s"}\
                """.formatted(PASSWORD))).hasStatus(201);
            assertThat(post("/api/auth/register", null, credentials("planted.member")))
                    .hasStatus(202);
            assertThat(post("/api/admin/users/planted.member/approve", token("planted.root"), ""))
                    .hasStatus(200);
        }
    }

    @Test
    void onlyAdministratorsReadTheVersionsOfTheRuntime() {
        User member = userDirectory.findByName("planted.member").orElseThrow();
        User root = userDirectory.findByName("planted.root").orElseThrow();

        assertThatExceptionOfType(NotAdministratorException.class)
                .isThrownBy(() -> diagnosticsService.runtimeVersions(FakeUserDirectory.caller(member)));
        assertThat(diagnosticsService
                        .runtimeVersions(FakeUserDirectory.caller(root))
                        .java())
                .isNotEmpty();
    }

    @Test
    void bundleContainsNoSecretsNamesAndAddresses() throws Exception {
        compute.put(ServerBuilder.named("planted-server")
                .project(PROJECT)
                .addresses(new ServerAddress("planted-net", "203.0.113.77", 4, false)));
        inventory.follow(ServerBuilder.key("planted-server"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> inventory.snapshot().servers().size() == 1);
        compute.fail(() -> new CloudException(
                CloudException.Category.UNAVAILABLE, "https://planted:planted-url-password@planted.invalid failed"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> inventory.snapshot().freshness().values().stream()
                        .anyMatch(freshness -> freshness.problem() != null));
        String token = token("planted.root");
        CountDownLatch ended = new CountDownLatch(1);
        Thread named = Thread.ofVirtual().name("http-203.0.113.77").start(() -> TestLatches.await(ended));

        Map<String, String> entries = bundle(token);

        ended.countDown();
        named.join();
        compute.recover();
        Set<String> secrets = new HashSet<>(storedTexts());
        secrets.addAll(secretFiles());
        secrets.addAll(List.of("planted", "203.0.113.77", PASSWORD, token));
        assertThat(secrets).hasSizeGreaterThan(10);
        assertThat(entries)
                .isNotEmpty()
                .allSatisfy((file, text) -> assertThat(secrets).as(file).noneMatch(text::contains));
    }

    @Test
    void bundleDescribesTheProcess() throws Exception {
        Map<String, String> entries = bundle(token("planted.root"));

        assertThat(entries)
                .containsOnlyKeys(
                        "clouds.json",
                        "counts.json",
                        "database.json",
                        "memory.json",
                        "settings.json",
                        "threads.txt",
                        "versions.json");
        assertThat(json(entries, "versions.json").path("database").asString()).startsWith("H2 2");
        assertThat(json(entries, "counts.json").path("usersByRoleAndState").toString())
                .isEqualTo("{\"ADMINISTRATOR ACTIVE\":1,\"MEMBER ACTIVE\":1}");
        JsonNode rows = json(entries, "database.json");
        assertThat(rows.path("rows").path("databasechangelog").asLong()).isGreaterThan(50);
        assertThat(rows.path("changes").size()).isGreaterThan(50);
        assertThat(json(entries, "memory.json").path("heap").path("used").asLong())
                .isPositive();
        assertThat(json(entries, "settings.json").path("spring.mail.password").asString())
                .isEqualTo("(set)");
        assertThat(json(entries, "clouds.json")
                        .path("clouds")
                        .get(0)
                        .path("name")
                        .asString())
                .isEqualTo(ServerBuilder.CLOUD.value());
        assertThat(entries.get("threads.txt")).contains("org.stackdeck.").contains("java.base/");
    }

    @Test
    void onlyAdministratorsGetTheBundleAndEachRequestIsAudited() throws Exception {
        assertThat(get(token("planted.member"))).hasStatus(403);
        assertThat(AuditTrailReader.newest(database, 0, 1).getFirst().entry())
                .matches(entry -> entry.action().equals("diagnostics.export")
                        && entry.result() == AuditEntry.Result.REFUSED
                        && entry.actor().equals("planted.member"));

        bundle(token("planted.root"));

        assertThat(AuditTrailReader.newest(database, 0, 1).getFirst().entry())
                .matches(entry -> entry.action().equals("diagnostics.export")
                        && entry.result() == AuditEntry.Result.SUCCESS
                        && entry.actor().equals("planted.root"));
    }

    @Test
    void anOldAuthenticationIsNotSufficient() {
        String token = token("planted.root");
        database.sql("update login_sessions set proved_at = ?")
                .param(Timestamp.from(Instant.now().minusSeconds(3600)))
                .update();

        assertThat(get(token))
                .hasStatus(403)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("step-up-required");
    }

    /** Returns the texts in the database that can be secret or identify users. Excludes the tables of Liquibase. */
    private Set<String> storedTexts() {
        Set<String> texts = new HashSet<>();
        database.sql("select TABLE_NAME, COLUMN_NAME from INFORMATION_SCHEMA.COLUMNS where TABLE_SCHEMA = 'PUBLIC'"
                        + " and DATA_TYPE in ('CHARACTER VARYING', 'CHARACTER LARGE OBJECT', 'UUID', 'CHARACTER')"
                        + " and TABLE_NAME not like 'DATABASECHANGELOG%'")
                .query((row, _) ->
                        "select cast(\"" + row.getString(2) + "\" as varchar) from \"" + row.getString(1) + "\"")
                .list()
                .forEach(query -> texts.addAll(database.sql(query).query(String.class).list().stream()
                        .filter(Objects::nonNull)
                        .filter(DiagnosticsBundleTests::isIdentifying)
                        .toList()));
        return texts;
    }

    /** Returns false for short texts, codes and names of tasks, unless they contain a planted secret. */
    private static boolean isIdentifying(String text) {
        return text.contains("planted") || (text.length() >= 8 && !text.matches("[A-Za-z_.:-]+"));
    }

    private Set<String> secretFiles() throws IOException {
        Set<String> secrets = new HashSet<>();
        try (Stream<Path> files = Files.list(data.resolve("keys"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                // The private part of a signing key, or the whole key.
                secrets.add(text.startsWith("{") ? JSON.readTree(text).path("d").asString(text) : text.strip());
            }
        }
        assertThat(secrets).isNotEmpty();
        return secrets;
    }

    private static JsonNode json(Map<String, String> entries, String file) {
        return JSON.readTree(entries.get(file));
    }

    private Map<String, String> bundle(String token) throws IOException {
        MvcTestResult result = get(token);
        assertThat(result).hasStatus(200).hasContentType("application/zip");
        assertThat(result.getResponse().getHeader("Content-Disposition"))
                .isEqualTo("attachment; filename=\"stackdeck-diagnostics.zip\"");
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(result.getResponse().getContentAsByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    private MvcTestResult get(String token) {
        return mvc.get()
                .uri(DIAGNOSTICS)
                .header("Authorization", "Bearer " + token)
                .cookie(new Cookie("stackdeck-session", "planted-session"))
                .exchange();
    }

    private String token(String user) {
        MvcTestResult login = post("/api/auth/login", null, credentials(user));
        assertThat(login).hasStatus(200);
        return JSON.readTree(login.getResponse().getContentAsByteArray())
                .path("token")
                .asString();
    }

    private static String credentials(String user) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, PASSWORD);
    }

    private MvcTestResult post(String address, @Nullable String token, String body) {
        var request =
                mvc.post().uri(address).contentType(MediaType.APPLICATION_JSON).content(body);
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).exchange();
    }
}
