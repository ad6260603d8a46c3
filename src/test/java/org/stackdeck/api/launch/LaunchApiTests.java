package org.stackdeck.api.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.api.TokenRequests.as;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.api.ApiTest;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.keypair.TestPublicKeys;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.FakeLaunchService;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.RelaunchParameters;

@ApiTest
class LaunchApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeLaunchService launches;

    @Autowired
    FakeOperationService operations;

    @Autowired
    FakeAccessDecisionService access;

    @Autowired
    FakeClouds clouds;

    @Autowired
    FakeInventory inventory;

    private UserId manager;
    private UserId viewer;
    private UserId stranger;

    @BeforeEach
    void somethingToMakeServersOf() {
        launches.clear();
        operations.clear();
        clouds.resources().clear();
        clouds.resources()
                .add(
                        new AvailableFlavor("f-1", "m1.small", 1, 2048, 20),
                        new AvailableImage("i-1", "debian", 2, 1024, null),
                        new Volume("v-1", "root", "available", 10, true, List.of()),
                        new Network("n-1", "net", true),
                        new SecurityGroup("g-1", "web", null, List.of()));
        manager = access.member();
        access.grant(manager, ServerBuilder.STAFF, Role.MANAGER, null);
        viewer = access.member();
        access.grant(viewer, ServerBuilder.STAFF, Role.VIEWER, null);
        stranger = access.member();
    }

    @Test
    void aServerIsLaunchedWithOneRequest() {
        assertThat(post("/api/os/servers", manager, """
                        {"project": "staff", "name": "web", "image": "debian", "flavor": "m1.small",
                         "rootVolume": {"size": 10, "deleteOnTermination": true}, "networks": ["net"],
                         "securityGroups": ["web"], "publicKey": "%s me@here", "userData": "#!/bin/sh",
                         "tags": ["blue"], "metadata": {"role": "web"}, "description": "of a test"}
                        """.formatted(TestPublicKeys.ED25519)))
                .hasStatus(202)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"operations": [{"action": "create", "state": "WAITING", "server": null, "serverName": "web"}]}""");

        NewServer launched = launches.launched().getFirst();
        assertThat(launched.source()).isEqualTo(new BootSource.ImageSource("i-1", new RootVolume(10, true)));
        assertThat(launched.nics()).containsExactly(new Nic.NetworkNic("n-1"));
        assertThat(launched.securityGroups()).containsExactly("g-1");
        assertThat(launched.key()).isEqualTo(TestPublicKeys.ed25519());
        assertThat(launched.userData()).isEqualTo("#!/bin/sh");
        assertThat(launched.tags()).isEqualTo(Set.of("blue"));
    }

    @Test
    void anImageOfAnInvisibleServerIsAnsweredLikeANonexistentOne() {
        inventory.put(ServerBuilder.named("database").build());
        clouds.resources().add(new AvailableImage("i-2", "backup", 2, 1024, null, true, new ServerId("database")));
        UserId maker = access.member();
        access.grant(maker, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);
        access.grant(
                maker,
                ServerBuilder.STAFF,
                new ResourceSelector.OwnedServers(),
                Role.unnamed(Set.of(Permission.SERVER_CREATE)));
        String nonexistent = refusedImage(maker, "none");

        assertThat(refusedImage(maker, "backup")).isEqualTo(nonexistent);
        assertThat(refusedImage(maker, "i-2")).isEqualTo(nonexistent);
        assertThat(post("/api/os/servers", manager, LAUNCH.formatted("backup"))).hasStatus(202);
    }

    private static final String LAUNCH =
            "{\"project\": \"staff\", \"name\": \"web\", \"image\": \"%s\", \"flavor\": \"f-1\"}";

    private String refusedImage(UserId user, String image) {
        MvcTestResult reply = post("/api/os/servers", user, LAUNCH.formatted(image));
        assertThat(reply).hasStatus(400).bodyJson().isLenientlyEqualTo("{\"field\": \"source\"}");
        return new String(reply.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void rerunningAFailedLaunchReturnsItsParameters() {
        Operation failed = new Operation(
                new OperationId(UUID.randomUUID()),
                new ServerKey(ServerBuilder.CLOUD, new ServerId("new-1")),
                "web",
                ServerBuilder.STAFF.id(),
                ActionRequest.of(ServerAction.CREATE),
                manager,
                new UserName("ann"),
                Operation.State.FAILED,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                new Operation.Failure("refused", null),
                null,
                false);
        operations.add(failed);
        String path = "/api/os/operations/" + failed.id() + "/again";
        assertThat(post(path, manager, ""))
                .hasStatus(409)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\": \"again-launch\"}");

        launches.fail(
                failed.id(),
                new RelaunchParameters(
                        ServerBuilder.CLOUD,
                        ServerBuilder.STAFF.id(),
                        NewServer.of("web", new BootSource.ImageSource("i-1", null), "f-1"),
                        Set.of(RelaunchParameters.OmittedField.KEY)));

        assertThat(post(path, manager, "")).hasStatus(409).bodyJson().isLenientlyEqualTo("""
                {"code": "again-launch-anew", "leftOut": ["key"],
                 "server": {"project": "p-staff", "name": "web", "image": "i-1", "flavor": "f-1"}}""");
        assertThat(post(path, stranger, "")).hasStatus(404);
    }

    @Test
    void severalServersAreLaunchedByOneRequest() {
        assertThat(post("/api/os/servers", manager, """
                        {"project": "p-staff", "name": "web", "count": 2, "image": "i-1", "flavor": "f-1"}"""))
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.operations[*].serverName")
                .asArray()
                .containsExactly("web-1", "web-2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"web","image":"i-1","flavor":"f-1"}                                             | project            | missing-field
            {"project":"staff","image":"i-1","flavor":"f-1"}                                        | name               | missing-field
            {"project":"staff","name":"web","flavor":"f-1"}                                         | image              | missing-field
            {"project":"staff","name":"web","image":"i-1"}                                          | flavor             | missing-field
            {"project":"staff","name":"web","image":"i-1","volume":"v-1","flavor":"f-1"}            | volume             | one-of
            {"project":"staff","name":"web","image":"none","flavor":"f-1"}                          | source             | server-not-found
            {"project":"staff","name":"web","image":"i-1","flavor":"none"}                          | flavor             | server-not-found
            {"project":"staff","name":"web","image":"i-1","flavor":"f-1","networks":["none"]}       | networks           | server-not-found
            {"project":"staff","name":"web","image":"i-1","flavor":"f-1","rootVolume":{"size":1}}   | rootVolume         | server-too-small
            {"project":"staff","name":"web","image":"i-1","flavor":"f-1","rootVolume":{}}           | rootVolume.size    | missing-field
            {"project":"staff","name":"web","volume":"v-1","flavor":"f-1","rootVolume":{"size":1}}  | rootVolume.size    | server-root-of-volume
            {"project":"staff","name":"web","image":"i-1","flavor":"f-1","count":21}                | count              | server-too-many-servers
            {"project":"staff","name":"web","image":"i-1","flavor":"f-1","tags":["a,b"]}            | tags               | server-malformed
            {"project":"staff","name":"web","image":"i-1","flavor":"f-1","metadata":{"ä":""}}       | metadata           | server-malformed
            {"project":"staff","name":"web","image":"i-1","flavor":"f-1","metadata":{"stackdeck-operation":"x"}} | metadata | server-reserved
            {"project":"staff","name":"web","image":"i-1","flavor":"f-1","availabilityZone":"nova:host-1"} | availabilityZone | server-malformed
            {"project":"staff","name":"web","image":"i-1","flavor":"f-1","key":"none"}              | key                | no-such-key
            {"project":"staff","name":"web","image":"i-1","flavor":"f-1","publicKey":"ssh-dss AAAA"} | publicKey         | key-unknown-type
            {"project":"staff","name":"web","image":"i-1","flavor":"f-1","password":"x"}            | password           | unknown-field
            """)
    void aBadLaunchIsRejectedNamingTheField(String body, String field, String code) {
        assertThat(post("/api/os/servers", manager, body))
                .hasStatus(400)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .isLenientlyEqualTo("{\"field\": \"%s\", \"code\": \"%s\"}".formatted(field, code));
        assertThat(launches.launched()).isEmpty();
    }

    @Test
    void tooManyServersAreRejectedNamingTheMaximum() {
        String body = """
                {"project": "staff", "name": "web", "image": "i-1", "flavor": "f-1", "count": 21}""";

        assertThat(post("/api/os/servers", manager, body))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .startsWith("At most 20 servers");
    }

    @Test
    void oversizedUserDataIsRejectedByItsLengthInBytes() {
        String longest = "ä".repeat(24_574) + "x";

        assertThat(post("/api/os/servers", manager, withUserData(longest))).hasStatus(202);
        assertThat(post("/api/os/servers", manager, withUserData(longest + "x")))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"field\": \"userData\", \"code\": \"server-too-many-bytes\"}");
    }

    @Test
    void aRefusedLaunchOffersAnAccessRequestForVisibleProjectsOnly() {
        String body = """
                {"project": "staff", "name": "web", "image": "i-1", "flavor": "f-1"}""";

        assertThat(post("/api/os/servers", viewer, body))
                .hasStatus(403)
                .bodyJson()
                .isLenientlyEqualTo("""
                {"code": "not-granted", "permission": "server:create",
                 "requestAccess": {"body": {"cloud": "lab", "project": "p-staff", "permissions": ["server:create"]}}}""");
        assertThat(post("/api/os/servers", stranger, body))
                .hasStatus(404)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\": \"no-such-project\"}");
        assertThat(post("/api/os/servers", stranger, body.replace("staff", "nowhere")))
                .hasStatus(404)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\": \"no-such-project\"}");
    }

    @Test
    void anIdempotencyKeyReusedForADifferentLaunchIsRefused() {
        String body = """
                {"project": "staff", "name": "web", "image": "i-1", "flavor": "f-1"}""";

        assertThat(repeated("a-key", body)).hasStatus(202);
        assertThat(launches.idempotentRequests()).hasSize(1);
        assertThat(repeated("a-key", body.replace("web", "db"))).hasStatus(422);
        assertThat(repeated("a key", body)).hasStatus(400);
    }

    @Test
    void aKeyPairIsImportedGeneratedAndUsedByName() {
        assertThat(post(
                        "/api/keys",
                        manager,
                        "{\"name\": \"laptop\", \"publicKey\": \"%s\"}".formatted(TestPublicKeys.ED25519)))
                .hasStatus(201)
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"key": {"name": "laptop", "type": "ssh-ed25519",
                         "fingerprint": "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU"}, "privateKey": null}""");
        assertThat(post("/api/keys", manager, "{\"name\": \"made\"}"))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.privateKey")
                .asString()
                .startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
        assertThat(http.get().uri("/api/keys").with(as(manager)).exchange())
                .bodyJson()
                .extractingPath("$.keys[*].name")
                .asArray()
                .containsExactly("laptop", "made");
        assertThat(http.get().uri("/api/keys").with(as(viewer)).exchange())
                .bodyJson()
                .isStrictlyEqualTo("{\"keys\": []}");
        assertThat(post("/api/keys", manager, "{\"name\": \"made\"}")).hasStatus(409);
        assertThat(post("/api/keys", manager, "{\"name\": \"x\", \"publicKey\": \"-----BEGIN RSA PRIVATE KEY-----\"}"))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"field\": \"publicKey\", \"code\": \"key-private\"}");

        assertThat(post("/api/os/servers", manager, """
                        {"project": "staff", "name": "web", "image": "i-1", "flavor": "f-1", "key": "laptop"}""")).hasStatus(202);
        assertThat(launches.launched().getLast().key()).isEqualTo(TestPublicKeys.ed25519());
        assertThat(http.delete().uri("/api/keys/laptop").with(as(viewer)).exchange())
                .hasStatus(404);
        assertThat(http.delete().uri("/api/keys/laptop").with(as(manager)).exchange())
                .hasStatus(204);
        assertThat(http.delete().uri("/api/keys/laptop").with(as(manager)).exchange())
                .hasStatus(404);
    }

    @Test
    void createIsNotAnActionOnAServer() {
        assertThat(post("/api/os/servers/web/action", manager, "{\"action\": \"create\"}"))
                .hasStatus(400)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\": \"unknown-action\"}");
        assertThat(post("/api/os/servers/action", manager, "{\"action\": \"create\", \"servers\": [\"web\"]}"))
                .hasStatus(400);
    }

    private static String withUserData(String userData) {
        return "{\"project\": \"staff\", \"name\": \"web\", \"image\": \"i-1\", \"flavor\": \"f-1\", \"userData\": \"%s\"}"
                .formatted(userData);
    }

    private MvcTestResult repeated(String key, String body) {
        return http.post()
                .uri("/api/os/servers")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(as(manager))
                .exchange();
    }

    private MvcTestResult post(String uri, UserId user, String body) {
        return http.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(as(user))
                .exchange();
    }
}
