package org.stackdeck.api.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.api.TokenRequests.as;

import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.api.ApiTest;
import org.stackdeck.api.TokenRequests;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.keypair.TestPublicKeys;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.launchtemplates.FakeLaunchTemplateService;
import org.stackdeck.operations.FakeLaunchService;

@ApiTest
class LaunchTemplateApiTests {

    private static final String SERVER = """
            {"name": "web", "image": "debian", "flavor": "m1.small", "networks": ["net"], "tags": ["blue"]}""";

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeLaunchService launches;

    @Autowired
    FakeLaunchTemplateService launchTemplates;

    @Autowired
    FakeAccessDecisionService access;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeClouds clouds;

    private UserId mia;
    private UserId ben;
    private UserId viewer;

    @BeforeEach
    void somethingToMakeServersOf() {
        launchTemplates.clear();
        launches.clear();
        clouds.resources().clear();
        clouds.resources()
                .add(
                        new AvailableFlavor("f-1", "m1.small", 1, 2048, 20),
                        new AvailableFlavor("f-2", "m1.large", 4, 8192, 40),
                        new AvailableImage("i-1", "debian", 2, 1024, null),
                        new Network("n-1", "net", true));
        mia = member("mia", Role.MANAGER);
        ben = member("ben", Role.MANAGER);
        viewer = member("eva", Role.VIEWER);
    }

    @Test
    void aTemplateIsSavedAndLaunchedUnderAnotherName() {
        String id = created(mia, launchTemplate("Web", ""));

        assertThat(send(HttpMethod.GET, "/api/recipes", mia, null))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"recipes": [{"id": "%s", "name": "Web", "mayChange": true, "cloud": "lab", "project": "p-staff",
                         "server": {"name": "web", "image": "debian", "flavor": "m1.small", "networks": ["net"], "tags": ["blue"]},
                         "sharedWith": {"kind": "nobody"}}]}""".formatted(id));
        assertThat(launch(
                        mia,
                        "{\"recipe\": \"Web\", \"name\": \"shop\", \"count\": 2, \"publicKey\": \"%s\"}"
                                .formatted(TestPublicKeys.ED25519)))
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.operations[*].serverName")
                .asArray()
                .containsExactly("shop-1", "shop-2");
        NewServer launched = launches.launched().getLast();
        assertThat(launched.flavor()).isEqualTo("f-1");
        assertThat(launched.tags()).containsExactly("blue");
        assertThat(launched.key()).isEqualTo(TestPublicKeys.ed25519());
        assertThat(launch(mia, "{\"recipe\": \"%s\", \"flavor\": \"f-2\"}".formatted(id)))
                .hasStatus(202);
        assertThat(launches.launched().getLast().name()).isEqualTo("web");
        assertThat(launches.launched().getLast().flavor()).isEqualTo("f-2");
    }

    @Test
    void aSharedTemplateGivesNoAccessToAnImageOfAServer() {
        clouds.resources().add(new AvailableImage("i-2", "backup", 2, 1024, null, true, new ServerId("database")));
        String id = created(
                mia,
                launchTemplate("Copy", ", \"sharedWith\": {\"kind\": \"everyone\"}")
                        .replace("debian", "backup"));
        UserId maker = member("max", Role.unnamed(Set.of(Permission.SERVER_READ, Permission.SERVER_CREATE)));

        assertThat(launch(maker, "{\"recipe\": \"%s\"}".formatted(id)))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"field\": \"source\"}");
        assertThat(launches.launched()).isEmpty();
        assertThat(launch(mia, "{\"recipe\": \"%s\"}".formatted(id))).hasStatus(202);
    }

    @Test
    void aRepeatedLaunchReturnsTheOperationsAfterItsTemplateIsDeleted() {
        String id = created(mia, launchTemplate("Web", ""));
        assertThat(send(
                        HttpMethod.POST,
                        "/api/keys",
                        mia,
                        "{\"name\": \"laptop\", \"publicKey\": \"%s\"}".formatted(TestPublicKeys.ED25519)))
                .hasStatus(201);
        String body = "{\"recipe\": \"Web\", \"key\": \"laptop\"}";
        MvcTestResult first = repeated(body);
        assertThat(first).hasStatus(202);
        assertThat(send(HttpMethod.DELETE, "/api/recipes/" + id, mia, null)).hasStatus(204);
        assertThat(send(HttpMethod.DELETE, "/api/keys/laptop", mia, null)).hasStatus(204);

        MvcTestResult again = repeated(body);

        assertThat(again).hasStatus(202).bodyJson().isLenientlyEqualTo(text(first));
        assertThat(launches.launched()).hasSize(1);
        assertThat(repeated("{\"recipe\": \"Web\", \"key\": \"laptop\", \"count\": 2}"))
                .hasStatus(422);
        assertThat(launch(mia, body)).hasStatus(400).bodyJson().isLenientlyEqualTo("{\"code\": \"no-such-recipe\"}");
    }

    private MvcTestResult repeated(String body) {
        return http.post()
                .uri("/api/os/servers")
                .header("Idempotency-Key", "a-key")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(as(mia))
                .exchange();
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void aSharedTemplateHidesWithWhomItIsShared() {
        created(mia, launchTemplate("Web", ", \"sharedWith\": {\"kind\": \"user\", \"name\": \"ben\"}"));

        assertThat(send(HttpMethod.GET, "/api/recipes", ben, null)).bodyJson().isLenientlyEqualTo("""
                        {"recipes": [{"name": "Web", "mayChange": false, "sharedWith": null}]}""");
        assertThat(send(HttpMethod.GET, "/api/recipes", mia, null)).bodyJson().isLenientlyEqualTo("""
                        {"recipes": [{"sharedWith": {"kind": "user", "name": "ben"}}]}""");
        assertThat(send(HttpMethod.GET, "/api/recipes", viewer, null))
                .bodyJson()
                .isStrictlyEqualTo("{\"recipes\": []}");
        assertThat(launch(ben, "{\"recipe\": \"%s/Web\"}".formatted(TokenRequests.name(mia))))
                .hasStatus(202);
    }

    @Test
    void sharingATemplateGrantsNoPermissionToLaunch() {
        String id = created(mia, launchTemplate("Web", ", \"sharedWith\": {\"kind\": \"everyone\"}"));

        assertThat(launch(viewer, "{\"recipe\": \"%s/Web\"}".formatted(TokenRequests.name(mia))))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"field\": \"recipe\", \"code\": \"no-such-recipe\"}");
        access.revokeAll(mia);
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        assertThat(launch(mia, "{\"recipe\": \"%s\"}".formatted(id)))
                .hasStatus(403)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\": \"not-granted\", \"permission\": \"server:create\"}");
        assertThat(launches.launched()).isEmpty();
    }

    @Test
    void aDeletedResourceOfATemplateIsRejectedNamingTheField() {
        created(mia, launchTemplate("Web", ""));
        clouds.resources().clear();
        clouds.resources().add(new AvailableImage("i-1", "debian", 2, 1024, null), new Network("n-1", "net", true));

        assertThat(launch(mia, "{\"recipe\": \"Web\"}"))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"field\": \"flavor\", \"code\": \"server-not-found\"}");
    }

    @Test
    void onlyTheOwnerUpdatesAndDeletesATemplate() {
        String id = created(mia, launchTemplate("Web", ", \"sharedWith\": {\"kind\": \"everyone\"}"));
        String change = "{\"name\": \"Shop\", \"server\": %s}".formatted(SERVER);

        assertThat(send(HttpMethod.PUT, "/api/recipes/" + id, ben, change))
                .hasStatus(403)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\": \"recipe-not-yours\"}");
        assertThat(send(HttpMethod.DELETE, "/api/recipes/" + id, ben, null)).hasStatus(403);
        assertThat(send(HttpMethod.PUT, "/api/recipes/" + id, mia, change))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"name\": \"Shop\", \"sharedWith\": {\"kind\": \"nobody\"}}");
        assertThat(send(HttpMethod.PUT, "/api/recipes/" + id, ben, change)).hasStatus(404);
        assertThat(send(HttpMethod.DELETE, "/api/recipes/" + id, ben, null)).hasStatus(404);
        assertThat(send(HttpMethod.DELETE, "/api/recipes/" + id, mia, null)).hasStatus(204);
        assertThat(send(HttpMethod.DELETE, "/api/recipes/" + id, mia, null)).hasStatus(404);
        assertThat(send(HttpMethod.DELETE, "/api/recipes/no-id", mia, null)).hasStatus(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1"}}                        | name              | missing-field
            {"name":" ","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1"}}             | name              | bad-recipe-name
            {"name":"a","server":{"name":"web","image":"i-1","flavor":"f-1"}}                               | project           | missing-field
            {"name":"a","project":"staff"}                                                                  | server            | missing-field
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1"}}                            | server.flavor     | missing-field
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1","tags":["a,b"]}} | server.tags    | server-malformed
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1","userData":"x"}} | server.userData | recipe-without
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1","key":"x"}}   | server.key        | recipe-without
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1","publicKey":"x"}} | server.publicKey | recipe-without
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1","ports":["x"]}} | server.ports    | recipe-without
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1","count":2}}   | server.count      | recipe-without
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1","recipe":"b"}} | server.recipe    | recipe-without
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1"},"sharedWith":{"kind":"user"}} | sharedWith.name | missing-field
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1"},"sharedWith":{"kind":"user","name":"eva"}} | sharedWith.name | unknown-partner
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1"},"sharedWith":{"kind":"user","name":"nobody"}} | sharedWith.name | unknown-partner
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1"},"sharedWith":{"kind":"group","name":"none"}} | sharedWith.name | unknown-partner
            {"name":"a","project":"staff","server":{"name":"web","image":"i-1","flavor":"f-1"},"sharedWith":{"kind":"all"}} | sharedWith.kind | wrong-type
            """)
    void aBadTemplateIsRejectedNamingTheField(String body, String field, String code) {
        assertThat(send(HttpMethod.POST, "/api/recipes", mia, body))
                .hasStatus(400)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .isLenientlyEqualTo("{\"field\": \"%s\", \"code\": \"%s\"}".formatted(field, code));
    }

    @Test
    void templateNamesAreUniqueAndLimitedToFifty() {
        created(mia, launchTemplate("r0", ""));
        assertThat(send(HttpMethod.POST, "/api/recipes", mia, launchTemplate("r0", "")))
                .hasStatus(409)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\": \"recipe-name-taken\"}");
        for (int i = 1; i < 50; i++) {
            created(mia, launchTemplate("r" + i, ""));
        }
        assertThat(send(HttpMethod.POST, "/api/recipes", mia, launchTemplate("r50", "")))
                .hasStatus(409)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\": \"too-many-recipes\"}");
    }

    @Test
    void creatingATemplateRequiresPermissionToLaunch() {
        assertThat(send(HttpMethod.POST, "/api/recipes", viewer, launchTemplate("Web", "")))
                .hasStatus(403);
        assertThat(send(HttpMethod.POST, "/api/recipes", access.member(), launchTemplate("Web", "")))
                .hasStatus(404)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\": \"no-such-project\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "group"})
    void responseDoesNotRevealWhetherAShareTargetExists(String kind) {
        for (String name : List.of(TokenRequests.name(mia), "nobody-at-all")) {
            String sharing = ", \"sharedWith\": {\"kind\": \"%s\", \"name\": \"%s\"}".formatted(kind, name);

            assertThat(send(HttpMethod.POST, "/api/recipes", viewer, launchTemplate("Web", sharing)))
                    .hasStatus(403)
                    .bodyJson()
                    .isLenientlyEqualTo("{\"code\": \"not-granted\"}");
        }
    }

    @Test
    void aTemplateNameAloneSelectsOnlyTheCallersOwn() {
        created(mia, launchTemplate("Web", ", \"sharedWith\": {\"kind\": \"everyone\"}"));

        assertThat(launch(ben, "{\"recipe\": \"Web\"}"))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"field\": \"recipe\", \"code\": \"no-such-recipe\"}");
        created(ben, launchTemplate("Web", "").replace("m1.small", "m1.large"));
        assertThat(launch(ben, "{\"recipe\": \"Web\"}")).hasStatus(202);
        assertThat(launches.launched().getLast().flavor()).isEqualTo("f-2");
    }

    @Test
    void theCallersOwnTemplateTakesPrecedenceOverOneWithTheSameOwnerAndName() {
        String name = TokenRequests.name(mia) + "/Copy";
        created(mia, launchTemplate("Copy", ", \"sharedWith\": {\"kind\": \"everyone\"}"));
        created(ben, launchTemplate(name, "").replace("m1.small", "m1.large"));

        assertThat(launch(ben, "{\"recipe\": \"%s\"}".formatted(name))).hasStatus(202);
        assertThat(launches.launched().getLast().flavor()).isEqualTo("f-2");
        assertThat(launch(member("max", Role.MANAGER), "{\"recipe\": \"%s\"}".formatted(name)))
                .hasStatus(202);
        assertThat(launches.launched().getLast().flavor()).isEqualTo("f-1");
    }

    @Test
    void aLaunchWithTemplateAndProjectIsRejected() {
        created(mia, launchTemplate("Web", ""));

        assertThat(launch(mia, "{\"recipe\": \"Web\", \"project\": \"staff\"}"))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"field\": \"project\", \"code\": \"one-of\"}");
    }

    private static String launchTemplate(String name, String more) {
        return "{\"name\": \"%s\", \"project\": \"staff\", \"server\": %s%s}".formatted(name, SERVER, more);
    }

    private UserId member(String name, Role role) {
        User user = directory.member(name);
        access.revokeAll(user.id());
        access.grant(user.id(), ServerBuilder.STAFF, role, null);
        return user.id();
    }

    private String created(UserId user, String body) {
        MvcTestResult result = send(HttpMethod.POST, "/api/recipes", user, body);
        assertThat(result).hasStatus(201);
        try {
            return JsonPath.read(result.getResponse().getContentAsString(), "$.id");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private MvcTestResult launch(UserId user, String body) {
        return send(HttpMethod.POST, "/api/os/servers", user, body);
    }

    private MvcTestResult send(HttpMethod method, String uri, UserId user, @Nullable String body) {
        var request = http.method(method).uri(uri).with(as(user));
        return (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).content(body))
                .exchange();
    }
}
