package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKind;

/** Tests the lists of resources besides servers. */
abstract class ResourceContract extends ContractTestBase {

    private static final Map<ResourceKind, String> SERVICES = Map.of(
            ResourceKind.IMAGE,
            "image",
            ResourceKind.VOLUME,
            "volumev3",
            ResourceKind.VOLUME_SNAPSHOT,
            "volumev3",
            ResourceKind.VOLUME_BACKUP,
            "volumev3",
            ResourceKind.VOLUME_TYPE,
            "volumev3",
            ResourceKind.FLAVOR,
            "compute",
            ResourceKind.AVAILABILITY_ZONE,
            "compute");

    private static final Map<ResourceKind, String> PATHS = Map.ofEntries(
            Map.entry(ResourceKind.IMAGE, "/v2/images?limit=1000"),
            Map.entry(ResourceKind.VOLUME, "/volumes/detail?all_tenants=1"),
            Map.entry(ResourceKind.VOLUME_SNAPSHOT, "/snapshots/detail?all_tenants=1"),
            Map.entry(ResourceKind.VOLUME_BACKUP, "/backups/detail?all_tenants=1"),
            Map.entry(ResourceKind.VOLUME_TYPE, "/types?is_public=None"),
            Map.entry(ResourceKind.NETWORK, "/v2.0/networks"),
            Map.entry(ResourceKind.SUBNET, "/v2.0/subnets"),
            Map.entry(ResourceKind.PORT, "/v2.0/ports"),
            Map.entry(ResourceKind.ROUTER, "/v2.0/routers"),
            Map.entry(ResourceKind.FLOATING_IP, "/v2.0/floatingips"),
            Map.entry(ResourceKind.SECURITY_GROUP, "/v2.0/security-groups"),
            Map.entry(ResourceKind.ADDRESS_GROUP, "/v2.0/address-groups"),
            Map.entry(ResourceKind.FLAVOR, "/flavors/detail?is_public=None"),
            Map.entry(ResourceKind.AVAILABILITY_ZONE, "/os-availability-zone"));

    List<CloudResource> list(CredentialKind credentialKind, ResourceKind kind) {
        Clouds clouds = discovered(credentialKind);
        return clouds.names().stream()
                .flatMap(cloud -> clouds.resourceClients(cloud).stream())
                .flatMap(lister -> lister.list(kind).stream())
                .toList();
    }

    /** Compares the list with that of an independent client. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SERVER_GROUP", "IMAGE_MEMBER"})
    void administratorListsTheResourcesOfAllProjects(ResourceKind kind) {
        IndependentOpenStackClient outside =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN));

        // Other users of a real cloud can change its resources between the two lists.
        awaitCloud().untilAsserted(() -> {
            List<String> listed = list(CredentialKind.ADMIN, kind).stream()
                    .map(CloudResource::id)
                    .toList();
            List<String> reported = outside.requestJson(
                            SERVICES.getOrDefault(kind, "network"), "GET", PATHS.get(kind), null)
                    .valueStream()
                    .filter(value -> value.isArray()
                            && !value.isEmpty()
                            && !id(value.path(0)).isEmpty())
                    .flatMap(array -> array.valueStream())
                    .filter(body -> !kind.hasProject() || kind == ResourceKind.VOLUME_BACKUP || isOfAProject(body))
                    .map(ResourceContract::id)
                    .toList();
            assertThat(reported.isEmpty()).isEqualTo(listed.isEmpty());
            assertThat(listed).doesNotHaveDuplicates().containsAll(reported);
        });
    }

    private static String id(tools.jackson.databind.JsonNode body) {
        return body.path("id").asString(body.path("zoneName").asString(""));
    }

    /** Returns whether the resource belongs to a project. Ports of highly available routers, for example, do not. */
    private static boolean isOfAProject(tools.jackson.databind.JsonNode body) {
        return List.of(
                        "project_id",
                        "owner",
                        "os-vol-tenant-attr:tenant_id",
                        "os-extended-snapshot-attributes:project_id")
                .stream()
                .anyMatch(field -> !body.path(field).asString("").isEmpty());
    }

    @ParameterizedTest
    @EnumSource(ResourceKind.class)
    void memberListsOnlyResourcesOfTheirProjectsAndPublishedOnes(ResourceKind kind) {
        Clouds clouds = clouds(CredentialKind.MEMBER, 200);
        discover(clouds);

        assertThat(list(CredentialKind.MEMBER, kind))
                .allSatisfy(resource -> assertThat(resource.published()
                                || !resource.sharedWith().isEmpty()
                                || clouds.projects().stream()
                                        .map(Project::id)
                                        .anyMatch(own -> resource.project() != null
                                                && own.equals(resource.project().id())))
                        .as(resource.toString())
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource(ResourceKind.class)
    void valuesHaveTheTypesOfTheirFields(ResourceKind kind) {
        List<String> codes = kind.fields().stream().map(ResourceField::code).toList();
        for (CloudResource resource : list(CredentialKind.ADMIN, kind)) {
            assertThat(resource.id()).isNotBlank();
            // Stackdeck uses this value only for actions and does not show it.
            assertThat(codes)
                    .containsAll(resource.values().keySet().stream()
                            .filter(code -> !code.equals(CloudResource.IMPORTABLE))
                            .toList());
            for (ResourceField field : kind.fields()) {
                Object value = resource.values().get(field.code());
                if (value != null) {
                    assertThat(value)
                            .as(field.code())
                            .isInstanceOf(
                                    switch (field.type()) {
                                        case TEXT -> String.class;
                                        case NUMBER, BYTES, MIB, GIB -> Long.class;
                                        case BOOLEAN -> Boolean.class;
                                        case TIME -> Instant.class;
                                        case TEXTS -> List.class;
                                        case MAP -> Map.class;
                                    });
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAVOR", "VOLUME_TYPE"})
    void privateFlavorOrVolumeTypeIsAvailableToItsProjectsOnly(ResourceKind kind) {
        String id = cloud().createForResearch(kind, "contract-" + UUID.randomUUID());
        try {
            for (CredentialKind credentialKind : List.of(CredentialKind.ADMIN, CredentialKind.MEMBER)) {
                Clouds clouds = clouds(credentialKind, 200);
                discover(clouds);
                List<CloudResource> found = list(credentialKind, kind).stream()
                        .filter(resource -> resource.id().equals(id))
                        .toList();

                assertThat(clouds.projects())
                        .isNotEmpty()
                        .allSatisfy(project -> assertThat(
                                        found.stream().anyMatch(resource -> resource.isAvailableTo(project.id())))
                                .as("%s in %s", credentialKind, project.name())
                                .isEqualTo(project.name().equals("research")));
                assertThat(found).noneMatch(CloudResource::published);
            }
        } finally {
            cloud().deleteForResearch(kind, id);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "NETWORK", "SUBNET", "PORT", "SECURITY_GROUP", "FLAVOR", "AVAILABILITY_ZONE"})
    void kindsThatEveryCloudHasAreNotEmpty(ResourceKind kind) {
        create();

        assertThat(list(CredentialKind.ADMIN, kind)).isNotEmpty();
    }
}
