package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.util.function.SingletonSupplier;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.ResourceKind;
import tools.jackson.databind.JsonNode;

/**
 * A real OpenStack with the lab's projects, users and entries. {@code STACKDECK_LAB_CLOUDS} is the path of its
 * clouds.yaml.
 */
final class LabCloud implements CloudUnderTest {

    private final Path cloudsYaml =
            Path.of(System.getenv().getOrDefault("STACKDECK_LAB_CLOUDS", "/var/lib/openstack-lab/clouds.yaml"));
    private final IndependentOpenStackClient member =
            new IndependentOpenStackClient(cloudsYaml, entry(CredentialKind.MEMBER));
    private final IndependentOpenStackClient administrator =
            new IndependentOpenStackClient(cloudsYaml, entry(CredentialKind.ADMIN));

    private final Supplier<String> smallestFlavor = SingletonSupplier.of(
            () -> flavors().findFirst().orElseThrow().path("id").asString());
    private final Supplier<String> publicImage =
            SingletonSupplier.of(() -> member.requestJson("image", "GET", "/v2/images?visibility=public", null)
                    .path("images")
                    .path(0)
                    .path("id")
                    .asString());

    @Override
    public Path cloudsYaml() {
        return cloudsYaml;
    }

    @Override
    public String entry(CredentialKind credentialKind) {
        return switch (credentialKind) {
            case MEMBER_OF_ALL -> "console-all";
            case MEMBER -> "staff";
            case APPLICATION -> "staff-app";
            case READER -> "staff-reader";
            case ADMIN -> "admin";
        };
    }

    @Override
    public ServerId create(String name, Map<String, String> metadata) {
        return create(name, metadata, "none");
    }

    @Override
    public ServerId createWithAddress(String name) {
        JsonNode network = member.requestJson("network", "GET", "/v2.0/networks?router:external=false", null)
                .path("networks")
                .path(0);
        return create(name, Map.of(), List.of(Map.of("uuid", network.path("id").asString())));
    }

    private ServerId create(String name, Map<String, String> metadata, Object networks) {
        JsonNode response = member.compute(
                "POST",
                "/servers",
                Map.of(
                        "server",
                        Map.of(
                                "name",
                                name,
                                "flavorRef",
                                smallestFlavor.get(),
                                "imageRef",
                                publicImage.get(),
                                "networks",
                                networks,
                                "metadata",
                                metadata)));
        ServerId id = new ServerId(response.path("server").path("id").asString());
        awaitStatus(id, "ACTIVE");
        return id;
    }

    private void awaitStatus(ServerId id, String status) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(member.compute("GET", "/servers/" + id, null)
                                .path("server")
                                .path("status")
                                .asString(""))
                        .isEqualTo(status));
    }

    @Override
    public void rename(ServerId id, String name) {
        member.compute("PUT", "/servers/" + id, Map.of("server", Map.of("name", name)));
    }

    @Override
    public void lock(ServerId id, String reason) {
        member.compute("POST", "/servers/" + id + "/action", Map.of("lock", Map.of("locked_reason", reason)));
    }

    @Override
    public void lockAsAdministrator(ServerId id, String reason) {
        administrator.compute("POST", "/servers/" + id + "/action", Map.of("lock", Map.of("locked_reason", reason)));
    }

    @Override
    public String createForResearch(ResourceKind kind, String name) {
        boolean isFlavor = kind == ResourceKind.FLAVOR;
        String path = isFlavor ? "/flavors" : "/types";
        String object = isFlavor ? "flavor" : "volume_type";
        String id = administrator
                .requestJson(
                        kind.service(),
                        "POST",
                        path,
                        Map.of(
                                object,
                                isFlavor
                                        ? Map.of(
                                                "name",
                                                name,
                                                "ram",
                                                256,
                                                "vcpus",
                                                1,
                                                "disk",
                                                1,
                                                "os-flavor-access:is_public",
                                                false)
                                        : Map.of("name", name, "os-volume-type-access:is_public", false)))
                .path(object)
                .path("id")
                .asString();
        administrator.requestJson(
                kind.service(),
                "POST",
                path + "/" + id + "/action",
                isFlavor
                        ? Map.of("addTenantAccess", Map.of("tenant", project("research")))
                        : Map.of("addProjectAccess", Map.of("project", project("research"))));
        return id;
    }

    @Override
    public void deleteForResearch(ResourceKind kind, String id) {
        administrator.requestJson(
                kind.service(), "DELETE", (kind == ResourceKind.FLAVOR ? "/flavors/" : "/types/") + id, null);
    }

    String project(String name) {
        return administrator
                .requestJson("identity", "GET", "/projects?name=" + name, null)
                .path("projects")
                .path(0)
                .path("id")
                .asString();
    }

    private Stream<JsonNode> flavors() {
        return member.compute("GET", "/flavors/detail", null)
                .path("flavors")
                .valueStream()
                .sorted(Comparator.comparingInt(flavor -> flavor.path("disk").asInt()));
    }

    @Override
    public void resize(ServerId id) {
        String present = member.compute("GET", "/servers/" + id, null)
                .path("server")
                .path("flavor")
                .path("original_name")
                .asString("");
        // Nova does not define the order of its flavors, and rejects a resize to a smaller disk.
        String other = flavors()
                .dropWhile(flavor -> !flavor.path("name").asString("").equals(present))
                .skip(1)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        member.compute("POST", "/servers/" + id + "/action", Map.of("resize", Map.of("flavorRef", other)));
        awaitStatus(id, "VERIFY_RESIZE");
    }

    @Override
    public void setTags(ServerId id, Set<String> tags) {
        member.compute("PUT", "/servers/" + id + "/tags", Map.of("tags", tags));
    }

    @Override
    public void setMetadata(ServerId id, Map<String, String> metadata) {
        member.compute("PUT", "/servers/" + id + "/metadata", Map.of("metadata", metadata));
    }

    @Override
    public void removeAddresses(ServerId id) {
        String interfaces = "/servers/" + id + "/os-interface";
        for (JsonNode attached : member.compute("GET", interfaces, null).path("interfaceAttachments")) {
            member.compute("DELETE", interfaces + "/" + attached.path("port_id").asString(), null);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(member.compute("GET", "/servers/" + id + "/ips", null)
                                .path("addresses"))
                        .isEmpty());
    }

    @Override
    public void delete(ServerId id) {
        administrator.compute("DELETE", "/servers/" + id, null);
    }

    @Override
    public void close() {}
}
