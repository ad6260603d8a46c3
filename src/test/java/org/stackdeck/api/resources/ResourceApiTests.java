package org.stackdeck.api.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.api.TokenRequests.as;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.api.ApiTest;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.FakeImageDataUploadService;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.FakeImageMemberQueryService;
import org.stackdeck.operations.detail.ImageMemberQueryService.ImageMember;

@ApiTest
@DirtiesContext
class ResourceApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeAccessDecisionService access;

    @Autowired
    FakeResourceInventory resources;

    @Autowired
    FakeOperationService operations;

    @Autowired
    FakeImageDataUploadService uploads;

    @Autowired
    FakeImageMemberQueryService members;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeOwnershipService owners;

    @Autowired
    ResourceController controller;

    private UserId viewer;

    @BeforeEach
    void someVolumes() {
        resources.set(
                ResourceKind.VOLUME,
                new CloudResource(
                        ResourceKind.VOLUME,
                        ServerBuilder.CLOUD,
                        "v1",
                        ServerBuilder.STAFF,
                        "data",
                        false,
                        Map.of(
                                "status",
                                "in-use",
                                "size",
                                20L,
                                "servers",
                                List.of("web"),
                                "createdAt",
                                Instant.parse("2026-01-02T03:04:05Z"))),
                new CloudResource(
                        ResourceKind.VOLUME,
                        ServerBuilder.CLOUD,
                        "v2",
                        ServerBuilder.RESEARCH,
                        "hidden",
                        false,
                        Map.of("status", "available")));
        viewer = access.member();
        access.grant(viewer, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);
    }

    @Test
    void visibleVolumesAreListed() {
        MvcTestResult reply = get("/api/os/volumes");

        assertThat(reply).hasStatusOk();
        assertThat(reply).bodyJson().extractingPath("$.volumes[*].id").isEqualTo(List.of("v1"));
        assertThat(reply).bodyJson().extractingPath("$.volumes[0].project").isEqualTo("staff");
        assertThat(reply).bodyJson().extractingPath("$.volumes[0].size").isEqualTo(20);
        assertThat(reply).bodyJson().extractingPath("$.volumes[0].servers").isEqualTo(List.of("web"));
        assertThat(reply).bodyJson().extractingPath("$.volumes[0].createdAt").isEqualTo("2026-01-02T03:04:05Z");
        assertThat(reply).bodyJson().extractingPath("$.volumes[0].description").isNull();
        assertThat(reply).bodyJson().extractingPath("$.complete").isEqualTo(true);
        assertThat(reply).bodyJson().extractingPath("$.clouds[0].state").isEqualTo("LIVE");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'v1 v3'",
        "data, v1",
        "'DA in-use', v1",
        "status:in_use, v1",
        "'status:in-use,available', 'v1 v3'",
        "project:staff, 'v1 v3'",
        "project:research, ''",
        "hidden, ''",
        "type:fast, v3",
        "owner:me, v3",
        "owner:none, v1",
        "cloud:other, ''",
        "web, v1",
        "unknown:value, ''"
    })
    void listIsReducedByASearch(String search, String ids) {
        CloudResource fast = new CloudResource(
                ResourceKind.VOLUME,
                ServerBuilder.CLOUD,
                "v3",
                ServerBuilder.STAFF,
                "logs",
                false,
                Map.of("status", "available", "type", "Fast SSD"));
        resources.set(
                ResourceKind.VOLUME,
                Stream.concat(
                                resources.load(ResourceKind.VOLUME, access.administrator()).resources().stream(),
                                Stream.of(fast))
                        .toArray(CloudResource[]::new));
        User mia = directory.member("mia");
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);
        owners.setOwner(fast.key(), mia);

        assertThat(http.get().uri("/api/os/volumes?q={q}", search).with(as(mia.id())))
                .bodyJson()
                .extractingPath("$.volumes[*].id")
                .isEqualTo(ids.isEmpty() ? List.of() : List.of(ids.split(" ", -1)));
    }

    @Test
    void anOverlongSearchIsRefused() {
        MvcTestResult reply = http.get()
                .uri("/api/os/volumes?q={q}", "x".repeat(201))
                .with(as(viewer))
                .exchange();

        assertThat(reply).hasStatus(400);
        assertThat(reply).bodyJson().extractingPath("$.field").isEqualTo("q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner:",
                "data owner:,",
                "a b c d e f g h i j k",
                "status:a status:b status:c status:d status:e status:f status:g status:h status:i status:j status:k",
                "status:a,b,c,d,e,f,g,h,i,j,k"
            })
    void aSearchOfWhichAPartWouldBeIgnoredIsRefused(String search) {
        MvcTestResult reply =
                http.get().uri("/api/os/volumes?q={q}", search).with(as(viewer)).exchange();

        assertThat(reply).hasStatus(400);
        assertThat(reply)
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("q has a filter without a value, or more than 10 words, filters or values of a filter.");
    }

    /** An earlier conversion would require memory for each client that receives the response slowly. */
    @Test
    void listConvertsEachResourceWhenItIsWritten() {
        Caller caller = new Caller(viewer, UserName.parse("viewer").orElseThrow(), "192.0.2.1", Caller.Channel.REST);

        List<?> volumes = (List<?>)
                Objects.requireNonNull(controller.list(caller, "volumes", null).get("volumes"));

        assertThat(volumes).hasSize(1);
        assertThat(volumes.getFirst()).isEqualTo(volumes.getFirst()).isNotSameAs(volumes.getFirst());
    }

    @Test
    void invisibleVolumeLooksLikeOneThatDoesNotExist() throws Exception {
        assertThat(get("/api/os/volumes/v1")).hasStatusOk();

        MvcTestResult invisible = get("/api/os/volumes/v2");
        MvcTestResult unknown = get("/api/os/volumes/v9");
        assertThat(invisible).hasStatus(404);
        assertThat(unknown).hasStatus(404);
        assertThat(invisible.getResponse().getContentAsString().replace("v2", "v9"))
                .isEqualTo(unknown.getResponse().getContentAsString());
    }

    @ParameterizedTest
    @EnumSource(ResourceKind.class)
    void eachKindHasAnEndpoint(ResourceKind kind) {
        assertThat(get("/api/os/" + kind.code())).hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/os/volume", "/api/os/volumesx", "/api/os/volumes/v1/x", "/api/os/Volumes"})
    void otherPathsDoNotExist(String path) {
        assertThat(get(path)).hasStatus(404);
    }

    @Test
    void actionIsAcceptedAsAnOperation() {
        access.grant(viewer, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_UPDATE)), null);

        MvcTestResult reply = post("/api/os/volumes/v1/action", "{\"action\":\"extend\",\"size\":40}");

        assertThat(reply).hasStatus(202);
        assertThat(reply).bodyJson().extractingPath("$.operation.action").isEqualTo("extend");
        assertThat(reply).bodyJson().extractingPath("$.operation.state").isEqualTo("WAITING");
        assertThat(reply).bodyJson().extractingPath("$.operation.server").isNull();
        assertThat(reply)
                .bodyJson()
                .extractingPath("$.operation.resource")
                .isEqualTo(Map.of("kind", "volumes", "id", "v1", "name", "data"));
        assertThat(reply.getResponse().getHeader("Location")).startsWith("/api/os/operations/");
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.EXTEND_VOLUME).with(ActionParameter.SIZE, "40"));
    }

    @Test
    void aBulkActionReturnsAResultForEachResource() {
        access.grant(viewer, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_UPDATE)), null);

        MvcTestResult reply =
                post("/api/os/volumes/action", "{\"action\":\"set-bootable\",\"ids\":[\"v9\",\"v1\",\"v2\"]}");

        assertThat(reply).hasStatus(202).bodyJson().isLenientlyEqualTo("""
                {"results": [
                  {"id": "v9", "problem": {"code": "unknown-resource"}},
                  {"id": "v1", "operation": {"action": "set-bootable", "resource": {"id": "v1"}}, "problem": null},
                  {"id": "v2", "operation": null, "problem": {"code": "unknown-resource"}}]}""");
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.SET_VOLUME_BOOTABLE));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"action\":\"extend\",\"ids\":[\"v1\"]}', action",
        "'{\"action\":\"create\",\"ids\":[\"v1\"]}', action",
        "'{\"ids\":[\"v1\"]}', action",
        "'{\"action\":\"delete\",\"ids\":[]}', ids",
        "'{\"action\":\"delete\",\"ids\":[null]}', ids",
        "'{\"action\":\"delete\"}', ids"
    })
    void aBulkActionWithInvalidFieldsIsRefused(String body, String field) {
        MvcTestResult reply = post("/api/os/volumes/action", body);

        assertThat(reply).hasStatus(400);
        assertThat(reply).bodyJson().extractingPath("$.field").isEqualTo(field);
    }

    @Test
    void metadataIsSetAndKeysOfTheServicesAreRefused() {
        access.grant(
                viewer,
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.VOLUME_UPDATE, Permission.IMAGE_READ, Permission.IMAGE_UPDATE)),
                null);
        resources.set(
                ResourceKind.IMAGE,
                new CloudResource(
                        ResourceKind.IMAGE, ServerBuilder.CLOUD, "i1", ServerBuilder.STAFF, "golden", false, Map.of()));

        assertThat(post("/api/os/volumes/v1/action", "{\"action\":\"set-metadata\",\"key\":\"team\",\"value\":\"\"}"))
                .hasStatus(202);
        MvcTestResult owner =
                post("/api/os/images/i1/action", "{\"action\":\"set-property\",\"key\":\"owner\",\"value\":\"other\"}");
        assertThat(owner).hasStatus(400);
        assertThat(owner).bodyJson().extractingPath("$.code").isEqualTo("service-key");
        assertThat(post("/api/os/images/i1/action", "{\"action\":\"remove-property\",\"key\":\"kernel_id\"}"))
                .hasStatus(400);
        assertThat(post("/api/os/images/i1/action", "{\"action\":\"set-property\",\"key\":\"hw_disk_bus\"}"))
                .hasStatus(400);
    }

    @Test
    void networksAreFoundByATagAndTheirTagsReplaced() {
        access.grant(viewer, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.NETWORK_UPDATE)), null);
        resources.set(ResourceKind.NETWORK, network("n1", List.of("prod", "web")), network("n2", List.of("web")));

        assertThat(get("/api/os/networks?q=tag:Prod"))
                .bodyJson()
                .extractingPath("$.networks[*].tags[*]")
                .isEqualTo(List.of("prod", "web"));
        assertThat(post("/api/os/networks/n2/action", "{\"action\":\"set-tags\",\"tags\":[\"db\",\"prod\"]}"))
                .hasStatus(202);
        assertThat(post("/api/os/networks/n1/action", "{\"action\":\"set-tags\",\"tags\":[]}"))
                .hasStatus(202);
        for (String tags : List.of("", ",\"tags\":[\"a\",\"A\"]")) {
            MvcTestResult refused = post("/api/os/networks/n1/action", "{\"action\":\"set-tags\"" + tags + "}");
            assertThat(refused).hasStatus(400);
            assertThat(refused).bodyJson().extractingPath("$.field").isEqualTo("tags");
        }
    }

    private static CloudResource network(String id, List<String> tags) {
        return new CloudResource(
                ResourceKind.NETWORK, ServerBuilder.CLOUD, id, ServerBuilder.STAFF, id, false, Map.of("tags", tags));
    }

    @Test
    void actionIsRefusedWithoutPermissionAndInAStatusThatDoesNotAllowIt() {
        assertThat(post("/api/os/volumes/v1/action", "{\"action\":\"delete\"}")).hasStatus(403);

        access.grant(viewer, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_DELETE)), null);
        MvcTestResult inUse = post("/api/os/volumes/v1/action", "{\"action\":\"delete\"}");
        assertThat(inUse).hasStatus(409);
        assertThat(inUse).bodyJson().extractingPath("$.status").isEqualTo(409);
        assertThat(inUse).bodyJson().extractingPath("$.resourceStatus").isEqualTo("in-use");
    }

    @Test
    void volumeIsProtectedAndTheProtectionRemoved() {
        String path = "/api/os/volumes/v1/protection";
        assertThat(get(path)).bodyJson().extractingPath("$.by").isNull();

        MvcTestResult set = send(http.put().uri(path), "{\"reason\":\"the books\"}");
        assertThat(set).hasStatusOk();
        assertThat(set).bodyJson().extractingPath("$.reason").isEqualTo("the books");
        assertThat(set).bodyJson().extractingPath("$.id").isEqualTo("v1");
        assertThat(get(path)).bodyJson().extractingPath("$.by").isNotNull();
        assertThat(send(http.put().uri(path), "{\"reason\":\"two\\nlines\"}")).hasStatus(400);

        assertThat(send(http.delete().uri(path), "{}")).hasStatus(204);
        assertThat(get(path)).bodyJson().extractingPath("$.by").isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"volumes/v2", "volumes/v9", "images/v1", "volume-types/v1", "flavors/v1"})
    void protectionOfAnInvisibleOrUnsupportedResourceIsNotFound(String resource) {
        assertThat(get("/api/os/" + resource + "/protection")).hasStatus(404);
    }

    @Test
    void actionOnAnInvisibleVolumeIsRefusedLikeOneOnANonexistentVolume() throws Exception {
        MvcTestResult invisible = post("/api/os/volumes/v2/action", "{\"action\":\"delete\"}");
        MvcTestResult unknown = post("/api/os/volumes/v9/action", "{\"action\":\"delete\"}");

        assertThat(invisible).hasStatus(404);
        assertThat(unknown).hasStatus(404);
        assertThat(invisible.getResponse().getContentAsString().replace("v2", "v9"))
                .isEqualTo(unknown.getResponse().getContentAsString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"action\":\"start\"}",
                "{\"action\":\"extend\"}",
                "{\"action\":\"extend\",\"size\":0}",
                "{\"action\":\"extend\",\"size\":\"x\"}",
                "{\"action\":\"delete\",\"size\":3}",
                "{\"action\":\"delete\",\"force\":true}"
            })
    void invalidActionIsRefused(String body) {
        access.grant(viewer, ServerBuilder.STAFF, Role.MANAGER, null);

        assertThat(post("/api/os/volumes/v1/action", body)).hasStatus(400);
    }

    @Test
    void securityGroupRuleIsAddedForAddressesOrTheMembersOfAGroup() {
        access.grant(viewer, ServerBuilder.STAFF, Role.MANAGER, null);
        resources.set(
                ResourceKind.SECURITY_GROUP,
                new CloudResource(
                        ResourceKind.SECURITY_GROUP,
                        ServerBuilder.CLOUD,
                        "g1",
                        ServerBuilder.STAFF,
                        "web",
                        false,
                        Map.of()));
        assertThat(post("/api/os/security-groups", "{\"project\":\"staff\",\"name\":\"https\",\"opens\":\"https\"}"))
                .hasStatus(202);
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.CREATE_SECURITY_GROUP)
                        .with(ActionParameter.NAME, "https")
                        .with(ActionParameter.OPENS, "https"));
        assertThat(post("/api/os/security-groups", "{\"project\":\"staff\",\"name\":\"x\",\"opens\":\"telnet\"}"))
                .hasStatus(400);
        String path = "/api/os/security-groups/g1/action";

        assertThat(post(path, "{\"action\":\"add-rule\",\"protocol\":\"tcp\",\"port\":443,\"source\":\"10.0.0.0/8\"}"))
                .hasStatus(202);
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.ADD_SECURITY_GROUP_RULE)
                        .with(ActionParameter.PROTOCOL, "tcp")
                        .with(ActionParameter.PORTS, "443")
                        .with(ActionParameter.SOURCE, "10.0.0.0/8"));
        assertThat(post(path, "{\"action\":\"add-rule\",\"source\":\"web\"}")).hasStatus(202);
        assertThat(operations.actionRequests().getLast().value(ActionParameter.SOURCE_GROUP))
                .contains("web");
        assertThat(post(path, "{\"action\":\"add-rule\",\"port\":443,\"ports\":\"80-90\"}"))
                .hasStatus(400);
        assertThat(post(path, "{\"action\":\"add-rule\",\"direction\":\"up\"}")).hasStatus(400);
        assertThat(post(path, "{\"action\":\"remove-rule\",\"rule\":\"egress IPv4 any\"}"))
                .hasStatus(202);
    }

    @Test
    void attributesOfASubnetAreChangedAndRemoved() {
        access.grant(viewer, ServerBuilder.STAFF, Role.MANAGER, null);
        resources.set(
                ResourceKind.SUBNET,
                new CloudResource(
                        ResourceKind.SUBNET, ServerBuilder.CLOUD, "s1", ServerBuilder.STAFF, "web", false, Map.of()));
        String path = "/api/os/subnets/s1/action";

        assertThat(post(path, "{\"action\":\"set\",\"gateway\":\"none\",\"dhcp\":false,\"dns\":[]}"))
                .hasStatus(202);
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.SET_SUBNET)
                        .with(ActionParameter.GATEWAY, "none")
                        .with(ActionParameter.DHCP, "false")
                        .with(ActionParameter.DNS, "none"));
        assertThat(post(
                        path,
                        "{\"action\":\"set\",\"hostRoutes\":[\"10.2.0.0/16 via 10.0.0.5\",\"10.3.0.0/16 via"
                                + " 10.0.0.6\"]}"))
                .hasStatus(202);
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.SET_SUBNET)
                        .with(ActionParameter.HOST_ROUTES, "10.2.0.0/16 via 10.0.0.5,10.3.0.0/16 via 10.0.0.6"));
        assertThat(post(path, "{\"action\":\"set\",\"hostRoutes\":[\"10.2.0.0/16\"]}"))
                .hasStatus(400);
        assertThat(post(path, "{\"action\":\"set\",\"dns\":[null]}")).hasStatus(400);
        assertThat(post(path, "{\"action\":\"set\",\"dns\":[\"none\"]}")).hasStatus(400);
        assertThat(post(path, "{\"action\":\"set\",\"dns\":[\"192.0.2.1,192.0.2.2\"]}"))
                .hasStatus(400);
        assertThat(post(path, "{\"action\":\"set\",\"name\":\"\"}")).hasStatus(400);
        assertThat(post(path, "{\"action\":\"set\",\"adminStateUp\":true}")).hasStatus(400);
        MvcTestResult nothing = post(path, "{\"action\":\"set\"}");
        assertThat(nothing).hasStatus(400);
        assertThat(nothing).bodyText().contains("name, gateway, dhcp, dns");
    }

    @Test
    void portIsCreatedAndChangedWithListsOfAddressesAndGroups() {
        access.grant(viewer, ServerBuilder.STAFF, Role.MANAGER, null);
        resources.set(
                ResourceKind.PORT,
                new CloudResource(
                        ResourceKind.PORT, ServerBuilder.CLOUD, "p1", ServerBuilder.STAFF, "web", false, Map.of()));

        assertThat(post("/api/os/ports", """
            {"project": "staff", "network": "lan", "fixedIps": ["10.0.0.7", "fd00::7"],
             "securityGroups": ["web", "ssh"], "allowedAddressPairs": ["10.0.0.99"],
             "portSecurityEnabled": true}\
            """)).hasStatus(202);
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.CREATE_PORT)
                        .with(ActionParameter.NETWORK, "lan")
                        .with(ActionParameter.FIXED_IPS, "10.0.0.7,fd00::7")
                        .with(ActionParameter.SECURITY_GROUPS, "web,ssh")
                        .with(ActionParameter.ALLOWED_ADDRESS_PAIRS, "10.0.0.99")
                        .with(ActionParameter.PORT_SECURITY, "true"));
        assertThat(post("/api/os/ports/p1/action", """
            {"action": "set", "description": "", "fixedIps": ["10.0.0.8"], "securityGroups": [],
             "portSecurityEnabled": false}\
            """)).hasStatus(202);
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.SET_PORT)
                        .with(ActionParameter.DESCRIPTION, "")
                        .with(ActionParameter.FIXED_IPS, "10.0.0.8")
                        .with(ActionParameter.SECURITY_GROUPS, "none")
                        .with(ActionParameter.PORT_SECURITY, "false"));
    }

    @Test
    void volumeIsAttachedAndDetachedByActionsOnTheServer() {
        Server web = ServerBuilder.named("web").id("s-1").build();
        inventory.put(web);
        String path = "/api/os/volumes/v1/action";

        assertThat(post(path, "{\"action\":\"attach\",\"server\":\"s-1\"}")).hasStatus(404);
        access.grant(viewer, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_VOLUMES)), null);
        MvcTestResult reply = post(path, "{\"action\":\"attach\",\"server\":\"s-1\"}");

        assertThat(reply).hasStatus(202);
        assertThat(reply).bodyJson().extractingPath("$.operation.action").isEqualTo("attach-volume");
        assertThat(operations.accepted().getLast().server()).isEqualTo(web.key());
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ServerAction.ATTACH_VOLUME).with(ActionParameter.VOLUME, "v1"));
        operations.clear();
        assertThat(post(path, "{\"action\":\"detach\",\"server\":\"s-1\"}")).hasStatus(202);
        operations.clear();
        assertThat(post(path, "{\"action\":\"attach\"}")).hasStatus(400);
        assertThat(post(path, "{\"action\":\"mount\"}")).bodyText().contains("extend", "attach, detach");
        assertThat(post(path, "{\"action\":\"attach\",\"server\":\"s-1\",\"size\":3}"))
                .hasStatus(400);
        assertThat(post(path, "{\"action\":\"delete\",\"server\":\"s-1\"}")).hasStatus(400);
        assertThat(post(path, "{\"action\":\"delete\",\"fromServer\":\"s-1\"}")).hasStatus(400);
    }

    @Test
    void floatingIpMovesToAnotherServerInOneRequest() {
        Server web = ServerBuilder.named("web").id("s-1").build();
        inventory.put(web);
        access.grant(viewer, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_NETWORK)), null);

        MvcTestResult reply = post(
                "/api/os/floating-ips/f1/action",
                "{\"action\":\"associate\",\"server\":\"s-1\",\"fromServer\":\"s-2\"}");

        assertThat(reply).hasStatus(202);
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ServerAction.ASSOCIATE_FLOATING_IP)
                        .with(ActionParameter.FLOATING_IP, "f1")
                        .with(ActionParameter.FROM_SERVER, "s-2"));
    }

    @Test
    void creationIsAcceptedAsAnOperation() {
        access.grant(viewer, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_CREATE)), null);

        MvcTestResult reply =
                post("/api/os/volumes", "{\"project\":\"staff\",\"name\":\"logs\",\"size\":5,\"image\":\"debian\"}");

        assertThat(reply).hasStatus(202);
        assertThat(reply).bodyJson().extractingPath("$.operation.action").isEqualTo("create");
        assertThat(reply)
                .bodyJson()
                .extractingPath("$.operation.projectId")
                .isEqualTo(ServerBuilder.STAFF.id().value());
        assertThat(reply).bodyJson().extractingPath("$.operation.resource.kind").isEqualTo("volumes");
        assertThat(reply).bodyJson().extractingPath("$.operation.resource.id").isNull();
        assertThat(reply).bodyJson().extractingPath("$.operation.resource.name").isEqualTo("logs");
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.CREATE_VOLUME)
                        .with(ActionParameter.NAME, "logs")
                        .with(ActionParameter.SIZE, "5")
                        .with(ActionParameter.IMAGE, "debian"));
    }

    @Test
    void networkIsCreatedWithSubnets() {
        access.grant(viewer, ServerBuilder.STAFF, Role.MANAGER, null);

        MvcTestResult reply = post("/api/os/networks", """
            {"project": "staff", "name": "lan", "subnets": [
                {"cidr": "10.0.0.0/24", "gateway": "10.0.0.1", "dhcp": true, "dns": ["192.0.2.1", "192.0.2.2"],
                 "pools": ["10.0.0.10-10.0.0.99"]},
                {"cidr": "2001:db8::/64", "dhcp": false, "dns": []}]}\
            """);

        assertThat(reply).hasStatus(202);
        assertThat(operations.actionRequests().getLast().value(ActionParameter.SUBNETS))
                .contains("cidr=10.0.0.0/24; gateway=10.0.0.1; dhcp=true; dns=192.0.2.1,192.0.2.2;"
                        + " pools=10.0.0.10-10.0.0.99 | cidr=2001:db8::/64; dhcp=false; dns=none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "[{\"gateway\":\"none\"}] ! subnets[0].cidr ! missing-field",
                "[{\"cidr\":\"10.0.0.0/24\"},{\"cidr\":\"10.0\"}] ! subnets[1].cidr ! bad-parameter",
                "[{\"cidr\":\"10.0.0.0/24\"},{\"cidr\":\"10.0.0.0/8\"}] ! subnets[1].cidr ! overlaps-in-network",
                "[{\"cidr\":\"10.0.0.0/24\",\"gateway\":\"none; dhcp=false\"}] ! subnets[0].gateway ! bad-parameter",
                "[{\"cidr\":\"10.0.0.0/24\",\"dns\":[\"\"]}] ! subnets[0].dns ! missing-field",
                "[null] ! subnets[0] ! missing-field"
            })
    void invalidSubnetOfANewNetworkIsRefusedWithItsField(String subnets, String field, String code) {
        access.grant(viewer, ServerBuilder.STAFF, Role.MANAGER, null);

        MvcTestResult reply =
                post("/api/os/networks", "{\"project\":\"staff\",\"name\":\"lan\",\"subnets\":" + subnets + "}");

        assertThat(reply).hasStatus(400);
        assertThat(reply).bodyJson().extractingPath("$.field").isEqualTo(field);
        assertThat(reply).bodyJson().extractingPath("$.code").isEqualTo(code);
    }

    @Test
    void imageIsCreatedWithItsFormatsAndVisibility() {
        access.grant(viewer, ServerBuilder.STAFF, Role.MANAGER, null);
        String image = "{\"project\":\"staff\",\"name\":\"debian\",\"diskFormat\":\"vmdk\",\"containerFormat\":\"%s\","
                + "\"visibility\":\"community\"}";

        assertThat(post("/api/os/images", image.formatted("ova"))).hasStatus(202);
        assertThat(post("/api/os/images", image.formatted("zip"))).hasStatus(400);

        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.CREATE_IMAGE)
                        .with(ActionParameter.NAME, "debian")
                        .with(ActionParameter.DISK_FORMAT, "vmdk")
                        .with(ActionParameter.CONTAINER_FORMAT, "ova")
                        .with(ActionParameter.VISIBILITY, "community"));
    }

    @Test
    void creationRequiresItsPermissionInTheProject() {
        MvcTestResult reply = post("/api/os/volumes", "{\"project\":\"staff\",\"size\":5}");

        assertThat(reply).hasStatus(403);
        assertThat(reply).bodyJson().extractingPath("$.permission").isEqualTo("volume:create");
        assertThat(reply)
                .bodyJson()
                .extractingPath("$.requestAccess.body.project")
                .isEqualTo(ServerBuilder.STAFF.id().value());
        assertThat(post("/api/os/volumes", "{\"project\":\"research\",\"size\":5}"))
                .hasStatus(404);
        assertThat(post("/api/os/volumes", "{\"project\":\"nowhere\",\"size\":5}"))
                .hasStatus(404);
    }

    /** The operation that creates a resource has no target, even after the resource exists. */
    @Test
    void repeatedCreationCreatesAnotherResource() {
        access.grant(viewer, ServerBuilder.STAFF, Role.MANAGER, null);
        post("/api/os/volumes", "{\"project\":\"staff\",\"name\":\"logs\",\"size\":5}");
        Operation first = operations.accepted().getLast();
        operations.setState(first.id(), Operation.State.SUCCEEDED, null);

        MvcTestResult reply = post("/api/os/operations/" + first.id() + "/again", "");

        assertThat(reply).hasStatus(202);
        Operation second = operations.accepted().getLast();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.hasTarget()).isFalse();
        assertThat(second.actionRequest()).isEqualTo(first.actionRequest());
    }

    @ParameterizedTest
    @EnumSource(ResourceKind.class)
    void onlyKindsWithACreationAcceptRequestsForIt(ResourceKind kind) {
        int status = post("/api/os/" + kind.code(), "{}").getResponse().getStatus();

        assertThat(status).isEqualTo(ResourceActionLookup.creationOf(kind).isPresent() ? 400 : 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"size\":5}",
                "{\"project\":\"staff\"}",
                "{\"project\":\"staff\",\"size\":0}",
                "{\"project\":\"staff\",\"size\":5,\"policy\":\"affinity\"}",
                "{\"project\":\"staff\",\"size\":5,\"name\":\"\\u0000\"}",
                "{\"project\":\"staff\",\"size\":5,\"force\":true}"
            })
    void invalidCreationIsRefused(String body) {
        access.grant(viewer, ServerBuilder.STAFF, Role.MANAGER, null);

        assertThat(post("/api/os/volumes", body)).hasStatus(400);
    }

    @Test
    void dataOfAnImageIsUploaded() {
        access.grant(viewer, ServerBuilder.STAFF, Role.MANAGER, null);
        presentImage(Map.of("status", "queued"));

        assertThat(upload("/api/os/images/i1/file", MediaType.APPLICATION_OCTET_STREAM, 200_000))
                .hasStatus(204);
        assertThat(uploads.uploads()).containsExactly("i1: 200000 of 200000 bytes");
        assertThat(upload("/api/os/images/i1/file", MediaType.APPLICATION_OCTET_STREAM, 2_000_000))
                .hasStatus(413);
        assertThat(upload("/api/os/images/i1/file", MediaType.APPLICATION_JSON, 10))
                .hasStatus(415);
        assertThat(upload("/api/os/images/i1/files", MediaType.APPLICATION_OCTET_STREAM, 200_000))
                .hasStatus(413);
        assertThat(uploads.uploads()).hasSize(1);
    }

    @Test
    void imageIsSharedWithAProject() {
        access.grant(
                viewer, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.IMAGE_READ, Permission.IMAGE_SHARE)), null);
        presentImage(Map.of("status", "active", "visibility", "shared"));
        assertThat(get("/api/os/images/i1/members"))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("unknown-resource");
        members.set("i1", new ImageMember(new ProjectId("p9"), null, "pending"));

        assertThat(post("/api/os/images/i1/action", "{\"action\":\"add-project\",\"project\":\"p9\"}"))
                .hasStatus(202);
        assertThat(operations.actionRequests())
                .last()
                .isEqualTo(ActionRequest.of(ResourceAction.ADD_IMAGE_PROJECT).with(ActionParameter.PROJECT, "p9"));
        Map<String, String> member = new HashMap<>(Map.of("projectId", "p9", "status", "pending"));
        member.put("project", null);
        assertThat(get("/api/os/images/i1/members"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.members")
                .isEqualTo(List.of(member));
        assertThat(get("/api/os/images/i1"))
                .bodyJson()
                .extractingPath("$")
                .asMap()
                .doesNotContainKey("members");
        assertThat(get("/api/os/volumes/v1/members")).hasStatus(404);
    }

    @Test
    void membersOfAnInvisibleImageLookLikeThoseOfANonexistentOne() {
        presentImage(Map.of("status", "active", "visibility", "shared"));
        members.set("i1", new ImageMember(new ProjectId("p9"), null, "pending"));

        for (String image : List.of("i1", "nonexistent")) {
            assertThat(get("/api/os/images/" + image + "/members"))
                    .hasStatus(404)
                    .bodyJson()
                    .extractingPath("$.code")
                    .isEqualTo("unknown-resource");
        }
    }

    @Test
    void offeredImageIsListedWithItsOwnerAndAccepted() {
        access.grant(
                viewer,
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.IMAGE_READ, Permission.IMAGE_CREATE)),
                null);
        String id = "11111111-2222-3333-4444-555555555555:0123456789abcdef0123456789abcdef";
        resources.set(
                ResourceKind.IMAGE_MEMBER,
                new CloudResource(
                        ResourceKind.IMAGE_MEMBER,
                        ServerBuilder.CLOUD,
                        id,
                        ServerBuilder.STAFF,
                        "base",
                        false,
                        Map.of("status", "pending", "ownerProject", "p9")));

        assertThat(get("/api/os/image-members"))
                .bodyJson()
                .extractingPath("$.imageMembers[0]")
                .asMap()
                .containsEntry("id", id)
                .containsEntry("ownerProject", "p9")
                .containsEntry("status", "pending")
                .containsEntry("project", ServerBuilder.STAFF.name())
                .as("no user owns it")
                .doesNotContainKey("owner");
        assertThat(get("/api/os/image-members/" + id)).hasStatusOk();
        assertThat(post("/api/os/image-members/" + id + "/action", "{\"action\":\"accept\"}"))
                .hasStatus(202);
        assertThat(operations.actionRequests()).last().isEqualTo(ActionRequest.of(ResourceAction.ACCEPT_IMAGE));
    }

    private void presentImage(Map<String, Object> values) {
        resources.set(
                ResourceKind.IMAGE,
                new CloudResource(
                        ResourceKind.IMAGE, ServerBuilder.CLOUD, "i1", ServerBuilder.STAFF, "base", false, values));
    }

    private MvcTestResult upload(String path, MediaType type, int size) {
        return http.put()
                .uri(path)
                .contentType(type)
                .content(new byte[size])
                .with(as(viewer))
                .exchange();
    }

    private MvcTestResult post(String path, String body) {
        return send(http.post().uri(path), body);
    }

    private MvcTestResult send(MockMvcTester.MockMvcRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(as(viewer))
                .exchange();
    }

    private MvcTestResult get(String path) {
        return http.get().uri(path).with(as(viewer)).exchange();
    }
}
