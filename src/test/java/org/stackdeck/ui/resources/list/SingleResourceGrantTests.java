package org.stackdeck.ui.resources.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.password.WeakPasswordHasherTestConfiguration;
import org.stackdeck.ui.preview.PageTestBase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Grants access to single resources in the whole application, and checks that no page and no REST response contains the
 * name of another resource.
 */
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:single-resource;MODE=MariaDB",
            "stackdeck.setup-code=let-me-set-up",
            "stackdeck.clouds-file=target/test-data/no-clouds.yaml",
            "stackdeck.data-dir=${test.data:target/test-data}/single-resource"
        })
@AutoConfigureMockMvc
@Import(WeakPasswordHasherTestConfiguration.class)
class SingleResourceGrantTests extends PageTestBase {

    private static final String PASSWORD = "a quiet river bends";
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<ResourceKind> KINDS = Arrays.stream(ResourceKind.values())
            .filter(ResourceKind::hasProject)
            .toList();
    private static final Duration SETTLED = Duration.ofMillis(300);

    /** Replaces the configured clouds. */
    @TestConfiguration(proxyBeanMethods = false)
    static class OneCloud {

        @Bean
        @Primary
        FakeClouds oneCloud() {
            FakeCompute compute = new FakeCompute(ServerBuilder.STAFF, ServerBuilder.RESEARCH);
            compute.put(
                    ServerBuilder.named("other-servers").name("hidden-server").status(ServerStatus.ERROR));
            return new FakeClouds(compute);
        }
    }

    @Autowired
    private MockMvcTester http;

    @Autowired
    private FakeClouds clouds;

    @Autowired
    private UserDirectory directory;

    private final Map<String, String> tokens = new HashMap<>();
    private User viewer;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        clouds.setResources(
                ServerBuilder.CLOUD,
                KINDS.stream()
                        .flatMap(kind -> Stream.of(
                                resource(kind, "own", "other", "granted-" + kind.code()),
                                resource(kind, "other", "own", "hidden-" + kind.code())))
                        .toList());
        send(
                null,
                HttpMethod.POST,
                "/api/setup",
                Map.of("code", "let-me-set-up", "username", "root", "password", PASSWORD),
                201);
        tokens.put("root", token("root"));
        send(null, HttpMethod.POST, "/api/auth/register", Map.of("username", "mia", "password", PASSWORD), 202);
        send("root", HttpMethod.POST, "/api/admin/users/mia/approve", Map.of(), 200);
        tokens.put("mia", token("mia"));
        viewer = directory.find(new UserName("mia")).orElseThrow();
        signIn(viewer);
        super.initVaadinEnvironment();
    }

    /** Returns a resource whose fields refer to resources with the other prefix. */
    private static CloudResource resource(ResourceKind kind, String prefix, String targets, String name) {
        Map<String, Object> values = new HashMap<>();
        for (ResourceField field : kind.fields()) {
            if (field.target() != null) {
                String id = targets + "-" + field.target();
                values.put(field.code(), field.type() == ResourceField.Type.TEXTS ? List.of(id) : id);
            }
        }
        values.put("status", "available");
        return new CloudResource(
                kind, ServerBuilder.CLOUD, prefix + "-" + kind.code(), ServerBuilder.STAFF, name, false, values);
    }

    private void grant(List<String> ids, List<String> permissions) {
        send(
                "root",
                HttpMethod.POST,
                "/api/admin/grants",
                Map.of(
                        "user",
                        "mia",
                        "cloud",
                        ServerBuilder.CLOUD.value(),
                        "projects",
                        List.of(ServerBuilder.STAFF.name()),
                        "servers",
                        Map.of("ids", ids),
                        "permissions",
                        permissions),
                201);
    }

    @Test
    void aGrantForOneVolumeShowsAndPermitsNothingElse() {
        List<String> permissions = List.of("volume:read", "volume:update", "volume:create", "volume:delete");
        grant(List.of("own-volumes"), permissions);

        for (ResourceKind kind : KINDS) {
            assertThat(names(kind))
                    .as(kind.code())
                    .isEqualTo(kind == ResourceKind.VOLUME ? List.of("granted-volumes") : List.of());
            send("mia", HttpMethod.GET, "/api/os/" + kind.code() + "/other-" + kind.code(), null, 404);
            // The volume has the same ID prefix as its snapshots, backups and images.
            send(
                    "mia",
                    HttpMethod.GET,
                    "/api/os/" + kind.code() + "/own-" + kind.code(),
                    null,
                    kind == ResourceKind.VOLUME ? 200 : 404);
            ResourceActionLookup.deletionOf(kind)
                    .filter(one -> one != ResourceAction.DELETE_VOLUME)
                    .ifPresent(_ -> {
                        send("mia", HttpMethod.POST, action(kind, "own"), Map.of("action", "delete"), 404);
                        send("mia", HttpMethod.POST, action(kind, "other"), Map.of("action", "delete"), 404);
                    });
        }
        send("mia", HttpMethod.POST, action(ResourceKind.VOLUME, "other"), Map.of("action", "delete"), 404);
        send(
                "mia",
                HttpMethod.POST,
                "/api/os/volumes",
                Map.of("project", ServerBuilder.STAFF.name(), "name", "more", "size", 1),
                403);
        assertThat(send("mia", HttpMethod.GET, "/api/os/servers", null, 200).path("servers"))
                .isEmpty();
        assertThat(send("mia", HttpMethod.GET, "/api/os/projects", null, 200)).isEmpty();
        send("mia", HttpMethod.GET, "/api/os/projects/" + ServerBuilder.STAFF.id() + "/limits", null, 404);

        for (ResourceKind kind : KINDS) {
            boolean volumes = kind == ResourceKind.VOLUME;
            assertThat(visit(kind.code()).contains("granted-")).as(kind.code()).isEqualTo(volumes);
            assertThat(rows()).as(kind.code()).hasSize(volumes ? 1 : 0);
            assertThat(visit(page(kind, "own")).contains("granted-"))
                    .as(kind.code())
                    .isEqualTo(volumes);
            assertThat(visit(page(kind, "other"))).as(kind.code()).contains("you don't have access to it");
        }
        send(
                "root",
                HttpMethod.POST,
                action(ResourceKind.VOLUME, "other"),
                Map.of("action", "extend", "size", 30),
                202);
        List<String> pages = List.of("servers", "overview", "networks/topology", "operations");
        for (String path : pages) {
            assertThat(visit(path)).as(path).doesNotContain("hidden-");
        }
        // The same pages contain the names for a user with access.
        enterAs(directory.find(new UserName("root")).orElseThrow());
        for (String path : pages) {
            StringBuilder sent = new StringBuilder();
            navigate(path);
            await(path).pollInSameThread().until(() -> sent.append(content()).indexOf("hidden-") >= 0);
        }
        send("mia", HttpMethod.POST, action(ResourceKind.VOLUME, "own"), Map.of("action", "extend", "size", 30), 202);
    }

    @Test
    void pagesOfGrantedResourcesDoNotNameTheResourcesToWhichTheyRefer() {
        List<String> permissions = KINDS.stream()
                .map(kind -> kind.permissionObject() + ":read")
                .distinct()
                .toList();
        grant(KINDS.stream().map(kind -> "own-" + kind.code()).toList(), permissions);

        for (ResourceKind kind : KINDS) {
            assertThat(names(kind)).containsExactly("granted-" + kind.code());
            assertThat(visit(kind.code())).as(kind.code()).doesNotContain("hidden-");
            assertThat(rows().stream()
                            .flatMap(row -> kind.fields().stream()
                                    .flatMap(field -> Stream.of(row.text(field), row.summary(field)))))
                    .as(kind.code())
                    .hasSizeGreaterThan(1)
                    .noneMatch(text -> text.contains("hidden-"));
            assertThat(visit(page(kind, "own")))
                    .as(kind.code())
                    .contains("granted-" + kind.code())
                    .doesNotContain("hidden-");
            assertThat(visit(page(kind, "other"))).as(kind.code()).doesNotContain("hidden-");
        }
    }

    private List<ResourceRow> rows() {
        return find(ResourceGrid.class).single().rows();
    }

    private List<String> names(ResourceKind kind) {
        return send("mia", HttpMethod.GET, "/api/os/" + kind.code(), null, 200)
                .iterator()
                .next()
                .valueStream()
                .map(resource -> resource.path("name").asString())
                .toList();
    }

    private static String action(ResourceKind kind, String prefix) {
        return "/api/os/" + kind.code() + "/" + prefix + "-" + kind.code() + "/action";
    }

    private static String page(ResourceKind kind, String prefix) {
        return kind.code() + "/" + ServerBuilder.CLOUD + "/" + prefix + "-" + kind.code();
    }

    /** Continues as another user, in another session. */
    private void enterAs(User user) {
        cleanVaadinEnvironment();
        viewer = user;
        signIn(user);
        super.initVaadinEnvironment();
    }

    private void navigate(String path) {
        // Requests to the REST interface end without an authentication.
        signIn(viewer);
        UI.getCurrent().navigate(path);
    }

    /** Opens the page, and returns its contents and all messages to the browser until the page no longer changes. */
    private String visit(String path) {
        navigate(path);
        StringBuilder sent = new StringBuilder();
        AtomicReference<String> last = new AtomicReference<>("");
        await(path).pollInSameThread().during(SETTLED).until(() -> {
            sent.append(content());
            String page = UI.getCurrent().getElement().getOuterHTML();
            return page.equals(last.getAndSet(page));
        });
        return sent.toString();
    }

    /** Returns the next message to the browser and the contents of the page. */
    private static String content() {
        return push() + UI.getCurrent().getElement().getOuterHTML();
    }

    private String token(String name) {
        return send(null, HttpMethod.POST, "/api/auth/login", Map.of("username", name, "password", PASSWORD), 200)
                .path("token")
                .asString();
    }

    private JsonNode send(@Nullable String name, HttpMethod method, String path, @Nullable Object body, int status) {
        var request = http.method(method).uri(path);
        if (name != null) {
            request.header("Authorization", "Bearer " + tokens.get(name));
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(JSON.writeValueAsString(body));
        }
        MvcTestResult result = request.exchange();
        assertThat(result).as("%s %s %s", method, path, body).hasStatus(status);
        byte[] content = result.getResponse().getContentAsByteArray();
        return content.length == 0 ? JSON.createObjectNode() : JSON.readTree(content);
    }
}
