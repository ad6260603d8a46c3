package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.cloud.AvailabilityZone;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.Port;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.cloud.RootVolume;
import org.stackdeck.cloud.SecurityGroup;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.SomeKeys;
import org.stackdeck.cloud.Volume;
import org.stackdeck.cloud.VolumeAttachment;

/** Creation of servers and the resources that a project offers for it. */
abstract class NewServerContract extends ContractCases {

    private final String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<ServerId> begun = new ArrayList<>();
    private final List<Runnable> cleanings = new ArrayList<>();

    /** Deletes servers first, because the other objects are in use until then. */
    @AfterEach
    void deleteCreatedObjects() {
        begun.forEach(cloud()::remove);
        Compute staff = staff(Access.MEMBER);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(begun)
                        .allMatch(id -> staff.server(id)
                                .filter(server -> !server.gone())
                                .isEmpty()));
        cleanings.forEach(Runnable::run);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "MEMBER_OF_ALL", "APPLICATION"})
    void serverHasAllRequestedProperties(Access access) {
        Compute compute = staff(access);
        ProjectId project = project(access).id();
        ProjectResources resources = resources(access);
        SecurityGroup group = resources.securityGroups().getFirst();
        String keyName = "stackdeck-" + name;
        compute.importKey(project, keyName, SomeKeys.one());
        compute.importKey(project, keyName, SomeKeys.one());
        NewServer wanted = new NewServer(
                name + " ä",
                image(resources, null),
                flavor(resources),
                List.of(new Nic.OnNetwork(resources.networks().getFirst().id())),
                SomeKeys.one(),
                List.of(group.id()),
                resources.availabilityZones().getFirst().name(),
                null,
                "#cloud-config\n# für alle\n",
                Set.of("two words", "blue"),
                Map.of("role", "web"),
                "of a test");

        Compute.Begun answer = create(compute, project, wanted, keyName);
        assertThat(answer.adminPassword()).hasSizeGreaterThanOrEqualTo(12);
        Server server = awaitStatus(compute, answer.server(), ServerStatus.ACTIVE);
        compute.removeKey(project, keyName);
        compute.removeKey(project, keyName);

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
        Compute compute = staff(Access.MEMBER);
        ProjectResources resources = resources(Access.MEMBER);

        ServerId id = create(
                        compute,
                        project(Access.MEMBER).id(),
                        NewServer.of(name, image(resources, new RootVolume(2, true)), flavor(resources)),
                        null)
                .server();
        Server server = awaitStatus(compute, id, ServerStatus.ACTIVE);

        assertThat(server.image()).isNull();
        Volume root = resources.volumes().stream()
                .filter(volume -> volume.attachedTo().contains(id))
                .findFirst()
                .orElseThrow();
        assertThat(root.sizeGib()).isEqualTo(2);
        assertThat(compute.volumes(id)).containsExactly(new VolumeAttachment(root.id(), true));
        assertThat(server.addresses()).as("no network requested").isEmpty();
        cleanings.add(() -> await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(resources.volumes()).extracting(Volume::id).doesNotContain(root.id())));
    }

    @Test
    void existingRootVolumeIsKeptWhenTheServerIsDeleted() {
        Compute compute = staff(Access.MEMBER);
        ProjectResources resources = resources(Access.MEMBER);
        OutsideClient outside = new OutsideClient(cloud().cloudsYaml(), cloud().entry(Access.MEMBER));
        String volume = outside.ask(
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
        cleanings.add(() -> await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> outside.ask("volumev3", "DELETE", "/volumes/" + volume, null)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(resources.volumes())
                        .filteredOn(one -> one.id().equals(volume))
                        .singleElement()
                        .matches(Volume::available)
                        .matches(Volume::bootable));

        ServerId id = create(
                        compute,
                        project(Access.MEMBER).id(),
                        NewServer.of(name, new BootSource.OfVolume(volume, false), flavor(resources)),
                        null)
                .server();
        awaitStatus(compute, id, ServerStatus.ACTIVE);

        assertThat(resources.volumes())
                .filteredOn(one -> one.id().equals(volume))
                .singleElement()
                .satisfies(one -> assertThat(one.attachedTo()).containsExactly(id));
    }

    @Test
    void serverUsesAFreePortAndANetwork() {
        Compute compute = staff(Access.MEMBER);
        ProjectResources resources = resources(Access.MEMBER);
        OutsideClient outside = new OutsideClient(cloud().cloudsYaml(), cloud().entry(Access.MEMBER));
        String network = resources.networks().getFirst().id();
        String port = outside.ask("network", "POST", "/v2.0/ports", Map.of("port", Map.of("network_id", network)))
                .path("port")
                .path("id")
                .asString();
        cleanings.add(() -> outside.ask("network", "DELETE", "/v2.0/ports/" + port, null));
        assertThat(resources.freePorts()).extracting(Port::id).contains(port);
        NewServer plain = NewServer.of(name, image(resources, null), flavor(resources));
        NewServer wanted = plain.with(
                plain.source(),
                plain.flavor(),
                List.of(new Nic.OnNetwork(network), new Nic.OnPort(port)),
                List.of(),
                null);

        ServerId id = create(compute, project(Access.MEMBER).id(), wanted, null).server();
        awaitStatus(compute, id, ServerStatus.ACTIVE);

        assertThat(resources.ports(id)).hasSize(2).extracting(Port::id).contains(port);
        assertThat(resources.freePorts()).extracting(Port::id).doesNotContain(port);
    }

    @Test
    void invalidReferencesAreRejectedWithTheCloudsMessage() {
        Compute compute = staff(Access.MEMBER);
        ProjectResources resources = resources(Access.MEMBER);
        ProjectId project = project(Access.MEMBER).id();

        refuses(
                Category.REFUSED,
                () -> create(compute, project, NewServer.of(name, image(resources, null), "no-such-flavor"), null));
        refuses(
                Category.REFUSED,
                () -> create(
                        compute,
                        project,
                        NewServer.of(
                                name, new BootSource.OfImage(UUID.randomUUID().toString(), null), flavor(resources)),
                        null));
        refuses(
                Category.REFUSED,
                () -> create(compute, project, NewServer.of(name, image(resources, null), flavor(resources)), "none"));
    }

    @Test
    void serversAreCreatedOnlyWithAMemberRoleInTheProject() {
        ProjectResources resources = resources(Access.MEMBER);
        NewServer wanted = NewServer.of(name, image(resources, null), flavor(resources));
        Compute reader = staff(Access.READER);
        Compute administrator = staff(Access.ADMIN);
        ProjectId project = project(Access.MEMBER).id();

        refuses(Category.FORBIDDEN, () -> create(reader, project, wanted, null));
        assertThat(reader.makesIn(project)).isTrue();
        assertThat(administrator.makesIn(project)).isFalse();
        assertThat(administrator.scope().allProjects()).isTrue();
    }

    @Test
    void zonesAndServerGroupsOfTheProjectAreListed() {
        ProjectResources resources = resources(Access.MEMBER);
        OutsideClient outside = new OutsideClient(cloud().cloudsYaml(), cloud().entry(Access.MEMBER));
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
                .filteredOn(one -> one.id().equals(group))
                .singleElement()
                .satisfies(one -> assertThat(one.policy()).isEqualTo("affinity"));
        assertThat(resources(Access.ADMIN).serverGroups())
                .filteredOn(one -> one.id().equals(group))
                .as("server groups of the project with an administrator's credential")
                .hasSize(1);
        assertThat(resources.volumeSnapshots()).isNotNull();
    }

    private Compute.Begun create(Compute compute, ProjectId project, NewServer wanted, @Nullable String keyName) {
        Compute.Begun answer = compute.create(project, wanted, Map.of("stackdeck-operation", name), keyName);
        begun.add(answer.server());
        return answer;
    }

    private Project project(Access access) {
        Clouds clouds = clouds(access, 200);
        discovered(clouds);
        return staff(clouds);
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void privateFlavorIsOfferedToItsProjectsOnly(Access access) {
        String flavor = cloud().flavorOfResearch(name);
        cleanings.add(() -> cloud().removeFlavor(flavor));
        Clouds clouds = clouds(access, 200);
        discovered(clouds);

        assertThat(clouds.projects()).isNotEmpty().allSatisfy(project -> {
            List<String> offered =
                    clouds.resources(clouds.names().getFirst(), project.id()).orElseThrow().flavors().stream()
                            .map(OfferedFlavor::id)
                            .toList();
            assertThat(offered).hasSizeGreaterThan(1);
            assertThat(offered.contains(flavor))
                    .as(project.name())
                    .isEqualTo(project.name().equals("research"));
        });
    }

    private static Project staff(Clouds clouds) {
        return clouds.projects().stream()
                .filter(one -> one.name().equals("staff"))
                .findFirst()
                .orElseThrow();
    }

    private ProjectResources resources(Access access) {
        Clouds clouds = clouds(access, 200);
        discovered(clouds);
        return clouds.resources(clouds.names().getFirst(), staff(clouds).id()).orElseThrow();
    }

    private static BootSource image(ProjectResources resources, @Nullable RootVolume root) {
        return new BootSource.OfImage(
                resources.images().stream()
                        .filter(image -> image.minDiskGib() <= 1 && image.minRamMib() <= 512)
                        .map(OfferedImage::id)
                        .findFirst()
                        .orElseThrow(),
                root);
    }

    /** The smallest flavor. */
    private static String flavor(ProjectResources resources) {
        return resources.flavors().stream()
                .filter(flavor -> flavor.name().equals("m1.tiny"))
                .map(OfferedFlavor::id)
                .findFirst()
                .orElseThrow();
    }

    private static Server awaitStatus(Compute compute, ServerId id, ServerStatus status) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(server(compute, id).status()).isEqualTo(status));
        return server(compute, id);
    }

    /** A field of the server as an administrator sees it. */
    private String outside(ServerId id, String field) {
        return new OutsideClient(cloud().cloudsYaml(), cloud().entry(Access.ADMIN))
                .compute("GET", "/servers/" + id, null)
                .path("server")
                .path(field)
                .asString("");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
