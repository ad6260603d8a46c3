package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.stackdeck.StackdeckApplication;
import org.stackdeck.database.DatabaseServer;
import org.stackdeck.identity.password.WeakPasswordHasherTestConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application in this process, without an HTTP server, as one of several nodes or alone. */
final class StackdeckNode implements AutoCloseable {

    static final String SETUP_CODE = "let-me-set-up";
    static final String PASSWORD = "a quiet river bends";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext context;
    private final MockMvcTester mvc;

    private StackdeckNode(ConfigurableApplicationContext context) {
        this.context = context;
        this.mvc = MockMvcTester.from(
                (WebApplicationContext) context,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                        .build());
    }

    /**
     * Starts one of several nodes.
     *
     * @param directory the data directory of the node
     * @param settings properties in addition to those of this class
     */
    static StackdeckNode start(Path directory, String databaseUrl, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("stackdeck.nodes.enabled", "true");
        all.put("spring.datasource.url", databaseUrl);
        all.put("spring.datasource.username", DatabaseServer.USER);
        return start(directory, all);
    }

    /**
     * Starts a node. The node uses the embedded database in the data directory unless the settings specify another
     * database.
     */
    static StackdeckNode start(Path directory, Map<String, String> settings) {
        SpringApplication application =
                new SpringApplication(StackdeckApplication.class, WeakPasswordHasherTestConfiguration.class);
        application.setApplicationContextFactory(ApplicationContextFactory.of(() -> {
            GenericWebApplicationContext created = new GenericWebApplicationContext();
            created.setServletContext(new MockServletContext());
            return created;
        }));
        List<String> arguments = new ArrayList<>(List.of(
                "--stackdeck.data-dir=" + directory,
                "--stackdeck.setup-code=" + SETUP_CODE,
                "--spring.main.banner-mode=off",
                "--server.port=0"));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new StackdeckNode(application.run(arguments.toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Signs in and returns the access token. */
    String signIn(String name) {
        MvcTestResult result = signIn(name, PASSWORD);
        assertThat(result).hasStatus(200);
        return json(result).path("token").asString();
    }

    MvcTestResult signIn(String name, String password) {
        return send(HttpMethod.POST, "/api/auth/login", null, Map.of("username", name, "password", password));
    }

    /** Creates the first administrator. */
    void setUp(String name) {
        assertThat(post("/api/setup", null, Map.of("code", SETUP_CODE, "username", name, "password", PASSWORD)))
                .hasStatus(201);
    }

    /** Signs in on the sign-in page. The response contains the cookies. */
    MvcTestResult signInOnPage(String name) {
        MvcTestResult result = mvc.post()
                .uri("/login")
                .with(csrf())
                .param("username", name)
                .param("password", PASSWORD)
                .exchange();
        assertThat(result).hasStatus(302);
        return result;
    }

    /** Loads a page with these cookies and without an HTTP session. */
    MvcTestResult loadPage(String path, Cookie... cookies) {
        return mvc.get().uri(path).cookie(cookies).exchange();
    }

    /** Signs out with these cookies and without an HTTP session. */
    MvcTestResult signOut(Cookie... cookies) {
        return mvc.post().uri("/logout").cookie(cookies).exchange();
    }

    MvcTestResult get(String path, String token) {
        return send(HttpMethod.GET, path, token, Map.of());
    }

    MvcTestResult post(String path, @Nullable String token, Map<String, ?> body) {
        return send(HttpMethod.POST, path, token, body);
    }

    MvcTestResult put(String path, String token, Map<String, ?> body) {
        return send(HttpMethod.PUT, path, token, body);
    }

    MvcTestResult delete(String path, String token) {
        return send(HttpMethod.DELETE, path, token, Map.of());
    }

    private MvcTestResult send(HttpMethod method, String path, @Nullable String token, Map<String, ?> body) {
        var request = mvc.method(method).uri(path);
        if (!method.equals(HttpMethod.GET)) {
            request = request.contentType(MediaType.APPLICATION_JSON).content(JSON.writeValueAsString(body));
        }
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).exchange();
    }

    static JsonNode json(MvcTestResult result) {
        try {
            return JSON.readTree(result.getResponse().getContentAsString());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
