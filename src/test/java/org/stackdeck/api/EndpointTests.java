package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.identity.UserId;

/** Checks all endpoints below {@code /api} in the whole application, including those of libraries. */
@Tag("integration")
@SpringBootTest(
        properties = {
            "stackdeck.data-dir=${test.data:target/test-data}/endpoints",
            "stackdeck.clouds-file=${test.data:target/test-data}/no-clouds.yaml",
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};MODE=MariaDB;DB_CLOSE_DELAY=-1"
        })
@AutoConfigureMockMvc
class EndpointTests {

    private static final Set<String> PUBLIC =
            Set.of("POST /api/auth/login", "POST /api/auth/register", "POST /api/setup");

    @Autowired
    MockMvcTester http;

    @Autowired
    Map<String, RequestMappingHandlerMapping> mappings;

    @Autowired
    HealthContributorRegistry health;

    @Test
    void onlyDeclaredEndpointsRespondWithoutAToken() {
        List<String> open = new ArrayList<>();
        for (String endpoint : endpoints()) {
            MvcTestResult result = ask(endpoint).exchange();
            if (result.getResponse().getStatus() == 401
                    && "Bearer".equals(result.getResponse().getHeader("WWW-Authenticate"))
                    && !PUBLIC.contains(endpoint)) {
                continue;
            }
            open.add(endpoint);
        }

        assertThat(open).containsExactlyInAnyOrderElementsOf(PUBLIC);
    }

    @Test
    void everyEndpointRejectsAnUnsignedToken() {
        for (String endpoint : endpoints()) {
            if (!PUBLIC.contains(endpoint)) {
                assertThat(ask(endpoint)
                                .header("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.")
                                .exchange())
                        .as(endpoint)
                        .hasStatus(401);
            }
        }
    }

    @Test
    void healthDoesNotAccessTheDatabase() {
        assertThat(health.stream().map(HealthContributors.Entry::name))
                .contains("database")
                .doesNotContain("db");
    }

    @Test
    void everyRestControllerIsBelowApi() {
        assertThat(endpoints())
                .hasSizeGreaterThan(10)
                .contains("GET /api/os/servers", "PUT /api/admin/users/1/projects", "GET /api/openapi")
                .allMatch(endpoint -> endpoint.contains(" /api/"));
    }

    @Test
    void theOpenApiDescriptionListsAllActions() {
        assertThat(http.get()
                        .uri("/api/openapi")
                        .with(TokenRequests.as(new UserId(UUID.randomUUID())))
                        .exchange())
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.components.schemas.ServerActionRequest.properties.action.enum")
                .asArray()
                .containsExactlyElementsOf(ServerAction.forExistingServers().stream()
                        .map(ServerAction::code)
                        .toList());
    }

    @Test
    void unmappedPathsAreNotServedWithoutAToken() {
        for (String path : List.of("/api", "/api/", "/api/none")) {
            assertThat(http.get().uri(URI.create(path)).exchange()).as(path).hasStatus(401);
        }
    }

    @Test
    void aRejectedPathGetsAProblemDocument() {
        for (String path : List.of("/api//os/servers", "/api/os/..;/servers", "/api/os/../os/servers")) {
            assertThat(http.get().uri(URI.create(path)).exchange())
                    .as(path)
                    .hasStatus(400)
                    .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }

    private MockMvcTester.MockMvcRequestBuilder ask(String endpoint) {
        String[] parts = endpoint.split(" ", 2);
        return http.method(HttpMethod.valueOf(parts[0]))
                .uri(parts[1])
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}");
    }

    /** Returns the endpoints of all REST controllers as method and path, with a value for each variable. */
    private List<String> endpoints() {
        return mappings.values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> ofRestController(entry.getValue()))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(path -> methods(
                                        entry.getKey().getMethodsCondition().getMethods())
                                .stream()
                                .map(method -> method + " " + path.replaceAll("\\{[^}]*}", "1"))))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean ofRestController(HandlerMethod method) {
        return method.getBeanType().isAnnotationPresent(RestController.class);
    }

    private static Set<RequestMethod> methods(Set<RequestMethod> declared) {
        return declared.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : declared;
    }
}
