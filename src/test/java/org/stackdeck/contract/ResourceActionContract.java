package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.client.ResourceClient.CreatedResource;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.cloud.server.ServerStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests actions on resources besides servers. */
abstract class ResourceActionContract extends ContractTestBase {

    private static final String KEY_DELETION_POLICY = "cinder_encryption_key_deletion_policy";

    private static final String UNKNOWN = UUID.randomUUID().toString();

    final String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);

    /** Returns the client for the project {@code staff}. */
    ResourceClient client(CredentialKind credentialKind) {
        return client(credentialKind, "staff");
    }

    ResourceClient client(CredentialKind credentialKind, String project) {
        return clientIn(discovered(credentialKind), project);
    }

    private IndependentOpenStackClient outside() {
        return new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
    }

    private String created(String service, String path, String field, Map<String, Object> body) {
        return outside()
                .requestJson(service, "POST", path, Map.of(field, body))
                .path(field)
                .path("id")
                .asString();
    }

    private String volume(ResourceClient client) {
        String id = created("volumev3", "/volumes", "volume", Map.of("size", 1, "name", name));
        awaitStatus(client, ResourceKind.VOLUME, id, "available");
        return id;
    }

    static void awaitStatus(ResourceClient client, ResourceKind kind, String id, String status) {
        awaitCloud()
                .until(() -> client.find(kind, id).map(CloudResource::status).orElse(""), status::equals);
    }

    static void deleteAndAwait(ResourceClient client, ResourceAction action, String id) {
        assertThat(client.perform(id, ActionRequest.of(action))).isPresent();
        awaitCloud().until(() -> client.find(action.kind(), id).isEmpty());
    }

    private static ActionRequest extendTo(int size) {
        return ActionRequest.of(ResourceAction.EXTEND_VOLUME).with(ActionParameter.SIZE, String.valueOf(size));
    }

    @ParameterizedTest
    @CredentialKindSource(includeReader = true)
    void volumeIsExtendedAndDeleted(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String id = volume(client);

        Optional<String> requestId = client.perform(id, extendTo(2));

        assertThat(requestId).isPresent();
        awaitCloud().untilAsserted(() -> {
            CloudResource volume = client.find(ResourceKind.VOLUME, id).orElseThrow();
            assertThat(volume.number("size")).contains(2L);
            assertThat(volume.isInTransition()).isFalse();
        });
        JsonNode seen = outside().requestJson("volumev3", "GET", "/volumes/" + id, null);
        assertThat(seen.path("volume").path("size").asInt()).isEqualTo(2);

        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, id);
        assertThat(outside().sendRaw("volumev3", "GET", "/volumes/" + id, null).status())
                .isEqualTo(404);
    }

    static ActionRequest newVolume(String name) {
        return ActionRequest.of(ResourceAction.CREATE_VOLUME)
                .with(ActionParameter.NAME, name)
                .with(ActionParameter.DESCRIPTION, "made by a test")
                .with(ActionParameter.SIZE, "1");
    }

    ProjectId staff(ResourceClient client) {
        return client.list(ResourceKind.VOLUME).stream()
                .map(CloudResource::project)
                .filter(Objects::nonNull)
                .filter(project -> project.name().equals("staff"))
                .findFirst()
                .or(() -> client.scope().projects().stream().findFirst())
                .orElseThrow()
                .id();
    }

    @Test
    void volumesAndSnapshotsAreCreatedFromEachOther() {
        ResourceClient client = client(CredentialKind.MEMBER);
        ProjectId project = staff(client);
        assertThat(client.canCreateIn(project)).isTrue();

        CreatedResource volume = client.create(project, newVolume(name));
        assertThat(volume.requestId()).isPresent();
        awaitStatus(client, ResourceKind.VOLUME, volume.id(), "available");
        CloudResource seen = client.find(ResourceKind.VOLUME, volume.id()).orElseThrow();
        assertThat(seen.name()).isEqualTo(name);
        assertThat(seen.project()).isNotNull().extracting(Project::id).isEqualTo(project);
        assertThat(seen.values()).containsEntry("size", 1L).containsEntry("description", "made by a test");
        assertThat(seen.values().get("createdAt")).isInstanceOf(Instant.class);

        CreatedResource snapshot = client.create(
                project,
                ActionRequest.of(ResourceAction.CREATE_VOLUME_SNAPSHOT)
                        .with(ActionParameter.VOLUME, volume.id())
                        .with(ActionParameter.NAME, name));
        awaitStatus(client, ResourceKind.VOLUME_SNAPSHOT, snapshot.id(), "available");
        CreatedResource restored =
                client.create(project, newVolume(name + "-2").with(ActionParameter.SNAPSHOT, snapshot.id()));
        CreatedResource copy = client.create(project, newVolume(name + "-3").with(ActionParameter.VOLUME, volume.id()));
        awaitStatus(client, ResourceKind.VOLUME, restored.id(), "available");
        awaitStatus(client, ResourceKind.VOLUME, copy.id(), "available");
        assertThat(client.find(ResourceKind.VOLUME, restored.id()).orElseThrow().text("snapshot"))
                .contains(snapshot.id());
        assertThat(client.find(ResourceKind.VOLUME, copy.id()).orElseThrow().text("sourceVolume"))
                .contains(volume.id());

        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, restored.id());
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, copy.id());
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME_SNAPSHOT, snapshot.id());
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, volume.id());
    }

    private boolean hasBackupService() {
        return !new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN))
                .requestJson("volumev3", "GET", "/os-services?binary=cinder-backup", null)
                .path("services")
                .isEmpty();
    }

    private void requireBackupService() {
        if (cloud() instanceof LabCloud) {
            assumeThat(hasBackupService()).as("backup service of Cinder").isTrue();
        }
    }

    private static ActionRequest newBackup(String volume, String incremental) {
        return of(ResourceAction.CREATE_VOLUME_BACKUP, ActionParameter.VOLUME, volume)
                .with(ActionParameter.INCREMENTAL, incremental);
    }

    private String backup(ResourceClient client, ActionRequest request) {
        CreatedResource created = client.create(staff(client), request);
        assertThat(created.requestId()).isPresent();
        awaitStatus(client, ResourceKind.VOLUME_BACKUP, created.id(), "available");
        return created.id();
    }

    /** Without the service, Cinder would accept the request, but the backup would fail and could not be deleted. */
    @Test
    void backupIsCreatedOnlyIfTheCloudHasTheService() {
        ResourceClient client = client(CredentialKind.ADMIN);
        boolean offered = hasBackupService();

        awaitCloud().until(() -> client.offers(ResourceKind.VOLUME_BACKUP) == offered);
        assertThat(client(CredentialKind.MEMBER).offers(ResourceKind.VOLUME_BACKUP))
                .isTrue();
        if (!offered) {
            assertObstacle(
                    ChangeObstacle.NO_BACKUP_SERVICE, () -> client.create(staff(client), newBackup(UNKNOWN, "false")));
        }
    }

    @Test
    void volumesAreBackedUpAndRestored() {
        requireBackupService();
        ResourceClient client = client(CredentialKind.MEMBER);
        String volume = volume(client);
        assertRejected(Category.REFUSED, () -> client.create(staff(client), newBackup(volume, "true")));

        String full = backup(
                client,
                newBackup(volume, "false")
                        .with(ActionParameter.NAME, name)
                        .with(ActionParameter.DESCRIPTION, "made by a test"));
        awaitStatus(client, ResourceKind.VOLUME, volume, "available");
        CloudResource seen = client.find(ResourceKind.VOLUME_BACKUP, full).orElseThrow();
        assertThat(seen.name()).isEqualTo(name);
        assertThat(seen.project()).isNotNull().extracting(Project::id).isEqualTo(staff(client));
        assertThat(seen.values())
                .containsEntry("size", 1L)
                .containsEntry("volume", volume)
                .containsEntry("incremental", false)
                .containsEntry("hasDependentBackups", false)
                .containsEntry("description", "made by a test")
                .doesNotContainKey("failReason");
        assertThat(seen.values().get("createdAt")).isInstanceOf(Instant.class);
        String incremental = backup(client, newBackup(volume, "true"));
        awaitStatus(client, ResourceKind.VOLUME, volume, "available");
        assertThat(client.find(ResourceKind.VOLUME_BACKUP, incremental))
                .get()
                .matches(found -> found.isTrue("incremental"));
        assertThat(client(CredentialKind.ADMIN).list(ResourceKind.VOLUME_BACKUP))
                .filteredOn(found -> found.id().equals(full))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.isTrue(CloudResource.HAS_DEPENDENT_BACKUPS))
                            .isTrue();
                    assertThat(found.project())
                            .isNotNull()
                            .extracting(Project::id)
                            .isEqualTo(staff(client));
                });
        assertRejected(Category.REFUSED, () -> perform(client, full, ResourceAction.DELETE_VOLUME_BACKUP));
        changed(client, ResourceAction.SET_VOLUME_BACKUP, full, "name", name + "-2", "description", "");
        changedEntry(client, ResourceAction.SET_VOLUME_BACKUP_METADATA, full, "team: a.b", "ops");
        changedEntry(client, ResourceAction.SET_VOLUME_BACKUP_METADATA, full, "shift", "");
        changedEntry(client, ResourceAction.REMOVE_VOLUME_BACKUP_METADATA, full, "shift", null);
        assertThat(client.find(ResourceKind.VOLUME_BACKUP, full).orElseThrow().map("metadata"))
                .isEqualTo(Map.of("team: a.b", "ops"));
        assertThatThrownBy(() -> client.perform(
                        full, of(ResourceAction.REMOVE_VOLUME_BACKUP_METADATA, ActionParameter.KEY, "shift")))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.NOT_FOUND));

        String restored = client.create(staff(client), newVolume(name + "-3").with(ActionParameter.BACKUP, incremental))
                .id();
        awaitStatus(client, ResourceKind.VOLUME, restored, "available");
        awaitStatus(client, ResourceKind.VOLUME_BACKUP, incremental, "available");
        assertThat(client.find(ResourceKind.VOLUME, restored))
                .get()
                .satisfies(found -> assertThat(found.name()).isEqualTo(name + "-3"));
        assertThat(client.perform(restored, of(ResourceAction.RESTORE_VOLUME, ActionParameter.BACKUP, full)))
                .isPresent();
        assertThat(client.find(ResourceKind.VOLUME, restored)).get().matches(CloudResource::isInTransition);
        awaitStatus(client, ResourceKind.VOLUME, restored, "available");
        awaitStatus(client, ResourceKind.VOLUME_BACKUP, full, "available");

        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, volume);
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME_BACKUP, incremental);
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME_BACKUP, full);
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, restored);
    }

    @Test
    void volumeInUseIsBackedUp() {
        requireBackupService();
        ServerId server = create();
        ComputeClient compute = staffCompute(CredentialKind.MEMBER);
        awaitStableStatus(compute, server, ServerStatus.ACTIVE);
        ResourceClient client = client(CredentialKind.MEMBER);
        String volume = volume(client);
        compute.performAction(
                server, ActionRequest.of(ServerAction.ATTACH_VOLUME).with(ActionParameter.VOLUME, volume));
        awaitStatus(client, ResourceKind.VOLUME, volume, "in-use");

        String backup = backup(client, newBackup(volume, "false"));

        awaitStatus(client, ResourceKind.VOLUME, volume, "in-use");
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME_BACKUP, backup);
        compute.performAction(
                server, ActionRequest.of(ServerAction.DETACH_VOLUME).with(ActionParameter.VOLUME, volume));
        awaitStatus(client, ResourceKind.VOLUME, volume, "available");
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, volume);
    }

    static ActionRequest newImage(String name, String diskFormat) {
        return ActionRequest.of(ResourceAction.CREATE_IMAGE)
                .with(ActionParameter.NAME, name)
                .with(ActionParameter.DISK_FORMAT, diskFormat)
                .with(ActionParameter.MIN_DISK, "1");
    }

    @Test
    void imageIsCreatedAndItsDataIsUploaded() throws NoSuchAlgorithmException {
        ResourceClient client = client(CredentialKind.MEMBER);
        ProjectId project = staff(client);
        byte[] data = new byte[3 << 20];
        Arrays.fill(data, (byte) 7);
        // The data of refused requests is short, because a service can close the connection before it has read the
        // data.
        byte[] few = new byte[100];

        CreatedResource image = client.create(project, newImage(name, "raw"));
        CloudResource empty = client.find(ResourceKind.IMAGE, image.id()).orElseThrow();
        assertThat(empty.status()).isEqualTo("queued");
        assertThat(empty.values()).containsEntry("diskFormat", "raw").containsEntry("minDisk", 1L);
        assertThat(empty.values().get("createdAt")).isInstanceOf(Instant.class);
        assertThat(client.uploadImage(project, image.id(), new ByteArrayInputStream(data), data.length))
                .isPresent();

        awaitStatus(client, ResourceKind.IMAGE, image.id(), "active");
        CloudResource active = client.find(ResourceKind.IMAGE, image.id()).orElseThrow();
        assertThat(active.number("size")).contains((long) data.length);
        assertThat(active.text("checksum"))
                .contains(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("MD5").digest(data)));
        assertThat(active.text("osHashAlgo")).contains("sha512");
        assertThat(active.text("osHashValue"))
                .contains(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-512").digest(data)));
        assertThat(active.project()).isNotNull().extracting(Project::id).isEqualTo(project);
        assertRejected(
                Category.CONFLICT,
                () -> client.uploadImage(project, image.id(), new ByteArrayInputStream(few), few.length));
        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image.id());
        assertRejected(
                Category.NOT_FOUND,
                () -> client.uploadImage(project, image.id(), new ByteArrayInputStream(few), few.length));
    }

    @Test
    void imageIsCreatedFromAVolume() {
        ResourceClient client = client(CredentialKind.MEMBER);
        ProjectId project = staff(client);
        String volume = volume(client);

        CreatedResource image = client.create(
                project,
                ActionRequest.of(ResourceAction.CREATE_IMAGE)
                        .with(ActionParameter.NAME, name)
                        .with(ActionParameter.DISK_FORMAT, "raw")
                        .with(ActionParameter.VOLUME, volume));

        assertThat(image.requestId()).isPresent();
        awaitStatus(client, ResourceKind.IMAGE, image.id(), "active");
        CloudResource created = client.find(ResourceKind.IMAGE, image.id()).orElseThrow();
        assertThat(created.name()).isEqualTo(name);
        assertThat(created.project()).isNotNull().extracting(Project::id).isEqualTo(project);
        assertThat(created.values()).containsEntry("visibility", "private").containsEntry("minDisk", 0L);
        awaitStatus(client, ResourceKind.VOLUME, volume, "available");
        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image.id());
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, volume);
        assertRejected(
                Category.NOT_FOUND,
                () -> client.create(
                        project,
                        ActionRequest.of(ResourceAction.CREATE_IMAGE)
                                .with(ActionParameter.NAME, name)
                                .with(ActionParameter.DISK_FORMAT, "raw")
                                .with(ActionParameter.VOLUME, UNKNOWN)));
    }

    @Test
    void imageIsCreatedWithAContainerFormatForOtherProjects() {
        ResourceClient client = client(CredentialKind.MEMBER);
        ProjectId project = staff(client);
        ActionRequest request = newImage(name, "vmdk").with(ActionParameter.CONTAINER_FORMAT, "ova");

        String image = client.create(project, request.with(ActionParameter.VISIBILITY, "community"))
                .id();

        assertThat(client.find(ResourceKind.IMAGE, image).orElseThrow().values())
                .containsEntry("containerFormat", "ova")
                .containsEntry("visibility", "community");
        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image);
        assertRejected(
                Category.FORBIDDEN, () -> client.create(project, request.with(ActionParameter.VISIBILITY, "public")));
    }

    @Test
    void dataOfAnotherFormatOrLengthIsRejected() {
        ResourceClient client = client(CredentialKind.MEMBER);
        ProjectId project = staff(client);
        CreatedResource image = client.create(project, newImage(name, "qcow2"));
        byte[] data = new byte[100_000];

        assertRejected(
                Category.REFUSED,
                () -> client.uploadImage(project, image.id(), new ByteArrayInputStream(data), data.length));
        assertThatThrownBy(
                        () -> client.uploadImage(project, image.id(), new ByteArrayInputStream(data), 2L * data.length))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.FAILED));

        awaitStatus(client, ResourceKind.IMAGE, image.id(), "queued");
        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image.id());
        assertRejected(Category.REFUSED, () -> client.create(project, newImage(name, "nonsense")));
    }

    @Test
    void creationWithInvalidValuesIsRejected() {
        ResourceClient client = client(CredentialKind.MEMBER);
        ProjectId project = staff(client);

        assertRejected(
                Category.NOT_FOUND,
                () -> client.create(project, newVolume(name).with(ActionParameter.SNAPSHOT, UNKNOWN)));
        assertRejected(
                Category.NOT_FOUND,
                () -> client.create(project, newVolume(name).with(ActionParameter.TYPE, "no-such-type")));
        assertRejected(
                Category.NOT_FOUND,
                () -> client.create(
                        project,
                        ActionRequest.of(ResourceAction.CREATE_FLOATING_IP).with(ActionParameter.NETWORK, UNKNOWN)));
    }

    @Test
    void floatingIpAndServerGroupAreCreated() {
        ResourceClient client = client(CredentialKind.MEMBER);
        ProjectId project = staff(client);
        String network = client.list(ResourceKind.NETWORK).stream()
                .filter(candidate -> Boolean.TRUE.equals(candidate.values().get("external")))
                .filter(candidate -> candidate.isAvailableTo(project))
                .map(CloudResource::id)
                .findFirst()
                .orElseThrow();

        CreatedResource address = client.create(
                project,
                ActionRequest.of(ResourceAction.CREATE_FLOATING_IP)
                        .with(ActionParameter.NETWORK, network)
                        .with(ActionParameter.DESCRIPTION, name));
        CreatedResource group = client.create(
                project,
                ActionRequest.of(ResourceAction.CREATE_SERVER_GROUP)
                        .with(ActionParameter.NAME, name)
                        .with(ActionParameter.POLICY, "soft-anti-affinity"));

        assertThat(address.requestId()).isPresent();
        assertThat(client.find(ResourceKind.FLOATING_IP, address.id())
                        .orElseThrow()
                        .text("description"))
                .contains(name);
        assertThat(client.find(ResourceKind.SERVER_GROUP, group.id())
                        .orElseThrow()
                        .text("policy"))
                .contains("soft-anti-affinity");
        deleteAndAwait(client, ResourceAction.DELETE_FLOATING_IP, address.id());
        deleteAndAwait(client, ResourceAction.DELETE_SERVER_GROUP, group.id());
    }

    private static ActionRequest of(ResourceAction action, ActionParameter parameter, String value) {
        return ActionRequest.of(action).with(parameter, value);
    }

    private static String externalNetwork(ResourceClient client, ProjectId project) {
        return client.list(ResourceKind.NETWORK).stream()
                .filter(candidate -> Boolean.TRUE.equals(candidate.values().get("external")))
                .filter(candidate -> candidate.isAvailableTo(project))
                .map(CloudResource::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void networkWithSubnetIsConnectedToARouter() {
        ResourceClient client = client(CredentialKind.MEMBER);
        ProjectId project = staff(client);
        String network = client.create(project, of(ResourceAction.CREATE_NETWORK, ActionParameter.NAME, name))
                .id();
        ActionRequest newSubnet = of(ResourceAction.CREATE_SUBNET, ActionParameter.NETWORK, network)
                .with(ActionParameter.NAME, name)
                .with(ActionParameter.CIDR, "192.168.77.0/24")
                .with(ActionParameter.DNS, "192.0.2.53,192.0.2.54");
        String subnet = client.create(project, newSubnet).id();
        assertThat(client.find(ResourceKind.NETWORK, network).orElseThrow().texts("subnets"))
                .containsExactly(subnet);
        assertThat(client.find(ResourceKind.SUBNET, subnet).orElseThrow().values())
                .containsEntry("cidr", "192.168.77.0/24")
                .containsEntry("gateway", "192.168.77.1")
                .containsEntry("dhcp", true)
                .containsEntry("dns", List.of("192.0.2.53", "192.0.2.54"));
        assertRejected(Category.REFUSED, () -> client.create(project, newSubnet));
        assertRejected(
                Category.REFUSED, () -> client.create(project, newSubnet.with(ActionParameter.CIDR, "192.168.0")));
        String six = client.create(
                        project,
                        of(ResourceAction.CREATE_SUBNET, ActionParameter.NETWORK, network)
                                .with(ActionParameter.CIDR, "2001:db8:77::/64")
                                .with(ActionParameter.GATEWAY, "none")
                                .with(ActionParameter.DHCP, "false"))
                .id();
        assertThat(client.find(ResourceKind.SUBNET, six).orElseThrow().values())
                .containsEntry("ipVersion", "IPv6")
                .containsEntry("dhcp", false)
                .doesNotContainKey("gateway");

        String router = client.create(project, of(ResourceAction.CREATE_ROUTER, ActionParameter.NAME, name))
                .id();
        String external = externalNetwork(client, project);
        client.perform(router, of(ResourceAction.SET_ROUTER_GATEWAY, ActionParameter.NETWORK, external));
        assertThat(client.find(ResourceKind.ROUTER, router).orElseThrow().text("externalNetwork"))
                .contains(external);
        client.perform(router, of(ResourceAction.ADD_ROUTER_INTERFACE, ActionParameter.SUBNET, subnet));
        assertRejected(
                Category.REFUSED,
                () -> client.perform(router, of(ResourceAction.ADD_ROUTER_INTERFACE, ActionParameter.SUBNET, subnet)));
        assertRejected(Category.CONFLICT, () -> client.perform(router, ActionRequest.of(ResourceAction.DELETE_ROUTER)));
        assertRejected(Category.CONFLICT, () -> client.perform(subnet, ActionRequest.of(ResourceAction.DELETE_SUBNET)));
        String route = "10.9.0.0/16 via 192.168.77.5";
        assertThat(changed(client, ResourceAction.SET_ROUTER, router, "routes", route)
                        .texts("routes"))
                .containsExactly(route);
        changed(client, ResourceAction.SET_ROUTER, router, "routes", "none");
        client.perform(router, of(ResourceAction.REMOVE_ROUTER_INTERFACE, ActionParameter.SUBNET, subnet));
        client.perform(router, ActionRequest.of(ResourceAction.UNSET_ROUTER_GATEWAY));
        assertThat(client.find(ResourceKind.ROUTER, router).orElseThrow().text("externalNetwork"))
                .isEmpty();

        deleteAndAwait(client, ResourceAction.DELETE_ROUTER, router);
        deleteAndAwait(client, ResourceAction.DELETE_SUBNET, six);
        deleteAndAwait(client, ResourceAction.DELETE_NETWORK, network);
        assertThat(client.find(ResourceKind.SUBNET, subnet)).isEmpty();
    }

    private CloudResource changed(ResourceClient client, ResourceAction action, String id, String... arguments) {
        ActionRequest request = ActionRequest.of(action);
        for (int i = 0; i < arguments.length; i += 2) {
            request = request.with(ActionParameter.fromCode(arguments[i]).orElseThrow(), arguments[i + 1]);
        }
        assertThat(client.perform(id, request)).isPresent();
        CloudResource resource = client.find(action.kind(), id).orElseThrow();
        assertThat(action.isApplied(resource, request)).isTrue();
        return resource;
    }

    @ParameterizedTest
    @CredentialKindSource
    void attributesOfNetworksAreChanged(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String network = created("network", "/v2.0/networks", "network", Map.of("name", name));
        String subnet = created(
                "network",
                "/v2.0/subnets",
                "subnet",
                Map.of("network_id", network, "cidr", "192.168.78.0/24", "ip_version", 4));
        String port = created("network", "/v2.0/ports", "port", Map.of("network_id", network));
        String router = created("network", "/v2.0/routers", "router", Map.of("name", name));
        String group = created("network", "/v2.0/security-groups", "security_group", Map.of("name", name));
        String other = name + "-2";

        assertThat(changed(client, ResourceAction.SET_NETWORK, network, "name", other, "adminStateUp", "false")
                        .values())
                .containsEntry("adminStateUp", false);
        assertThat(changed(client, ResourceAction.SET_NETWORK, network, "description", "lan of a test")
                        .text("description"))
                .contains("lan of a test");
        assertThat(changed(client, ResourceAction.SET_NETWORK, network, "description", "")
                        .text("description"))
                .isEmpty();
        assertThat(changed(client, ResourceAction.SET_PORT, port, "description", "port of a test")
                        .text("description"))
                .contains("port of a test");
        assertThat(changed(client, ResourceAction.SET_ROUTER, router, "description", "router of a test")
                        .text("description"))
                .contains("router of a test");
        assertThat(changed(client, ResourceAction.SET_NETWORK, network, "adminStateUp", "true")
                        .name())
                .isEqualTo(other);
        assertThat(changed(
                                client,
                                ResourceAction.SET_SUBNET,
                                subnet,
                                "name",
                                other,
                                "gateway",
                                "none",
                                "dns",
                                "192.0.2.53, 192.0.2.54")
                        .values())
                .doesNotContainKey("gateway")
                .containsEntry("dns", List.of("192.0.2.53", "192.0.2.54"));
        assertThat(changed(
                                client,
                                ResourceAction.SET_SUBNET,
                                subnet,
                                "gateway",
                                "192.168.78.1",
                                "dns",
                                "none",
                                "dhcp",
                                "false")
                        .values())
                .containsEntry("dhcp", false)
                .containsEntry("gateway", "192.168.78.1");
        assertThat(changed(
                                client,
                                ResourceAction.SET_SUBNET,
                                subnet,
                                "pools",
                                "192.168.78.100-192.168.78.120, 192.168.78.10-192.168.78.20",
                                "hostRoutes",
                                "10.8.0.0/16 via 192.168.78.9")
                        .texts("pools"))
                .containsExactlyInAnyOrder("192.168.78.10-192.168.78.20", "192.168.78.100-192.168.78.120");
        assertThat(changed(client, ResourceAction.SET_PORT, port, "name", other).name())
                .isEqualTo(other);
        assertThat(changed(
                                client,
                                ResourceAction.SET_PORT,
                                port,
                                "allowedAddressPairs",
                                "192.168.78.50, 192.168.79.0/24 fa:16:3e:00:00:01")
                        .texts("allowedAddressPairs"))
                .containsExactlyInAnyOrder("192.168.78.50", "192.168.79.0/24 fa:16:3e:00:00:01");
        ActionRequest unfiltered = of(ResourceAction.SET_PORT, ActionParameter.PORT_SECURITY, "false");
        assertRejected(Category.CONFLICT, () -> client.perform(port, unfiltered));
        String open =
                created("network", "/v2.0/ports", "port", Map.of("network_id", network, "security_groups", List.of()));
        changed(client, ResourceAction.SET_PORT, open, "portSecurityEnabled", "false");
        changed(client, ResourceAction.SET_PORT, open, "portSecurityEnabled", "true");
        deleteAndAwait(client, ResourceAction.DELETE_PORT, open);
        assertThat(changed(client, ResourceAction.SET_ROUTER, router, "name", other, "adminStateUp", "false")
                        .name())
                .isEqualTo(other);
        assertThat(changed(client, ResourceAction.SET_SECURITY_GROUP, group, "description", "changed")
                        .name())
                .isEqualTo(name);

        deleteAndAwait(client, ResourceAction.DELETE_SECURITY_GROUP, group);
        deleteAndAwait(client, ResourceAction.DELETE_ROUTER, router);
        deleteAndAwait(client, ResourceAction.DELETE_PORT, port);
        deleteAndAwait(client, ResourceAction.DELETE_NETWORK, network);
    }

    @ParameterizedTest
    @CredentialKindSource
    void tagsOfNetworkResourcesAreReplaced(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String network = created("network", "/v2.0/networks", "network", Map.of("name", name));
        String subnet = created(
                "network",
                "/v2.0/subnets",
                "subnet",
                Map.of("network_id", network, "cidr", "192.168.80.0/24", "ip_version", 4));
        String port = created("network", "/v2.0/ports", "port", Map.of("network_id", network));
        String router = created("network", "/v2.0/routers", "router", Map.of("name", name));
        String group = created("network", "/v2.0/security-groups", "security_group", Map.of("name", name));
        String external = externalNetwork(client, staff(client));
        String address = created("network", "/v2.0/floatingips", "floatingip", Map.of("floating_network_id", external));

        Map.of(
                        ResourceAction.SET_NETWORK_TAGS, network,
                        ResourceAction.SET_SUBNET_TAGS, subnet,
                        ResourceAction.SET_PORT_TAGS, port,
                        ResourceAction.SET_ROUTER_TAGS, router,
                        ResourceAction.SET_SECURITY_GROUP_TAGS, group,
                        ResourceAction.SET_FLOATING_IP_TAGS, address)
                .forEach((action, id) -> {
                    CloudResource tagged = changed(client, action, id, "tags", "web, team=a/b, prod");
                    assertThat(tagged.texts("tags")).containsExactly("prod", "team=a/b", "web");
                    assertThat(client.list(action.kind())).contains(tagged);
                    assertThat(changed(client, action, id, "tags", "prod, 日本").texts("tags"))
                            .containsExactly("prod", "日本");
                    assertThat(changed(client, action, id, "tags", "none").texts("tags"))
                            .isEmpty();
                });
        assertRejected(
                Category.REFUSED,
                () -> client.perform(
                        network, of(ResourceAction.SET_NETWORK_TAGS, ActionParameter.TAGS, "x".repeat(256))));

        deleteAndAwait(client, ResourceAction.DELETE_FLOATING_IP, address);
        deleteAndAwait(client, ResourceAction.DELETE_SECURITY_GROUP, group);
        deleteAndAwait(client, ResourceAction.DELETE_ROUTER, router);
        deleteAndAwait(client, ResourceAction.DELETE_PORT, port);
        deleteAndAwait(client, ResourceAction.DELETE_NETWORK, network);
    }

    @Test
    void neutronValidatesTagsAndCountsChanges() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String network = created("network", "/v2.0/networks", "network", Map.of("name", name));
        int revision = revision(network);

        assertThat(putTags(network, Map.of("tags", List.of("b", "a")))).isEqualTo(200);
        assertThat(client.find(ResourceKind.NETWORK, network).orElseThrow().texts("tags"))
                .containsExactly("a", "b");
        assertThat(revision(network)).isEqualTo(revision + 1);
        assertThat(putTags(network, Map.of("tags", List.of("b", "a")))).isEqualTo(200);
        assertThat(revision(network)).isEqualTo(revision + 1);
        for (List<Object> invalid : List.<List<Object>>of(
                List.of("a", "a"),
                List.of(1),
                List.of("x".repeat(256)),
                IntStream.range(0, 51).<Object>mapToObj(number -> "t" + number).toList())) {
            assertThat(putTags(network, Map.of("tags", invalid))).isEqualTo(400);
        }
        assertThat(putTags(network, Map.of("tags", "a"))).isEqualTo(400);
        assertThat(putTags(network, Map.of())).isEqualTo(400);
        assertThat(putTags(network, Map.of("tags", List.of("a,b", " c ", "")))).isEqualTo(200);
        assertThat(client.find(ResourceKind.NETWORK, network).orElseThrow().texts("tags"))
                .containsExactly("", " c ", "a,b");
        assertThat(outside()
                        .requestJson("network", "GET", "/v2.0/networks/" + network + "/tags", null)
                        .path("tags")
                        .size())
                .isEqualTo(3);
        assertThat(putTags(externalNetwork(client, staff(client)), Map.of("tags", List.of())))
                .isEqualTo(403);
        String theirs = client(CredentialKind.ADMIN).list(ResourceKind.NETWORK).stream()
                .filter(other ->
                        other.project() != null && other.project().name().equals("research"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(putTags(theirs, Map.of("tags", List.of()))).isEqualTo(403);
        assertThat(putTags(UNKNOWN, Map.of("tags", List.of()))).isEqualTo(500);
        assertThat(putTags(network, Map.of("tags", List.of()))).isEqualTo(200);
        assertThat(client.find(ResourceKind.NETWORK, network).orElseThrow().texts("tags"))
                .isEmpty();
        assertThat(revision(network)).isEqualTo(revision + 3);
        deleteAndAwait(client, ResourceAction.DELETE_NETWORK, network);
    }

    private int putTags(String network, Map<String, Object> body) {
        return outside()
                .sendRaw(
                        "network",
                        "PUT",
                        "/v2.0/networks/" + network + "/tags",
                        JsonMapper.shared().writeValueAsString(body))
                .status();
    }

    private int revision(String network) {
        return outside()
                .requestJson("network", "GET", "/v2.0/networks/" + network, null)
                .at("/network/revision_number")
                .asInt();
    }

    /** Nova creates no servers with security groups in a project in which two groups have the same name. */
    @ParameterizedTest
    @CredentialKindSource
    void aSecurityGroupCannotGetTheNameOfAnotherOne(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String group = created("network", "/v2.0/security-groups", "security_group", Map.of("name", name));
        String other = created("network", "/v2.0/security-groups", "security_group", Map.of("name", name + "-2"));

        assertObstacle(
                ChangeObstacle.NAME_IN_USE,
                () -> client(CredentialKind.MEMBER)
                        .create(staff(client), of(ResourceAction.CREATE_SECURITY_GROUP, ActionParameter.NAME, name)));
        assertObstacle(
                ChangeObstacle.NAME_IN_USE,
                () -> client.perform(other, of(ResourceAction.SET_SECURITY_GROUP, ActionParameter.NAME, name)));
        assertObstacle(
                ChangeObstacle.NAME_LIKE_ID,
                () -> client.perform(other, of(ResourceAction.SET_SECURITY_GROUP, ActionParameter.NAME, group)));
        assertThat(changed(client, ResourceAction.SET_SECURITY_GROUP, group, "name", name, "description", "same name")
                        .name())
                .isEqualTo(name);
        deleteAndAwait(client, ResourceAction.DELETE_SECURITY_GROUP, group);
        deleteAndAwait(client, ResourceAction.DELETE_SECURITY_GROUP, other);
    }

    @ParameterizedTest
    @CredentialKindSource
    void simultaneousCreationsLeaveOneSecurityGroupWithAName(CredentialKind credentialKind) throws Exception {
        ResourceClient client = client(credentialKind);
        ProjectId project = staff(client);
        ActionRequest creation = of(ResourceAction.CREATE_SECURITY_GROUP, ActionParameter.NAME, name);
        int creations = 4;
        CyclicBarrier start = new CyclicBarrier(creations);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ResourceClient.CreatedResource>> results =
                    threads.invokeAll(Collections.nCopies(creations, () -> {
                        start.await();
                        return client(CredentialKind.MEMBER).create(project, creation);
                    }));
            assertThat(results.stream().filter(result -> result.state() == Future.State.SUCCESS))
                    .hasSize(1);
            assertThat(results.stream().filter(result -> result.state() == Future.State.FAILED))
                    .allSatisfy(result -> assertThat(result.exceptionNow())
                            .isInstanceOfSatisfying(
                                    ChangeObstacleException.class,
                                    e -> assertThat(e.obstacle()).isEqualTo(ChangeObstacle.NAME_IN_USE)));
        }
        List<CloudResource> left = client.list(ResourceKind.SECURITY_GROUP).stream()
                .filter(group -> group.name().equals(name))
                .toList();
        assertThat(left).hasSize(1);
        left.forEach(group -> deleteAndAwait(client, ResourceAction.DELETE_SECURITY_GROUP, group.id()));
    }

    @ParameterizedTest
    @CredentialKindSource
    void aVolumeIsDeletedWithItsSnapshots(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String volume = volume(client);
        String snapshot = created("volumev3", "/snapshots", "snapshot", Map.of("volume_id", volume));
        awaitStatus(client, ResourceKind.VOLUME_SNAPSHOT, snapshot, "available");
        ResourceKey key = client.find(ResourceKind.VOLUME, volume).orElseThrow().key();
        ProjectId project = staff(client);
        assertThat(client.snapshotsOf(key, project)).singleElement().satisfies(found -> {
            assertThat(found.id()).isEqualTo(snapshot);
            assertThat(found.project()).isNotNull().extracting(Project::id).isEqualTo(project);
        });
        assertThat(client.snapshotsOf(
                        new ResourceKey(
                                key.cloud(), key.kind(), UUID.randomUUID().toString()),
                        project))
                .isEmpty();
        assertThatThrownBy(() -> client.perform(volume, ActionRequest.of(ResourceAction.DELETE_VOLUME)))
                .isInstanceOf(CloudException.class);

        client.perform(volume, ActionRequest.of(ResourceAction.DELETE_VOLUME).with(ActionParameter.CASCADE, "true"));

        awaitCloud().untilAsserted(() -> {
            assertThat(client.find(ResourceKind.VOLUME, volume)).isEmpty();
            assertThat(client.find(ResourceKind.VOLUME_SNAPSHOT, snapshot)).isEmpty();
        });
    }

    @ParameterizedTest
    @CredentialKindSource
    void attributesOfVolumesAndImagesAreChanged(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String volume = volume(client);
        String snapshot = created("volumev3", "/snapshots", "snapshot", Map.of("volume_id", volume));
        awaitStatus(client, ResourceKind.VOLUME_SNAPSHOT, snapshot, "available");
        String image = client(CredentialKind.MEMBER)
                .create(staff(client), newImage(name, "raw"))
                .id();
        String other = name + "-2";

        changed(client, ResourceAction.SET_VOLUME, volume, "name", other, "description", "changed");
        assertThat(changed(client, ResourceAction.SET_VOLUME, volume, "description", "")
                        .name())
                .isEqualTo(other);
        for (ResourceAction flag : List.of(
                ResourceAction.SET_VOLUME_BOOTABLE,
                ResourceAction.UNSET_VOLUME_BOOTABLE,
                ResourceAction.SET_VOLUME_READ_ONLY,
                ResourceAction.UNSET_VOLUME_READ_ONLY)) {
            perform(client, volume, flag);
            assertThat(client.find(ResourceKind.VOLUME, volume))
                    .get()
                    .matches(current -> flag.isApplied(current, ActionRequest.of(flag)), flag.code());
        }
        retype(client, volume);
        changed(client, ResourceAction.SET_VOLUME_SNAPSHOT, snapshot, "name", other, "description", "changed");
        assertThat(changed(client, ResourceAction.SET_IMAGE, image, "name", other, "minDisk", "0", "minRam", "64")
                        .values())
                .containsEntry("minDisk", 0L)
                .containsEntry("minRam", 64L);
        assertThat(changed(client, ResourceAction.SET_IMAGE, image, "tags", "blue, two words")
                        .texts("tags"))
                .containsExactlyInAnyOrder("blue", "two words");
        changed(client, ResourceAction.SET_IMAGE, image, "tags", "none");
        for (String visibility : List.of("community", "shared", "private")) {
            changed(client, ResourceAction.SET_IMAGE_VISIBILITY, image, "visibility", visibility);
            assertThat(client.list(ResourceKind.IMAGE))
                    .extracting(CloudResource::id)
                    .contains(image);
        }

        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image);
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME_SNAPSHOT, snapshot);
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, volume);
    }

    /**
     * Glance would use the token of the request to delete the key. The image is protected, so its deletion fails. The
     * test can then read the property that Stackdeck changes before the deletion.
     */
    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void imageIsDeletedWithoutItsKey(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String image = image(
                outside(),
                Map.of(
                        "cinder_encryption_key_id",
                        UUID.randomUUID().toString(),
                        KEY_DELETION_POLICY,
                        "on_image_deletion"));
        perform(client, image, ResourceAction.PROTECT_IMAGE);

        assertRejected(Category.FORBIDDEN, () -> perform(client, image, ResourceAction.DELETE_IMAGE));
        assertThat(outside()
                        .requestJson("image", "GET", "/v2/images/" + image, null)
                        .path(KEY_DELETION_POLICY)
                        .asString())
                .isEqualTo("do_not_delete");
        perform(client, image, ResourceAction.UNPROTECT_IMAGE);
        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image);
    }

    /** Cinder copies the properties of an image to a volume, and from the volume to another image. */
    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void volumeThatNamesTheKeyOfItsImageIsNotCopied(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String volume = volume(client);
        outside()
                .requestJson(
                        "volumev3",
                        "POST",
                        "/volumes/" + volume + "/action",
                        Map.of(
                                "os-set_image_metadata",
                                Map.of(
                                        "metadata",
                                        Map.of(
                                                "cinder_encryption_key_id",
                                                UUID.randomUUID().toString(),
                                                KEY_DELETION_POLICY,
                                                "on_image_deletion"))));

        assertObstacle(
                ChangeObstacle.SHARED_KEY,
                () -> client(CredentialKind.MEMBER)
                        .create(
                                staff(client),
                                of(ResourceAction.CREATE_IMAGE, ActionParameter.NAME, name)
                                        .with(ActionParameter.VOLUME, volume)
                                        .with(ActionParameter.DISK_FORMAT, "raw")));
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, volume);
    }

    /** By default, Glance imports only from the ports 80 and 443. */
    @ParameterizedTest
    @CredentialKindSource
    void imageIsNotImportedFromAPortThatGlanceExcludes(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String image = image(outside(), Map.of());
        assertThat(client.find(ResourceKind.IMAGE, image))
                .get()
                .matches(found -> found.isTrue(CloudResource.IMPORTABLE));

        assertRejected(
                Category.REFUSED,
                () -> client.perform(
                        image, of(ResourceAction.IMPORT_IMAGE, ActionParameter.URL, "http://192.0.2.1:22/x.img")));
        assertThat(client.find(ResourceKind.IMAGE, image)).get().satisfies(found -> {
            assertThat(found.status()).isEqualTo("queued");
            assertThat(found.text(CloudResource.IMPORT_ERROR)).isEmpty();
        });
        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image);
    }

    @ParameterizedTest
    @CredentialKindSource
    void imageIsSharedWithAProjectAndNoLongerShared(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String image = image(outside(), Map.of());
        String other = UUID.randomUUID().toString().replace("-", "");
        ActionRequest add = of(ResourceAction.ADD_IMAGE_PROJECT, ActionParameter.PROJECT, other);
        ActionRequest remove = of(ResourceAction.REMOVE_IMAGE_PROJECT, ActionParameter.PROJECT, other);
        assertThat(client.findWithMembers(image))
                .get()
                .matches(found -> !ResourceAction.ADD_IMAGE_PROJECT.isApplied(found, add))
                .matches(found -> ResourceAction.REMOVE_IMAGE_PROJECT.isApplied(found, remove));

        assertThat(client.perform(image, add)).isPresent();

        assertThat(client.findWithMembers(image))
                .get()
                .matches(found -> ResourceAction.ADD_IMAGE_PROJECT.isApplied(found, add))
                .matches(found -> !ResourceAction.REMOVE_IMAGE_PROJECT.isApplied(found, remove))
                .extracting(found -> found.map(CloudResource.MEMBERS))
                .isEqualTo(Map.of(other, "pending"));
        assertThat(Stream.concat(
                        client.list(ResourceKind.IMAGE).stream(), client.find(ResourceKind.IMAGE, image).stream()))
                .as("no further request for each image")
                .isNotEmpty()
                .allMatch(found -> !found.values().containsKey(CloudResource.MEMBERS));
        assertRejected(Category.CONFLICT, () -> client.perform(image, add));

        assertThat(client.perform(image, remove)).isPresent();

        assertThat(client.findWithMembers(image))
                .get()
                .matches(found -> ResourceAction.REMOVE_IMAGE_PROJECT.isApplied(found, remove));
        assertRejected(Category.NOT_FOUND, () -> client.perform(image, remove));
        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image);
    }

    /** Glance refuses without specifying the visibility as the reason. */
    @Test
    void privateImageIsNotSharedWithAProject() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String image = image(outside(), Map.of("visibility", "private"));

        assertRejected(
                Category.FORBIDDEN,
                () -> client.perform(image, of(ResourceAction.ADD_IMAGE_PROJECT, ActionParameter.PROJECT, UNKNOWN)));
        CloudResource found = client.findWithMembers(image).orElseThrow();
        assertThat(found.values()).doesNotContainKey(CloudResource.MEMBERS);
        assertThat(ResourceActionRules.isRelevant(ResourceAction.ADD_IMAGE_PROJECT, found))
                .isFalse();
        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image);
    }

    /** After Stackdeck changes the members, the lists of images for new servers change immediately. */
    @Test
    void acceptedImageIsNotOfferedAfterItsProjectWasRemoved() {
        Clouds clouds = clouds(CredentialKind.ADMIN, 200);
        discover(clouds);
        Project staff = project(clouds, "staff");
        Project research = project(clouds, "research");
        IndependentOpenStackClient administrator =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN));
        String image = image(outside(), Map.of());
        ResourceClient client = clouds.resourceClient(staff.cloud(), staff.id()).orElseThrow();
        client.uploadImage(staff.id(), image, new ByteArrayInputStream(new byte[512]), 512);
        SelectableResourceReader offered =
                clouds.resources(research.cloud(), research.id()).orElseThrow();
        assertThat(offered.findImage(image)).isEmpty();

        assertThat(client.perform(image, shareWith(ResourceAction.ADD_IMAGE_PROJECT, research)))
                .isPresent();
        administrator.requestJson(
                "image",
                "PUT",
                "/v2/images/" + image + "/members/" + research.id().value(),
                Map.of("status", "accepted"));
        assertThat(offered.findImage(image)).isPresent();

        assertThat(client.perform(image, shareWith(ResourceAction.REMOVE_IMAGE_PROJECT, research)))
                .isPresent();
        assertThat(offered.findImage(image)).isEmpty();
        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image);
    }

    private static Optional<CloudResource> offer(ResourceClient client, String image) {
        return client.list(ResourceKind.IMAGE_MEMBER).stream()
                .filter(member -> member.text("image").equals(Optional.of(image)))
                .findFirst();
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER_OF_ALL, CredentialKind.ADMIN})
    void sharedImageIsUsableWhileTheOtherProjectAcceptsIt(CredentialKind credentialKind) {
        Clouds clouds = clouds(credentialKind, 200);
        discover(clouds);
        Project staff = project(clouds, "staff");
        Project research = project(clouds, "research");
        ResourceClient owner = clouds.resourceClient(staff.cloud(), staff.id()).orElseThrow();
        ResourceClient receiver =
                clouds.resourceClient(research.cloud(), research.id()).orElseThrow();
        SelectableResourceReader usable =
                clouds.resources(research.cloud(), research.id()).orElseThrow();
        String image = image(outside(), Map.of());
        owner.uploadImage(staff.id(), image, new ByteArrayInputStream(new byte[512]), 512);
        assertThat(offer(receiver, image)).isEmpty();

        owner.perform(image, shareWith(ResourceAction.ADD_IMAGE_PROJECT, research));

        CloudResource pending = offer(receiver, image).orElseThrow();
        assertThat(pending.project()).isEqualTo(research);
        assertThat(pending.name()).isEqualTo(name);
        assertThat(pending.values())
                .containsEntry("status", "pending")
                .containsEntry("ownerProject", staff.id().value())
                .containsEntry("size", 512L)
                .containsEntry("diskFormat", "raw");
        assertUsable(false, image, research, receiver, usable);
        decide(receiver, pending, ResourceAction.ACCEPT_IMAGE, "accepted");
        assertUsable(true, image, research, receiver, usable);
        decide(receiver, pending, ResourceAction.REJECT_IMAGE, "rejected");
        assertUsable(false, image, research, receiver, usable);
        decide(receiver, pending, ResourceAction.ACCEPT_IMAGE, "accepted");
        assertUsable(true, image, research, receiver, usable);

        owner.perform(image, shareWith(ResourceAction.REMOVE_IMAGE_PROJECT, research));
        assertThat(receiver.find(ResourceKind.IMAGE_MEMBER, pending.id())).isEmpty();
        assertThat(offer(receiver, image)).isEmpty();
        assertRejected(
                Category.NOT_FOUND,
                () -> receiver.perform(pending.id(), ActionRequest.of(ResourceAction.ACCEPT_IMAGE)));
        deleteAndAwait(owner, ResourceAction.DELETE_IMAGE, image);
    }

    private static void decide(ResourceClient client, CloudResource offer, ResourceAction action, String status) {
        ActionRequest request = ActionRequest.of(action);
        assertThat(action.isApplied(client.find(offer.kind(), offer.id()).orElseThrow(), request))
                .isFalse();

        assertThat(client.perform(offer.id(), request)).isPresent();

        CloudResource decided = client.find(offer.kind(), offer.id()).orElseThrow();
        assertThat(decided.status()).isEqualTo(status);
        assertThat(action.isApplied(decided, request)).isTrue();
        assertThat(client.list(offer.kind())).contains(decided);
    }

    private static void assertUsable(
            boolean expected,
            String image,
            Project project,
            ResourceClient client,
            SelectableResourceReader resources) {
        assertThat(resources.images().stream().anyMatch(one -> one.id().equals(image)))
                .isEqualTo(expected);
        assertThat(client.list(ResourceKind.IMAGE).stream()
                        .anyMatch(one -> one.id().equals(image) && one.isAvailableTo(project.id())))
                .isEqualTo(expected);
    }

    @Test
    void onlyTheOtherProjectDecidesOnASharedImage() {
        Clouds clouds = clouds(CredentialKind.MEMBER_OF_ALL, 200);
        discover(clouds);
        ResourceClient owner = clientIn(clouds, "staff");
        ResourceClient receiver = clientIn(clouds, "research");
        String image = image(outside(), Map.of());
        owner.perform(image, shareWith(ResourceAction.ADD_IMAGE_PROJECT, project(clouds, "research")));
        String id = offer(receiver, image).orElseThrow().id();

        assertThat(offer(owner, image)).isEmpty();
        assertThat(owner.find(ResourceKind.IMAGE_MEMBER, id)).isEmpty();
        assertRejected(Category.FORBIDDEN, () -> owner.perform(id, ActionRequest.of(ResourceAction.ACCEPT_IMAGE)));
        assertThat(receiver.find(ResourceKind.IMAGE_MEMBER, id))
                .get()
                .extracting(CloudResource::status)
                .isEqualTo("pending");
        deleteAndAwait(owner, ResourceAction.DELETE_IMAGE, image);
    }

    /**
     * The image resembles one that Nova creates for a server. The server's project can use such an image without
     * accepting it.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void imageOfAServerIsNotOfferedToTheProjectOfTheServer(boolean volumeSnapshots) {
        ResourceClient client = client(CredentialKind.ADMIN);
        String staff = staff(client).value();
        IndependentOpenStackClient administrator =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN));
        String image = image(
                administrator,
                volumeSnapshots
                        ? Map.of("visibility", "shared", "block_device_mapping", "[]")
                        : Map.of("visibility", "shared", "owner_id", staff));
        administrator.requestJson("image", "POST", "/v2/images/" + image + "/members", Map.of("member", staff));

        assertThat(offer(client, image)).isEmpty();
        assertThat(client.find(ResourceKind.IMAGE_MEMBER, image + ":" + staff)).isEmpty();
        administrator.requestJson("image", "DELETE", "/v2/images/" + image, null);
    }

    private static ActionRequest shareWith(ResourceAction action, Project project) {
        return of(action, ActionParameter.PROJECT, project.id().value());
    }

    private static Project project(Clouds clouds, String name) {
        return clouds.projects().stream()
                .filter(project -> project.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Nova creates such an image in the project of the credential, and shares it with the server's project. That
     * project could no longer use the image if the image became private.
     */
    @Test
    void imageOfAServerOfAnotherProjectDoesNotBecomePrivate() {
        ResourceClient client = client(CredentialKind.ADMIN);
        String staff = staff(client).value();
        IndependentOpenStackClient administrator =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN));
        String image = image(administrator, Map.of("visibility", "shared", "owner_id", staff));
        administrator.requestJson("image", "POST", "/v2/images/" + image + "/members", Map.of("member", staff));

        assertObstacle(
                ChangeObstacle.FOREIGN_OWNER,
                () -> client.perform(
                        image, of(ResourceAction.SET_IMAGE_VISIBILITY, ActionParameter.VISIBILITY, "private")));
        changed(client, ResourceAction.SET_IMAGE_VISIBILITY, image, "visibility", "community");
        perform(client, image, ResourceAction.DELETE_IMAGE);
    }

    private String image(IndependentOpenStackClient client, Map<String, String> properties) {
        Map<String, String> body = new HashMap<>(properties);
        body.putAll(Map.of("name", name, "disk_format", "raw", "container_format", "bare"));
        return client.requestJson("image", "POST", "/v2/images", body)
                .path("id")
                .asString();
    }

    @ParameterizedTest
    @CredentialKindSource
    void metadataAndPropertiesAreSetReplacedAndRemoved(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String volume = volume(client);
        String image = client(CredentialKind.MEMBER)
                .create(staff(client), newImage(name, "raw"))
                .id();

        changedEntry(client, ResourceAction.SET_VOLUME_METADATA, volume, "team: a.b", "ops");
        changedEntry(client, ResourceAction.SET_VOLUME_METADATA, volume, "team: a.b", "");
        assertThat(outside()
                        .requestJson("volumev3", "GET", "/volumes/" + volume, null)
                        .at("/volume/metadata/team: a.b")
                        .asString())
                .isEmpty();
        changedEntry(client, ResourceAction.REMOVE_VOLUME_METADATA, volume, "team: a.b", null);
        assertRejected(
                Category.NOT_FOUND,
                () -> client.perform(
                        volume, of(ResourceAction.REMOVE_VOLUME_METADATA, ActionParameter.KEY, "team: a.b")));

        String snapshot = created("volumev3", "/snapshots", "snapshot", Map.of("name", name, "volume_id", volume));
        awaitStatus(client, ResourceKind.VOLUME_SNAPSHOT, snapshot, "available");
        changedEntry(client, ResourceAction.SET_VOLUME_SNAPSHOT_METADATA, snapshot, "team: a.b", "ops");
        changedEntry(client, ResourceAction.REMOVE_VOLUME_SNAPSHOT_METADATA, snapshot, "team: a.b", null);
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME_SNAPSHOT, snapshot);

        changedEntry(client, ResourceAction.SET_IMAGE_PROPERTY, image, "hw_disk_bus", "scsi");
        changedEntry(client, ResourceAction.SET_IMAGE_PROPERTY, image, "hw_disk_bus", "virtio");
        changedEntry(client, ResourceAction.SET_IMAGE_PROPERTY, image, "team:build", "7");
        assertThat(outside()
                        .requestJson("image", "GET", "/v2/images/" + image, null)
                        .path("hw_disk_bus")
                        .asString())
                .isEqualTo("virtio");
        changedEntry(client, ResourceAction.REMOVE_IMAGE_PROPERTY, image, "hw_disk_bus", null);
        assertRejected(
                Category.CONFLICT,
                () -> client.perform(
                        image, of(ResourceAction.REMOVE_IMAGE_PROPERTY, ActionParameter.KEY, "hw_disk_bus")));
        assertThat(client.find(ResourceKind.IMAGE, image).orElseThrow().map("properties"))
                .isEqualTo(Map.of("team:build", "7"));

        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, image);
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, volume);
    }

    private void changedEntry(
            ResourceClient client, ResourceAction action, String id, String key, @Nullable String value) {
        ActionRequest request = of(action, ActionParameter.KEY, key);
        ActionRequest change = value == null ? request : request.with(ActionParameter.VALUE, value);
        assertThat(client.perform(id, change)).isPresent();
        CloudResource current = client.find(action.kind(), id).orElseThrow();
        assertThat(action.isApplied(current, change)).isTrue();
        assertThat(client.list(action.kind())).contains(current);
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void volumeIsRevertedToItsLatestSnapshotOnly(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String volume = volume(client);
        List<String> snapshots = Stream.of("older", "latest")
                .map(suffix -> {
                    String snapshot = created(
                            "volumev3",
                            "/snapshots",
                            "snapshot",
                            Map.of("volume_id", volume, "name", name + "-" + suffix));
                    awaitStatus(client, ResourceKind.VOLUME_SNAPSHOT, snapshot, "available");
                    // Cinder compares the times of snapshots in whole seconds.
                    Instant end = Instant.now().plusSeconds(1);
                    awaitCloud().until(() -> Instant.now().isAfter(end));
                    return snapshot;
                })
                .toList();

        assertRejected(
                Category.REFUSED,
                () -> client.perform(
                        volume, of(ResourceAction.REVERT_VOLUME, ActionParameter.SNAPSHOT, snapshots.getFirst())));
        assertThat(client.perform(
                        volume, of(ResourceAction.REVERT_VOLUME, ActionParameter.SNAPSHOT, snapshots.getLast())))
                .isPresent();
        assertThat(client.find(ResourceKind.VOLUME, volume).orElseThrow().status())
                .isIn("reverting", "available");
        awaitStatus(client, ResourceKind.VOLUME, volume, "available");
        awaitStatus(client, ResourceKind.VOLUME_SNAPSHOT, snapshots.getLast(), "available");

        snapshots.forEach(snapshot -> deleteAndAwait(client, ResourceAction.DELETE_VOLUME_SNAPSHOT, snapshot));
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, volume);
    }

    /** Returns a cloud with the entries of these kinds and the entry {@code research}. */
    private Clouds entries(CredentialKind... kinds) {
        Clouds clouds = TestOpenStackClouds.of(
                cloud().cloudsYaml(),
                200,
                Stream.concat(Arrays.stream(kinds).map(cloud()::entry), Stream.of("research"))
                        .toArray(String[]::new));
        discover(clouds);
        return clouds;
    }

    static ResourceClient clientIn(Clouds clouds, String project) {
        return clouds.resourceClient(clouds.names().getFirst(), projectIn(clouds, project))
                .orElseThrow();
    }

    static ProjectId projectIn(Clouds clouds, String name) {
        return clouds.projects().stream()
                .filter(project -> project.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    static ActionRequest transferTo(ProjectId target) {
        return of(ResourceAction.TRANSFER_VOLUME, ActionParameter.TARGET_PROJECT, target.value());
    }

    /** Covers one entry for several projects, one entry for each project, and an administrator's entry. */
    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER_OF_ALL, CredentialKind.MEMBER, CredentialKind.ADMIN})
    void volumeIsTransferredWithItsSnapshots(CredentialKind credentialKind) {
        Clouds clouds = entries(credentialKind);
        ResourceClient source = clientIn(clouds, "staff");
        String targetName = credentialKind == CredentialKind.ADMIN ? "admin" : "research";
        ProjectId target = projectIn(clouds, targetName);
        ResourceClient receiver = clientIn(clouds, targetName);
        String id = volume(source);
        String snapshot = created("volumev3", "/snapshots", "snapshot", Map.of("volume_id", id, "name", name));
        awaitStatus(source, ResourceKind.VOLUME_SNAPSHOT, snapshot, "available");

        assertThat(source.perform(id, transferTo(target))).isPresent();

        assertThat(List.of(
                        receiver.find(ResourceKind.VOLUME, id).orElseThrow(),
                        receiver.find(ResourceKind.VOLUME_SNAPSHOT, snapshot).orElseThrow()))
                .allSatisfy(found -> {
                    assertThat(found.status()).isEqualTo("available");
                    assertThat(found.project())
                            .isNotNull()
                            .extracting(Project::id)
                            .isEqualTo(target);
                });
        assertThat(outside().sendRaw("volumev3", "GET", "/volumes/" + id, null).status())
                .isEqualTo(404);
        assertThat(outside()
                        .requestJson("volumev3", "GET", "/volume-transfers", null)
                        .path("transfers")
                        .valueStream())
                .noneMatch(transfer -> transfer.path("volume_id").asString("").equals(id));
        assertThat(receiver.perform(
                        id, ActionRequest.of(ResourceAction.DELETE_VOLUME).with(ActionParameter.CASCADE, "true")))
                .isPresent();
        awaitCloud().until(() -> receiver.find(ResourceKind.VOLUME, id).isEmpty());
    }

    @Test
    void snapshotThatTheCredentialDoesNotSeeStaysInItsProject() {
        Clouds clouds = entries(CredentialKind.MEMBER);
        ResourceClient source = clientIn(clouds, "staff");
        ResourceClient receiver = clientIn(clouds, "research");
        String id = volume(source);
        IndependentOpenStackClient admin = new IndependentOpenStackClient(cloud().cloudsYaml(), "admin");
        String snapshot = admin.requestJson(
                        "volumev3", "POST", "/snapshots", Map.of("snapshot", Map.of("volume_id", id, "name", name)))
                .path("snapshot")
                .path("id")
                .asString();
        awaitCloud().until(() -> snapshotOf(admin, snapshot).path("status").asString(""), "available"::equals);
        String before = snapshotOf(admin, snapshot)
                .path("os-extended-snapshot-attributes:project_id")
                .asString();
        assertThat(source.find(ResourceKind.VOLUME_SNAPSHOT, snapshot)).isEmpty();

        assertThat(source.perform(id, transferTo(projectIn(clouds, "research"))))
                .isPresent();

        assertThat(receiver.find(ResourceKind.VOLUME, id)).isPresent();
        assertThat(snapshotOf(admin, snapshot)
                        .path("os-extended-snapshot-attributes:project_id")
                        .asString())
                .isEqualTo(before);
        assertThat(admin.sendRaw("volumev3", "DELETE", "/snapshots/" + snapshot, null)
                        .status())
                .isEqualTo(202);
        awaitCloud()
                .until(() -> admin.sendRaw("volumev3", "GET", "/snapshots/" + snapshot, null)
                                .status()
                        == 404);
        deleteAndAwait(receiver, ResourceAction.DELETE_VOLUME, id);
    }

    private static JsonNode snapshotOf(IndependentOpenStackClient client, String id) {
        return client.requestJson("volumev3", "GET", "/snapshots/" + id, null).path("snapshot");
    }

    @Test
    void volumeIsAvailableIfThePermissionEndsBeforeItsTransferIsAccepted() {
        Clouds clouds = entries(CredentialKind.MEMBER);
        ResourceClient source = clientIn(clouds, "staff");
        String id = volume(source);
        AtomicInteger changes = new AtomicInteger();

        assertThatThrownBy(() -> ChangeCondition.call(
                        () -> changes.incrementAndGet() == 1,
                        () -> source.perform(id, transferTo(projectIn(clouds, "research")))))
                .isInstanceOf(ChangeCondition.NotMetException.class);

        assertThat(changes).hasValue(2);
        assertThat(source.find(ResourceKind.VOLUME, id))
                .get()
                .extracting(CloudResource::status)
                .isEqualTo("available");
        deleteAndAwait(source, ResourceAction.DELETE_VOLUME, id);
    }

    @Test
    void volumeIsNotTransferredToAProjectInWhichNoCredentialHasARole() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String id = volume(client);

        assertThatThrownBy(() -> client.perform(id, transferTo(new ProjectId(UNKNOWN))))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.FORBIDDEN));

        assertThat(client.find(ResourceKind.VOLUME, id))
                .get()
                .extracting(CloudResource::status)
                .isEqualTo("available");
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, id);
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void transferIsCancelled(CredentialKind credentialKind) {
        ResourceClient client = client(credentialKind);
        String id = volume(client);
        created("volumev3", "/volume-transfers", "transfer", Map.of("volume_id", id, "name", name));
        assertThat(client.find(ResourceKind.VOLUME, id))
                .get()
                .extracting(CloudResource::status)
                .isEqualTo("awaiting-transfer");
        ResourceClient member = client(CredentialKind.MEMBER);
        assertRejected(Category.REFUSED, () -> member.perform(id, transferTo(staff(member))));

        perform(client, id, ResourceAction.CANCEL_VOLUME_TRANSFER);

        assertThat(client.find(ResourceKind.VOLUME, id))
                .get()
                .extracting(CloudResource::status)
                .isEqualTo("available");
        assertRejected(
                Category.NOT_FOUND, () -> client.perform(id, ActionRequest.of(ResourceAction.CANCEL_VOLUME_TRANSFER)));
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, id);
    }

    /** Simulates a restart between the two requests to Cinder. */
    @Test
    void interruptedTransferIsUndoneByTheNameThatStackdeckGaveIt() {
        ResourceClient client = client(CredentialKind.MEMBER_OF_ALL);
        ProjectId target = client(CredentialKind.MEMBER_OF_ALL, "research")
                .scope()
                .projects()
                .getFirst()
                .id();
        String id = volume(client);
        Map<String, String> transfer = Map.of("volume_id", id, "name", name);
        outside().requestJson("volumev3", "POST", "/volume-transfers", Map.of("transfer", transfer));
        assertRejected(Category.NOT_FOUND, () -> client.undoTransfer(id, target));
        perform(client, id, ResourceAction.CANCEL_VOLUME_TRANSFER);
        outside()
                .requestJson(
                        "volumev3",
                        "POST",
                        "/volume-transfers",
                        Map.of(
                                "transfer",
                                Map.of(
                                        "volume_id",
                                        id,
                                        "name",
                                        UUID.nameUUIDFromBytes((id + " " + target).getBytes(StandardCharsets.UTF_8))
                                                .toString())));

        client.undoTransfer(id, target);

        assertThat(client.find(ResourceKind.VOLUME, id))
                .get()
                .extracting(CloudResource::status)
                .isEqualTo("available");
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, id);
    }

    /** Covers both paths. The command {@code openstack volume transfer request} uses the older path. */
    @ParameterizedTest
    @ValueSource(strings = {"/volume-transfers", "/os-volume-transfer"})
    void transferIsAcceptedOnlyWithItsKey(String path) {
        ResourceClient client = client(CredentialKind.MEMBER);
        IndependentOpenStackClient receiver = new IndependentOpenStackClient(cloud().cloudsYaml(), "research");
        String volume = volume(client);
        JsonNode transfer = outside()
                .requestJson("volumev3", "POST", path, Map.of("transfer", Map.of("volume_id", volume, "name", name)))
                .path("transfer");
        String one = path + "/" + transfer.path("id").asString();
        assertThat(transfer.path("auth_key").asString()).hasSize(16);
        JsonNode shown = outside().requestJson("volumev3", "GET", one, null).path("transfer");
        assertThat(shown.propertyNames()).containsExactlyInAnyOrder("id", "created_at", "name", "volume_id", "links");
        assertThat(shown.path("name").asString()).isEqualTo(name);
        assertThat(outside()
                        .requestJson("volumev3", "GET", path + "/detail?volume_id=" + volume, null)
                        .path("transfers"))
                .hasSize(1);
        assertThat(outside()
                        .requestJson("volumev3", "GET", path + "/detail?volume_id=" + UNKNOWN, null)
                        .path("transfers"))
                .isEmpty();

        assertThat(receiver.sendRaw("volumev3", "POST", one + "/accept", accept("wrong")))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(400);
                    assertThat(refusal.body().toString()).contains("with invalid auth key.");
                });
        assertThat(receiver.sendRaw("volumev3", "POST", path + "/" + UNKNOWN + "/accept", accept("wrong"))
                        .status())
                .isEqualTo(404);
        assertThat(receiver.sendRaw("volumev3", "GET", one, null).status()).isEqualTo(404);
        assertThat(receiver.sendRaw("volumev3", "DELETE", one, null).status()).isEqualTo(404);
        assertThat(outside()
                        .sendRaw("volumev3", "DELETE", "/volumes/" + volume, null)
                        .status())
                .isEqualTo(400);
        assertThat(receiver.sendRaw(
                                "volumev3",
                                "POST",
                                one + "/accept",
                                accept(transfer.path("auth_key").asString()))
                        .status())
                .isEqualTo(202);

        assertThat(outside().sendRaw("volumev3", "GET", one, null).status()).isEqualTo(404);
        assertThat(receiver.requestJson("volumev3", "GET", "/volumes/" + volume, null)
                        .path("volume")
                        .path("status")
                        .asString())
                .isEqualTo("available");
        assertThat(receiver.sendRaw("volumev3", "DELETE", "/volumes/" + volume, null)
                        .status())
                .isEqualTo(202);
    }

    private static String accept(String key) {
        return "{\"accept\": {\"auth_key\": \"" + key + "\"}}";
    }

    private void retype(ResourceClient client, String volume) {
        String before = client.find(ResourceKind.VOLUME, volume)
                .orElseThrow()
                .text("type")
                .orElseThrow();
        CloudResource type = client.list(ResourceKind.VOLUME_TYPE).stream()
                .filter(candidate -> candidate.published() && !candidate.name().equals(before))
                .findFirst()
                .orElseThrow();
        ActionRequest retype = ActionRequest.of(ResourceAction.RETYPE_VOLUME)
                .with(ActionParameter.TYPE, new ActionArgument(type.id(), type.name()))
                .with(ActionParameter.MIGRATION_POLICY, "on-demand");
        assertThat(client.perform(volume, retype)).isPresent();
        awaitCloud()
                .until(() -> ResourceAction.RETYPE_VOLUME.isApplied(
                        client.find(ResourceKind.VOLUME, volume).orElseThrow(), retype));
        assertThat(client.find(ResourceKind.VOLUME_TYPE, type.id()))
                .get()
                .extracting(CloudResource::name)
                .isEqualTo(type.name());
    }

    @Test
    void descriptionOfAFloatingIpIsChangedAndTheDefaultGroupIsNotRenamed() {
        ResourceClient client = client(CredentialKind.MEMBER);
        ProjectId project = staff(client);
        String address = client.create(
                        project,
                        of(
                                ResourceAction.CREATE_FLOATING_IP,
                                ActionParameter.NETWORK,
                                externalNetwork(client, project)))
                .id();
        String defaultGroup = client.list(ResourceKind.SECURITY_GROUP).stream()
                .filter(group -> group.name().equals("default"))
                .filter(group ->
                        Optional.ofNullable(group.project()).map(Project::id).equals(Optional.of(project)))
                .map(CloudResource::id)
                .findFirst()
                .orElseThrow();

        changed(client, ResourceAction.SET_FLOATING_IP, address, "description", name);
        assertRejected(
                Category.CONFLICT,
                () -> client.perform(defaultGroup, of(ResourceAction.SET_SECURITY_GROUP, ActionParameter.NAME, name)));
        assertRejected(
                Category.NOT_FOUND,
                () -> client.perform(UNKNOWN, of(ResourceAction.SET_ROUTER, ActionParameter.NAME, name)));
        deleteAndAwait(client, ResourceAction.DELETE_FLOATING_IP, address);
    }

    @Test
    void portHasTheGivenAddressesGroupsAndAddressPairs() {
        ResourceClient client = client(CredentialKind.MEMBER);
        ProjectId project = staff(client);
        String network = created("network", "/v2.0/networks", "network", Map.of("name", name));
        created(
                "network",
                "/v2.0/subnets",
                "subnet",
                Map.of("network_id", network, "cidr", "192.168.79.0/24", "ip_version", 4));
        String group = created("network", "/v2.0/security-groups", "security_group", Map.of("name", name));
        ActionRequest request = of(ResourceAction.CREATE_PORT, ActionParameter.NETWORK, network)
                .with(ActionParameter.NAME, name)
                .with(ActionParameter.DESCRIPTION, "made by a test");

        String port = client.create(
                        project,
                        request.with(ActionParameter.FIXED_IPS, "192.168.79.20, 192.168.79.21")
                                .with(ActionParameter.SECURITY_GROUPS, group)
                                .with(ActionParameter.ALLOWED_ADDRESS_PAIRS, "192.168.79.99"))
                .id();
        CloudResource found = client.find(ResourceKind.PORT, port).orElseThrow();
        assertThat(found.texts("fixedIps")).containsExactlyInAnyOrder("192.168.79.20", "192.168.79.21");
        assertThat(found.texts("securityGroups")).containsExactly(group);
        assertThat(found.texts("allowedAddressPairs")).containsExactly("192.168.79.99");
        assertThat(found.values())
                .containsEntry("portSecurityEnabled", true)
                .containsEntry("description", "made by a test");

        assertRejected(
                Category.CONFLICT,
                () -> client.create(project, request.with(ActionParameter.FIXED_IPS, "192.168.79.20")));
        for (String unusable : List.of("192.168.80.5", "192.168.79.255", "192.168.79.999")) {
            assertRejected(
                    Category.REFUSED, () -> client.create(project, request.with(ActionParameter.FIXED_IPS, unusable)));
        }
        ActionRequest unfiltered = request.with(ActionParameter.PORT_SECURITY, "false");
        assertRejected(
                Category.REFUSED,
                () -> client.create(project, unfiltered.with(ActionParameter.SECURITY_GROUPS, group)));
        assertRejected(
                Category.CONFLICT,
                () -> client.create(project, unfiltered.with(ActionParameter.ALLOWED_ADDRESS_PAIRS, "192.168.79.99")));
        assertRejected(
                Category.NOT_FOUND,
                () -> client.create(project, request.with(ActionParameter.SECURITY_GROUPS, UNKNOWN)));
        String open = client.create(project, unfiltered).id();
        assertThat(client.find(ResourceKind.PORT, open).orElseThrow().values())
                .containsEntry("portSecurityEnabled", false)
                .containsEntry("securityGroups", List.of());
        deleteAndAwait(client, ResourceAction.DELETE_PORT, open);

        changed(client, ResourceAction.SET_PORT, port, "fixedIps", "192.168.79.30");
        changed(client, ResourceAction.SET_PORT, port, "fixedIps", "none");
        changed(client, ResourceAction.SET_PORT, port, "fixedIps", "192.168.79.31");
        changed(client, ResourceAction.SET_PORT, port, "allowedAddressPairs", "none");
        ActionRequest withoutSecurity = of(ResourceAction.SET_PORT, ActionParameter.PORT_SECURITY, "false");
        assertRejected(Category.CONFLICT, () -> client.perform(port, withoutSecurity));
        changed(client, ResourceAction.SET_PORT, port, "portSecurityEnabled", "false", "securityGroups", "none");
        assertRejected(
                Category.REFUSED,
                () -> client.perform(port, of(ResourceAction.SET_PORT, ActionParameter.SECURITY_GROUPS, group)));
        changed(client, ResourceAction.SET_PORT, port, "portSecurityEnabled", "true", "securityGroups", group);

        deleteAndAwait(client, ResourceAction.DELETE_PORT, port);
        deleteAndAwait(client, ResourceAction.DELETE_SECURITY_GROUP, group);
        deleteAndAwait(client, ResourceAction.DELETE_NETWORK, network);
    }

    @Test
    void portIsCreatedAndDeletedBeforeItsNetwork() {
        ResourceClient client = client(CredentialKind.MEMBER);
        ProjectId project = staff(client);
        String network = client.create(project, of(ResourceAction.CREATE_NETWORK, ActionParameter.NAME, name))
                .id();
        String port = client.create(
                        project,
                        of(ResourceAction.CREATE_PORT, ActionParameter.NETWORK, network)
                                .with(ActionParameter.NAME, name))
                .id();

        assertThat(client.find(ResourceKind.PORT, port).orElseThrow().text("network"))
                .contains(network);
        assertRejected(
                Category.CONFLICT, () -> client.perform(network, ActionRequest.of(ResourceAction.DELETE_NETWORK)));
        deleteAndAwait(client, ResourceAction.DELETE_PORT, port);
        deleteAndAwait(client, ResourceAction.DELETE_NETWORK, network);
    }

    private static ActionRequest addRule() {
        return ActionRequest.of(ResourceAction.ADD_SECURITY_GROUP_RULE);
    }

    private static ActionRequest removeRule(String rule) {
        return ActionRequest.of(ResourceAction.REMOVE_SECURITY_GROUP_RULE).with(ActionParameter.RULE, rule);
    }

    /** Without the project in the request, the rule would count toward the quota of the administrator's project. */
    @Test
    void ruleThatAnAdministratorAddsBelongsToTheProjectOfItsGroup() {
        String id = created("network", "/v2.0/security-groups", "security_group", Map.of("name", name));

        client(CredentialKind.ADMIN)
                .perform(id, addRule().with(ActionParameter.PROTOCOL, "tcp").with(ActionParameter.PORTS, "22"));

        JsonNode group = outside()
                .requestJson("network", "GET", "/v2.0/security-groups/" + id, null)
                .path("security_group");
        assertThat(group.path("security_group_rules").valueStream())
                .hasSize(3)
                .allSatisfy(rule -> assertThat(rule.path("project_id").asString())
                        .isEqualTo(group.path("project_id").asString()));
        deleteAndAwait(client(CredentialKind.MEMBER), ResourceAction.DELETE_SECURITY_GROUP, id);
    }

    private static List<String> rules(ResourceClient client, String group) {
        return client.find(ResourceKind.SECURITY_GROUP, group).orElseThrow().texts("rules");
    }

    @Test
    void rulesAreAddedToASecurityGroupAndRemoved() {
        ResourceClient client = client(CredentialKind.MEMBER);
        CreatedResource group = client.create(
                staff(client),
                ActionRequest.of(ResourceAction.CREATE_SECURITY_GROUP)
                        .with(ActionParameter.NAME, name)
                        .with(ActionParameter.DESCRIPTION, "made by a test"));
        String id = group.id();
        assertThat(rules(client, id)).containsExactlyInAnyOrder("egress IPv4 any", "egress IPv6 any");

        client.perform(
                id,
                addRule()
                        .with(ActionParameter.PROTOCOL, "tcp")
                        .with(ActionParameter.PORTS, "8000-8080")
                        .with(ActionParameter.SOURCE, "10.0.0.0/8"));
        client.perform(
                id,
                addRule()
                        .with(ActionParameter.DIRECTION, "ingress")
                        .with(ActionParameter.PROTOCOL, "udp")
                        .with(ActionParameter.PORTS, "53")
                        .with(ActionParameter.SOURCE, "2001:db8::/64"));
        client.perform(id, addRule().with(ActionParameter.SOURCE_GROUP, id));
        client.perform(id, addRule().with(ActionParameter.PROTOCOL, "icmp").with(ActionParameter.SOURCE, "192.0.2.7"));
        client.perform(id, addRule().with(ActionParameter.PROTOCOL, "icmp").with(ActionParameter.PORTS, "8"));
        assertThat(rules(client, id))
                .contains(
                        "ingress IPv4 icmp 8",
                        "ingress IPv4 tcp 8000-8080 from 10.0.0.0/8",
                        "ingress IPv6 udp 53 from 2001:db8::/64",
                        "ingress IPv4 any from " + id,
                        "ingress IPv4 icmp from 192.0.2.7/32");
        assertRejected(Category.CONFLICT, () -> client.perform(id, addRule().with(ActionParameter.SOURCE_GROUP, id)));
        assertRejected(
                Category.REFUSED, () -> client.perform(id, addRule().with(ActionParameter.SOURCE, "300.0.0.0/8")));
        assertRejected(Category.REFUSED, () -> client.perform(id, addRule().with(ActionParameter.PORTS, "22")));

        client.perform(id, removeRule("ingress IPv4 any from " + id));
        assertThat(rules(client, id))
                .doesNotContain("ingress IPv4 any from " + id)
                .hasSize(6);
        assertThatThrownBy(() -> client.perform(id, removeRule("ingress IPv4 any from " + id)))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.NOT_FOUND));
        deleteAndAwait(client, ResourceAction.DELETE_SECURITY_GROUP, id);
    }

    @Test
    void oneRequestAddsRulesForBothVersionsOfIp() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String id = client.create(
                        staff(client),
                        ActionRequest.of(ResourceAction.CREATE_SECURITY_GROUP).with(ActionParameter.NAME, name))
                .id();
        ActionRequest ping = addRule().with(ActionParameter.ETHER_TYPE, "both").with(ActionParameter.PROTOCOL, "icmp");
        ActionRequest members =
                addRule().with(ActionParameter.ETHER_TYPE, "both").with(ActionParameter.SOURCE_GROUP, id);

        client.perform(id, ping);
        client.perform(id, add("ingress IPv6 any from " + id));
        client.perform(id, members);

        assertThat(rules(client, id))
                .contains(
                        "ingress IPv4 icmp",
                        "ingress IPv6 ipv6-icmp",
                        "ingress IPv4 any from " + id,
                        "ingress IPv6 any from " + id)
                .hasSize(6);
        CloudResource group = client.find(ResourceKind.SECURITY_GROUP, id).orElseThrow();
        assertThat(ResourceAction.ADD_SECURITY_GROUP_RULE.isApplied(group, ping))
                .isTrue();
        assertThat(ResourceAction.ADD_SECURITY_GROUP_RULE.isApplied(group, members))
                .isTrue();
        assertRejected(Category.CONFLICT, () -> client.perform(id, members));
        deleteAndAwait(client, ResourceAction.DELETE_SECURITY_GROUP, id);
    }

    @Test
    void rulesAreStoredAndComparedInACanonicalForm() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String id = client.create(
                        staff(client),
                        ActionRequest.of(ResourceAction.CREATE_SECURITY_GROUP).with(ActionParameter.NAME, name))
                .id();
        List<String> given = List.of(
                "ingress IPv6 icmp",
                "ingress IPv4 6 22",
                "ingress IPv4 udp 1-65535",
                "ingress IPv4 tcp from 10.1.2.3/8");

        given.forEach(rule -> client.perform(id, add(rule)));

        List<String> canonical = given.stream()
                .map(rule -> SecurityRule.parse(rule).orElseThrow().canonical().toString())
                .toList();
        assertThat(rules(client, id).stream()
                        .map(rule -> SecurityRule.parse(rule)
                                .orElseThrow()
                                .canonical()
                                .toString()))
                .containsAll(canonical);
        assertThat(rules(client, id)).contains("ingress IPv6 ipv6-icmp", "ingress IPv4 udp");
        canonical.forEach(rule -> assertRejected(Category.CONFLICT, () -> client.perform(id, add(rule))));
        deleteAndAwait(client, ResourceAction.DELETE_SECURITY_GROUP, id);
    }

    private static ActionRequest add(String rule) {
        return ResourceActionRules.addRuleRequest(SecurityRule.parse(rule).orElseThrow());
    }

    @Test
    void defaultSecurityGroupCannotBeDeleted() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String group = client.list(ResourceKind.SECURITY_GROUP).stream()
                .filter(candidate -> candidate.name().equals("default"))
                .map(CloudResource::id)
                .findFirst()
                .orElseThrow();

        assertRejected(
                Category.CONFLICT, () -> client.perform(group, ActionRequest.of(ResourceAction.DELETE_SECURITY_GROUP)));
    }

    /**
     * The cloud assigns the copies to the project of the credential. Stackdeck must not show them to other users of
     * that project.
     */
    @Test
    void copiesMadeByAnAdministratorBelongToTheProjectOfTheirSource() {
        ServerId server = create();
        ComputeClient compute = staffCompute(CredentialKind.ADMIN);
        awaitStableStatus(compute, server, ServerStatus.ACTIVE);
        ResourceClient client = client(CredentialKind.ADMIN);
        String volume = volume(client);
        String snapshot = new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN))
                .requestJson(
                        "volumev3", "POST", "/snapshots", Map.of("snapshot", Map.of("volume_id", volume, "name", name)))
                .path("snapshot")
                .path("id")
                .asString();
        compute.performAction(server, ActionRequest.of(ServerAction.SNAPSHOT).with(ActionParameter.NAME, name));
        awaitCloud().until(() -> image(client).map(CloudResource::status).orElse(""), "active"::equals);
        awaitStatus(client, ResourceKind.VOLUME_SNAPSHOT, snapshot, "available");

        assertThat(image(client).orElseThrow().project())
                .isNotNull()
                .extracting(Project::name)
                .isEqualTo("staff");
        assertThat(client.list(ResourceKind.VOLUME_SNAPSHOT))
                .filteredOn(one -> one.id().equals(snapshot))
                .singleElement()
                .satisfies(one ->
                        assertThat(Objects.requireNonNull(one.project()).name()).isEqualTo("staff"));
        perform(client, image(client).orElseThrow().id(), ResourceAction.DELETE_IMAGE);
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME_SNAPSHOT, snapshot);
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, volume);
    }

    @Test
    void volumeIsNotExtendedToItsOwnSize() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String id = volume(client);
        try {
            assertRejected(Category.REFUSED, () -> client.perform(id, extendTo(1)));
        } finally {
            deleteAndAwait(client, ResourceAction.DELETE_VOLUME, id);
        }
    }

    @Test
    void volumeWithASnapshotIsDeletedOnlyAfterTheSnapshot() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String volume = volume(client);
        String snapshot = created("volumev3", "/snapshots", "snapshot", Map.of("volume_id", volume, "name", name));
        awaitStatus(client, ResourceKind.VOLUME_SNAPSHOT, snapshot, "available");

        assertRejected(Category.REFUSED, () -> client.perform(volume, ActionRequest.of(ResourceAction.DELETE_VOLUME)));
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME_SNAPSHOT, snapshot);
        deleteAndAwait(client, ResourceAction.DELETE_VOLUME, volume);
    }

    @Test
    void floatingIpIsReleased() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String network = client.list(ResourceKind.NETWORK).stream()
                .filter(candidate -> Boolean.TRUE.equals(candidate.values().get("external")))
                .map(CloudResource::id)
                .findFirst()
                .orElseThrow();
        String id = created("network", "/v2.0/floatingips", "floatingip", Map.of("floating_network_id", network));
        assertThat(client.find(ResourceKind.FLOATING_IP, id)).isPresent();

        deleteAndAwait(client, ResourceAction.DELETE_FLOATING_IP, id);
    }

    @Test
    void imageOfAServerIsDeactivatedProtectedAndDeleted() {
        ServerId server = create();
        ComputeClient compute = staffCompute(CredentialKind.MEMBER);
        awaitStableStatus(compute, server, ServerStatus.ACTIVE);
        compute.performAction(server, ActionRequest.of(ServerAction.SNAPSHOT).with(ActionParameter.NAME, name));
        ResourceClient client = client(CredentialKind.ADMIN);
        awaitCloud().until(() -> image(client).map(CloudResource::status).orElse(""), "active"::equals);
        String id = image(client).orElseThrow().id();

        perform(client, id, ResourceAction.DEACTIVATE_IMAGE);
        awaitStatus(client, ResourceKind.IMAGE, id, "deactivated");
        perform(client, id, ResourceAction.REACTIVATE_IMAGE);
        awaitStatus(client, ResourceKind.IMAGE, id, "active");
        perform(client, id, ResourceAction.PROTECT_IMAGE);
        assertThat(client.find(ResourceKind.IMAGE, id)).get().matches(CloudResource::isProtected);
        assertRejected(Category.FORBIDDEN, () -> client.perform(id, ActionRequest.of(ResourceAction.DELETE_IMAGE)));
        perform(client, id, ResourceAction.UNPROTECT_IMAGE);
        deleteAndAwait(client, ResourceAction.DELETE_IMAGE, id);
    }

    private Optional<CloudResource> image(ResourceClient client) {
        return client.list(ResourceKind.IMAGE).stream()
                .filter(image -> image.name().equals(name))
                .findFirst();
    }

    private static void perform(ResourceClient client, String id, ResourceAction action) {
        assertThat(client.perform(id, ActionRequest.of(action))).isPresent();
    }

    @Test
    void serverGroupIsDeleted() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String id = created("compute", "/os-server-groups", "server_group", Map.of("name", name, "policy", "affinity"));
        assertThat(client.find(ResourceKind.SERVER_GROUP, id))
                .get()
                .extracting(CloudResource::name)
                .isEqualTo(name);

        deleteAndAwait(client, ResourceAction.DELETE_SERVER_GROUP, id);
    }

    @Test
    void addressGroupIsReadAndDeleted() {
        ResourceClient client = client(CredentialKind.MEMBER);
        String id = created(
                "network",
                "/v2.0/address-groups",
                "address_group",
                Map.of("name", name, "description", "a test", "addresses", List.of("192.0.2.0/28", "2001:db8::/32")));
        CloudResource group = awaitCloud()
                .until(() -> client.find(ResourceKind.ADDRESS_GROUP, id), Optional::isPresent)
                .orElseThrow();
        assertThat(group.name()).isEqualTo(name);
        assertThat(group.text("description")).contains("a test");
        assertThat(group.texts("addresses")).containsExactlyInAnyOrder("192.0.2.0/28", "2001:db8::/32");
        assertThat(client.list(ResourceKind.ADDRESS_GROUP)).contains(group);

        deleteAndAwait(client, ResourceAction.DELETE_ADDRESS_GROUP, id);
    }

    static Stream<ResourceAction> actionsOnExistingResources() {
        return Arrays.stream(ResourceKind.values()).flatMap(ResourceActionLookup::of);
    }

    @ParameterizedTest
    @MethodSource("actionsOnExistingResources")
    void unknownResourceIsNotFound(ResourceAction action) {
        ResourceClient client = client(CredentialKind.MEMBER);
        ActionRequest actionRequest = switch (action) {
            case EXTEND_VOLUME -> extendTo(9);
            case REMOVE_SECURITY_GROUP_RULE -> removeRule("egress IPv4 any");
            case SET_ROUTER_GATEWAY -> of(action, ActionParameter.NETWORK, UNKNOWN);
            case ADD_ROUTER_INTERFACE, REMOVE_ROUTER_INTERFACE -> of(action, ActionParameter.SUBNET, UNKNOWN);
            case SET_FLOATING_IP -> of(action, ActionParameter.DESCRIPTION, name);
            case SET_IMAGE_VISIBILITY -> of(action, ActionParameter.VISIBILITY, "private");
            case ADD_IMAGE_PROJECT, REMOVE_IMAGE_PROJECT -> of(action, ActionParameter.PROJECT, UNKNOWN);
            case IMPORT_IMAGE -> of(action, ActionParameter.URL, "http://images.example/x.img");
            case RETYPE_VOLUME -> of(action, ActionParameter.TYPE, UNKNOWN);
            case REVERT_VOLUME -> of(action, ActionParameter.SNAPSHOT, UNKNOWN);
            case TRANSFER_VOLUME -> transferTo(staff(client));
            case RESTORE_VOLUME -> of(action, ActionParameter.BACKUP, UNKNOWN);
            default -> {
                if (action.required().contains(ActionParameter.TAGS)) {
                    yield of(action, ActionParameter.TAGS, "a");
                }
                if (ResourceActionRules.mapField(action).isPresent()) {
                    yield of(action, ActionParameter.KEY, "hw_disk_bus").with(ActionParameter.VALUE, "scsi");
                }
                yield action.isUpdate() ? of(action, ActionParameter.NAME, name) : ActionRequest.of(action);
            }
        };

        String id = action.kind() == ResourceKind.IMAGE_MEMBER ? UNKNOWN + ":" + UNKNOWN : UNKNOWN;

        assertThat(client.find(action.kind(), id)).isEmpty();
        assertRejected(Category.NOT_FOUND, () -> client.perform(id, actionRequest));
    }

    @ParameterizedTest
    @EnumSource(
            value = ResourceKind.class,
            names = {"IMAGE", "NETWORK", "SUBNET", "PORT", "SECURITY_GROUP"})
    void resourceIsFoundWithTheValuesOfTheList(ResourceKind kind) {
        create();
        ResourceClient client = client(CredentialKind.ADMIN);
        CloudResource listed = client.list(kind).stream()
                .filter(resource -> !resource.isInTransition())
                .findFirst()
                .orElseThrow();

        assertThat(client.find(kind, listed.id()).map(CloudResource::asListed)).contains(listed);
    }
}
