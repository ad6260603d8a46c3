package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.keypair.TestPublicKeys;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.cloud.resource.AvailabilityZone;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.VolumeAttachment;
import tools.jackson.databind.JsonNode;

/** Tests the creation of servers and the resources that a project offers for it. */
abstract class NewServerContract extends ContractTestBase {

    private final String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<ServerId> begun = new ArrayList<>();
    private final List<Runnable> cleanings = new ArrayList<>();

    /** Deletes the servers first, because they use the other objects. */
    @AfterEach
    void deleteCreatedObjects() {
        begun.forEach(cloud()::delete);
        ComputeClient staff = staffCompute(CredentialKind.MEMBER);
        awaitCloud()
                .untilAsserted(() -> assertThat(begun)
                        .allMatch(id -> staff.server(id)
                                .filter(server -> !server.deleted())
                                .isEmpty()));
        cleanings.forEach(Runnable::run);
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.MEMBER_OF_ALL, CredentialKind.APPLICATION})
    void serverHasAllRequestedProperties(CredentialKind credentialKind) {
        ComputeClient compute = staffCompute(credentialKind);
        ProjectId project = project(credentialKind).id();
        SelectableResourceReader resources = resources(credentialKind);
        SecurityGroup group = resources.securityGroups().getFirst();
        String keyName = "stackdeck-" + name;
        compute.importKeyPair(project, keyName, TestPublicKeys.ed25519());
        compute.importKeyPair(project, keyName, TestPublicKeys.ed25519());
        NewServer wanted = new NewServer(
                name + " ä",
                image(resources, null),
                flavor(resources),
                List.of(new Nic.NetworkNic(resources.networks().getFirst().id())),
                TestPublicKeys.ed25519(),
                List.of(group.id()),
                resources.availabilityZones().getFirst().name(),
                null,
                "#cloud-config\n# für alle\n",
                Set.of("two words", "blue"),
                Map.of("role", "web"),
                "of a test");

        ComputeClient.AcceptedServer answer = create(compute, project, wanted, keyName);
        assertThat(answer.adminPassword()).hasSizeGreaterThanOrEqualTo(12);
        Server server = awaitStatus(compute, answer.server(), ServerStatus.ACTIVE);
        compute.deleteKeyPair(project, keyName);
        compute.deleteKeyPair(project, keyName);

        assertThat(server.name()).isEqualTo(name + " ä");
        assertThat(server.description()).isEqualTo("of a test");
        assertThat(server.tags()).containsExactlyInAnyOrder("two words", "blue");
        assertThat(server.metadata()).containsEntry("role", "web").containsEntry("stackdeck-operation", name);
        assertThat(server.userId()).isEqualTo(compute.userId());
        assertThat(server.addresses()).hasSize(1);
        assertThat(resources.ports(server.id()))
                .singleElement()
                .extracting(Port::securityGroups)
                .isEqualTo(List.of(group.id()));
        assertThat(server(compute, server.id()).keyName())
                .as("key name after the key pair was deleted")
                .isEqualTo(keyName);
        assertThat(outside(server.id(), "OS-EXT-SRV-ATTR:user_data")).isEqualTo(base64("#cloud-config\n# für alle\n"));
        InstanceAction action =
                compute.instanceAction(server.id(), answer.requestId()).orElseThrow();
        assertThat(action.action()).isEqualTo("create");
    }

    @Test
    void rootVolumeFromImageIsDeletedWithTheServer() {
        ComputeClient compute = staffCompute(CredentialKind.MEMBER);
        SelectableResourceReader resources = resources(CredentialKind.MEMBER);

        ServerId id = create(
                        compute,
                        project(CredentialKind.MEMBER).id(),
                        NewServer.of(name, image(resources, new RootVolume(2, true)), flavor(resources)),
                        null)
                .server();
        Server server = awaitStatus(compute, id, ServerStatus.ACTIVE);

        assertThat(server.image()).isNull();
        Volume root = resources.volumes().stream()
                .filter(volume -> volume.attachedServers().contains(id))
                .findFirst()
                .orElseThrow();
        assertThat(root.sizeGib()).isEqualTo(2);
        assertThat(compute.volumeAttachments(id)).containsExactly(new VolumeAttachment(root.id(), true));
        assertThat(server.addresses()).as("no network requested").isEmpty();
        cleanings.add(() -> awaitCloud()
                .untilAsserted(() ->
                        assertThat(resources.volumes()).extracting(Volume::id).doesNotContain(root.id())));
    }

    @Test
    void serverUsesACreatedNetworkUntilItIsDeleted() {
        ComputeClient compute = staffCompute(CredentialKind.MEMBER);
        ProjectId project = project(CredentialKind.MEMBER).id();
        SelectableResourceReader resources = resources(CredentialKind.MEMBER);
        IndependentOpenStackClient outside =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
        String network = createInNeutron(outside, "network", Map.of("name", name));
        cleanings.add(() -> awaitCloud()
                .ignoreExceptions()
                .untilAsserted(() -> outside.requestJson("network", "DELETE", "/v2.0/networks/" + network, null)));
        NewServer plain = NewServer.of(name, image(resources, null), flavor(resources));
        NewServer wanted = plain.withResolvedIds(
                plain.source(),
                plain.flavor(),
                List.of(new Nic.NetworkNic(network), new Nic.NetworkNic(network)),
                List.of(),
                null);
        assertThatThrownBy(() -> create(compute, project, wanted, null))
                .hasMessageContaining("requires a subnet in order to boot instances on");
        String subnet = createInNeutron(
                outside,
                "subnet",
                Map.of("name", name, "network_id", network, "ip_version", 4, "cidr", "192.0.2.0/28"));

        ServerId id = create(compute, project, wanted, null).server();
        Server server = awaitStatus(compute, id, ServerStatus.ACTIVE);

        assertThat(server.addresses()).hasSize(2).doesNotHaveDuplicates().allSatisfy(address -> {
            assertThat(address.network()).isEqualTo(name);
            assertThat(address.ip()).startsWith("192.0.2.");
        });
        JsonNode ports = outside.requestJson("network", "GET", "/v2.0/ports?network_id=" + network, null)
                .path("ports");
        assertThat(ports.valueStream()
                        .filter(port -> port.path("device_id").asString().equals(id.toString()))
                        .flatMap(port -> port.path("fixed_ips").valueStream())
                        .map(ip -> ip.path("subnet_id").asString()))
                .containsExactly(subnet, subnet);
        assertThat(outside.sendRaw("network", "DELETE", "/v2.0/networks/" + network, null)
                        .status())
                .isEqualTo(409);
    }

    private static String createInNeutron(IndependentOpenStackClient outside, String kind, Map<String, Object> wanted) {
        return outside.requestJson("network", "POST", "/v2.0/" + kind + "s", Map.of(kind, wanted))
                .path(kind)
                .path("id")
                .asString();
    }

    @Test
    void existingRootVolumeIsKeptWhenTheServerIsDeleted() {
        ComputeClient compute = staffCompute(CredentialKind.MEMBER);
        SelectableResourceReader resources = resources(CredentialKind.MEMBER);
        IndependentOpenStackClient outside =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
        String volume = outside.requestJson(
                        "volumev3",
                        "POST",
                        "/volumes",
                        Map.of(
                                "volume",
                                Map.of(
                                        "size",
                                        3,
                                        "name",
                                        name,
                                        "imageRef",
                                        image(resources, null).id())))
                .path("volume")
                .path("id")
                .asString();
        cleanings.add(() -> awaitCloud()
                .ignoreExceptions()
                .untilAsserted(() -> outside.requestJson("volumev3", "DELETE", "/volumes/" + volume, null)));
        awaitCloud()
                .untilAsserted(() -> assertThat(resources.volumes())
                        .filteredOn(one -> one.id().equals(volume))
                        .singleElement()
                        .matches(Volume::isAvailable)
                        .matches(Volume::bootable));

        ServerId id = create(
                        compute,
                        project(CredentialKind.MEMBER).id(),
                        NewServer.of(name, new BootSource.VolumeSource(volume, false), flavor(resources)),
                        null)
                .server();
        awaitStatus(compute, id, ServerStatus.ACTIVE);

        assertThat(resources.volumes())
                .filteredOn(one -> one.id().equals(volume))
                .singleElement()
                .satisfies(one -> assertThat(one.attachedServers()).containsExactly(id));
        assertSnapshotOfVolumeServer(CredentialKind.MEMBER, id);
        assertSnapshotOfVolumeServer(CredentialKind.ADMIN, id);
    }

    /**
     * Asserts that the image of the server is offered to the server's project. Nova creates the image in the project of
     * the credential and shares it with the server's project, which need not accept the image.
     */
    private void assertSnapshotOfVolumeServer(CredentialKind credentialKind, ServerId id) {
        String snapshotName = name + "-" + credentialKind;
        SelectableResourceReader resources = resources(credentialKind);
        IndependentOpenStackClient outside =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(credentialKind));
        staffCompute(credentialKind)
                .performAction(id, ActionRequest.of(ServerAction.SNAPSHOT).with(ActionParameter.NAME, snapshotName));
        AvailableImage image = awaitCloud()
                .until(
                        () -> resources.images().stream()
                                .filter(availableImage -> availableImage.name().equals(snapshotName))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        // Cinder deletes a volume only if it has no snapshots.
        cleanings.addFirst(() -> resources.volumeSnapshots().stream()
                .filter(snapshot -> snapshot.name().equals("snapshot for " + snapshotName))
                .forEach(snapshot -> outside.requestJson("volumev3", "DELETE", "/snapshots/" + snapshot.id(), null)));
        cleanings.addFirst(() -> outside.requestJson("image", "DELETE", "/v2/images/" + image.id(), null));
        assertThat(image.serverData()).isTrue();
        assertThat(image.sourceServer()).as("not known for volumes").isNull();
    }

    @Test
    void serverUsesAFreePortAndANetwork() {
        ComputeClient compute = staffCompute(CredentialKind.MEMBER);
        SelectableResourceReader resources = resources(CredentialKind.MEMBER);
        IndependentOpenStackClient outside =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
        String network = resources.networks().getFirst().id();
        String port = outside.requestJson(
                        "network", "POST", "/v2.0/ports", Map.of("port", Map.of("network_id", network)))
                .path("port")
                .path("id")
                .asString();
        cleanings.add(() -> outside.requestJson("network", "DELETE", "/v2.0/ports/" + port, null));
        assertThat(resources.freePorts()).extracting(Port::id).contains(port);
        NewServer plain = NewServer.of(name, image(resources, null), flavor(resources));
        NewServer wanted = plain.withResolvedIds(
                plain.source(),
                plain.flavor(),
                List.of(new Nic.NetworkNic(network), new Nic.PortNic(port)),
                List.of(),
                null);

        ServerId id = create(compute, project(CredentialKind.MEMBER).id(), wanted, null)
                .server();
        awaitStatus(compute, id, ServerStatus.ACTIVE);

        assertThat(resources.ports(id)).hasSize(2).extracting(Port::id).contains(port);
        assertThat(resources.freePorts()).extracting(Port::id).doesNotContain(port);
    }

    @Test
    void invalidReferencesAreRejectedWithTheCloudsMessage() {
        ComputeClient compute = staffCompute(CredentialKind.MEMBER);
        SelectableResourceReader resources = resources(CredentialKind.MEMBER);
        ProjectId project = project(CredentialKind.MEMBER).id();

        assertRejected(
                Category.REFUSED,
                () -> create(compute, project, NewServer.of(name, image(resources, null), "no-such-flavor"), null));
        assertRejected(
                Category.REFUSED,
                () -> create(
                        compute,
                        project,
                        NewServer.of(
                                name,
                                new BootSource.ImageSource(UUID.randomUUID().toString(), null),
                                flavor(resources)),
                        null));
        assertRejected(
                Category.REFUSED,
                () -> create(compute, project, NewServer.of(name, image(resources, null), flavor(resources)), "none"));
    }

    @Test
    void serversAreCreatedOnlyWithAMemberRoleInTheProject() {
        SelectableResourceReader resources = resources(CredentialKind.MEMBER);
        NewServer wanted = NewServer.of(name, image(resources, null), flavor(resources));
        ComputeClient reader = staffCompute(CredentialKind.READER);
        ComputeClient administrator = staffCompute(CredentialKind.ADMIN);
        ProjectId project = project(CredentialKind.MEMBER).id();

        assertRejected(Category.FORBIDDEN, () -> create(reader, project, wanted, null));
        assertThat(reader.canCreateIn(project)).isTrue();
        assertThat(administrator.canCreateIn(project)).isFalse();
        assertThat(administrator.scope().allProjects()).isTrue();
    }

    @Test
    void zonesAndServerGroupsOfTheProjectAreListed() {
        SelectableResourceReader resources = resources(CredentialKind.MEMBER);
        IndependentOpenStackClient outside =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
        String group = outside.compute(
                        "POST", "/os-server-groups", Map.of("server_group", Map.of("name", name, "policy", "affinity")))
                .path("server_group")
                .path("id")
                .asString();
        cleanings.add(() -> outside.compute("DELETE", "/os-server-groups/" + group, null));

        assertThat(resources.availabilityZones())
                .extracting(AvailabilityZone::name)
                .contains("nova");
        assertThat(resources.serverGroups())
                .filteredOn(serverGroup -> serverGroup.id().equals(group))
                .singleElement()
                .satisfies(serverGroup -> assertThat(serverGroup.policy()).isEqualTo("affinity"));
        assertThat(resources(CredentialKind.ADMIN).serverGroups())
                .filteredOn(serverGroup -> serverGroup.id().equals(group))
                .as("server groups of the project with an administrator's credential")
                .hasSize(1);
        assertThatCode(resources::volumeSnapshots).doesNotThrowAnyException();
    }

    private ComputeClient.AcceptedServer create(
            ComputeClient compute, ProjectId project, NewServer wanted, @Nullable String keyName) {
        ComputeClient.AcceptedServer answer =
                compute.create(project, wanted, Map.of("stackdeck-operation", name), keyName);
        begun.add(answer.server());
        return answer;
    }

    private Project project(CredentialKind credentialKind) {
        return staff(discovered(credentialKind));
    }

    @ParameterizedTest
    @CredentialKindSource(includeReader = true)
    void privateFlavorIsOfferedToItsProjectsOnly(CredentialKind credentialKind) {
        String flavor = cloud().createForResearch(ResourceKind.FLAVOR, name);
        cleanings.add(() -> cloud().deleteForResearch(ResourceKind.FLAVOR, flavor));
        Clouds clouds = clouds(credentialKind, 200);
        discover(clouds);

        assertThat(clouds.projects()).isNotEmpty().allSatisfy(project -> {
            List<String> offered =
                    clouds.resources(clouds.names().getFirst(), project.id()).orElseThrow().flavors().stream()
                            .map(AvailableFlavor::id)
                            .toList();
            assertThat(offered).hasSizeGreaterThan(1);
            assertThat(offered.contains(flavor))
                    .as(project.name())
                    .isEqualTo(project.name().equals("research"));
        });
    }

    /** Other projects can share any image with a project. The project decides whether to accept the image. */
    @Test
    void sharedImageIsOfferedOnceItsProjectHasAcceptedIt() {
        IndependentOpenStackClient outside =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN));
        String image = createActiveImage(outside, CredentialKind.ADMIN, Map.of());
        String members = "/v2/images/" + image + "/members";
        String staff = project(CredentialKind.MEMBER).id().value();

        assertThat(offersImage(image)).as("not shared").isFalse();
        outside.requestJson("image", "POST", members, Map.of("member", staff));
        assertThat(offersImage(image)).as("pending").isFalse();
        outside.requestJson("image", "PUT", members + "/" + staff, Map.of("status", "accepted"));
        assertThat(offersImage(image)).as("accepted").isTrue();
        outside.requestJson("image", "PUT", members + "/" + staff, Map.of("status", "rejected"));
        assertThat(offersImage(image)).as("rejected").isFalse();
    }

    /** Otherwise, Nova would use the images and snapshots in the image's properties with the administrator's token. */
    @Test
    void imageThatNamesResourcesOfAnotherProjectCannotBeUsed() {
        IndependentOpenStackClient administrator =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN));
        IndependentOpenStackClient member =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
        String elsewhere = createActiveImage(administrator, CredentialKind.ADMIN, Map.of());
        String own = createActiveImage(member, CredentialKind.MEMBER, Map.of());
        String ofElsewhere =
                createActiveImage(member, CredentialKind.MEMBER, Map.of("kernel_id", own, "ramdisk_id", elsewhere));
        String ofOwn = createActiveImage(member, CredentialKind.MEMBER, Map.of("kernel_id", own));
        String ofSnapshot = createActiveImage(
                member,
                CredentialKind.MEMBER,
                Map.of(
                        "block_device_mapping",
                        "[{\"source_type\":\"snapshot\",\"destination_type\":\"volume\",\"boot_index\":0,\"snapshot_id\":\""
                                + UUID.randomUUID() + "\"}]"));

        String ofType = createActiveImage(
                member, CredentialKind.MEMBER, Map.of("cinder_img_volume_type", "no-such-type-" + name));

        SelectableResourceReader offered = resources(CredentialKind.ADMIN);
        assertThat(offered.images().stream().map(AvailableImage::id))
                .contains(own, ofOwn)
                .doesNotContain(elsewhere);
        assertThat(offered.findImage(own)).isPresent();
        assertThat(offered.findImage(ofOwn)).isPresent();
        assertThat(offered.findImageForVolume(own)).isPresent();
        assertThat(offered.findImageForVolume(ofType)).isEmpty();
        for (String refused : List.of(elsewhere, ofElsewhere, ofSnapshot)) {
            assertThat(offered.findImage(refused)).isEmpty();
        }
        assertThat(offered.findImage(UUID.randomUUID().toString())).isEmpty();
    }

    /** Otherwise, Cinder would use the other project's volume type with the administrator's token. */
    @Test
    void imageThatRequiresAPrivateVolumeTypeOfAnotherProjectCannotBeUsed() {
        IndependentOpenStackClient member =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
        String type = cloud().createForResearch(ResourceKind.VOLUME_TYPE, name);
        cleanings.add(() -> cloud().deleteForResearch(ResourceKind.VOLUME_TYPE, type));
        String image = createActiveImage(
                member, CredentialKind.MEMBER, Map.of("cinder_img_volume_type", type.toUpperCase(Locale.ROOT)));
        String ofDevice = createActiveImage(member, CredentialKind.MEMBER, ofNewVolume(type));
        String publicType = member.requestJson("volumev3", "GET", "/types?is_public=true", null)
                .path("volume_types")
                .path(0)
                .path("name")
                .asString();
        String ofPublicType = createActiveImage(member, CredentialKind.MEMBER, ofNewVolume(publicType));

        SelectableResourceReader offered = resources(CredentialKind.ADMIN);
        assertThat(offered.findImageForVolume(image)).isEmpty();
        assertThat(offered.findImage(image)).as("not needed for a local disk").isPresent();
        assertThat(offered.findImage(ofDevice)).isEmpty();
        assertThat(offered.findImage(ofPublicType)).isPresent();
    }

    private static Map<String, String> ofNewVolume(String type) {
        return Map.of(
                "block_device_mapping",
                "[{\"source_type\":\"blank\",\"destination_type\":\"volume\",\"boot_index\":-1,\"volume_size\":1,"
                        + "\"volume_type\":\"" + type + "\"}]");
    }

    /** Otherwise, Nova would use the image in the property {@code base_image_ref} with Stackdeck's token. */
    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void serverOfAnImageThatNamesABaseImageIsNotRescuedWithoutAnImage(CredentialKind credentialKind) {
        IndependentOpenStackClient member =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
        String image = createActiveImage(
                member,
                CredentialKind.MEMBER,
                Map.of("base_image_ref", UUID.randomUUID().toString()));
        ComputeClient compute = staffCompute(credentialKind);
        JsonNode created = member.compute(
                "POST",
                "/servers",
                Map.of(
                        "server",
                        Map.of(
                                "name",
                                name,
                                "flavorRef",
                                flavor(resources(CredentialKind.MEMBER)),
                                "imageRef",
                                image,
                                "networks",
                                "none")));
        ServerId id = new ServerId(created.path("server").path("id").asString());
        begun.add(id);
        awaitStatus(compute, id, ServerStatus.ACTIVE);

        assertObstacle(
                ChangeObstacle.RESCUE_IMAGE_REQUIRED,
                () -> compute.performAction(id, ActionRequest.of(ServerAction.RESCUE)));
    }

    /** The properties of an image do not prove its origin, because Cinder and Nova copy them to new images. */
    @Test
    void imageThatNamesTheProjectIsUsableOnlyIfTheProjectIsAMember() {
        IndependentOpenStackClient administrator =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN));
        String staff = project(CredentialKind.MEMBER).id().value();
        String image = createActiveImage(administrator, CredentialKind.ADMIN, Map.of("owner_id", staff));

        assertThat(resources(CredentialKind.ADMIN).findImage(image))
                .as("no member")
                .isEmpty();
        administrator.requestJson("image", "POST", "/v2/images/" + image + "/members", Map.of("member", staff));
        assertThat(resources(CredentialKind.ADMIN).findImage(image))
                .as("a member")
                .isPresent();
    }

    private String createActiveImage(
            IndependentOpenStackClient outside, CredentialKind credentialKind, Map<String, String> properties) {
        String image = createImage(outside, properties);
        Clouds clouds = clouds(credentialKind, 200);
        discover(clouds);
        clouds.resourceClients(clouds.names().getFirst())
                .getFirst()
                .uploadImage(staff(clouds).id(), image, new ByteArrayInputStream(new byte[512]), 512);
        return image;
    }

    private String createImage(IndependentOpenStackClient outside, Map<String, String> properties) {
        Map<String, String> body = new HashMap<>(properties);
        body.putAll(Map.of("name", name, "disk_format", "raw", "container_format", "bare", "visibility", "shared"));
        String image = outside.requestJson("image", "POST", "/v2/images", body)
                .path("id")
                .asString();
        cleanings.add(() -> outside.requestJson("image", "DELETE", "/v2/images/" + image, null));
        return image;
    }

    /** Returns whether the image is offered. Uses a new client, which has no cached members. */
    private boolean offersImage(String image) {
        return resources(CredentialKind.ADMIN).images().stream()
                .anyMatch(offered -> offered.id().equals(image));
    }

    /**
     * Users can set any properties of their images. The properties must not prevent other users from listing images.
     */
    @Test
    void propertiesOfAnImageDoNotPreventTheList() {
        IndependentOpenStackClient outside =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
        String image = createImage(
                outside,
                Map.of(
                        "others", "x",
                        "properties", "x",
                        "serverProject", "x",
                        "isProtected", "x",
                        "diskFormat", "x",
                        "owner_id", "x".repeat(250)));
        Clouds clouds = clouds(CredentialKind.MEMBER, 200);
        discover(clouds);

        assertThat(clouds.resourceClients(clouds.names().getFirst()).stream()
                        .flatMap(client -> client.list(ResourceKind.IMAGE).stream()))
                .isNotEmpty();
        assertThat(clouds.resourceClients(clouds.names().getFirst()).getFirst().find(ResourceKind.IMAGE, image))
                .isPresent();
        assertThat(resources(CredentialKind.MEMBER).images()).isNotEmpty();
    }

    private static Project staff(Clouds clouds) {
        return clouds.projects().stream()
                .filter(one -> one.name().equals("staff"))
                .findFirst()
                .orElseThrow();
    }

    private SelectableResourceReader resources(CredentialKind credentialKind) {
        Clouds clouds = clouds(credentialKind, 200);
        discover(clouds);
        return clouds.resources(clouds.names().getFirst(), staff(clouds).id()).orElseThrow();
    }

    private static BootSource image(SelectableResourceReader resources, @Nullable RootVolume root) {
        return new BootSource.ImageSource(
                resources.images().stream()
                        .filter(image -> image.minDiskGib() <= 1 && image.minRamMib() <= 512)
                        .map(AvailableImage::id)
                        .findFirst()
                        .orElseThrow(),
                root);
    }

    private static String flavor(SelectableResourceReader resources) {
        return resources.flavors().stream()
                .filter(flavor -> flavor.name().equals("m1.tiny"))
                .map(AvailableFlavor::id)
                .findFirst()
                .orElseThrow();
    }

    private static Server awaitStatus(ComputeClient compute, ServerId id, ServerStatus status) {
        awaitCloud()
                .untilAsserted(() -> assertThat(server(compute, id).status()).isEqualTo(status));
        return server(compute, id);
    }

    /** Returns a field of the server as an administrator sees it. */
    private String outside(ServerId id, String field) {
        return new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN))
                .compute("GET", "/servers/" + id, null)
                .path("server")
                .path(field)
                .asString("");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
