package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import tools.jackson.databind.JsonNode;

/** Tests the usage and the limits of a project with each kind of credential. */
abstract class QuotaContract extends ContractTestBase {

    private SelectableResourceReader resources(CredentialKind credentialKind, String project) {
        Clouds clouds = clouds(credentialKind, 200);
        discover(clouds);
        Project its = project(clouds, project);
        return clouds.resources(its.cloud(), its.id()).orElseThrow();
    }

    private static Project project(Clouds clouds, String name) {
        return clouds.projects().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<Resource, Quota> allQuotas(SelectableResourceReader resources) {
        return Stream.of(Quota.Service.values())
                .flatMap(service -> resources.quotas(service).stream())
                .collect(Collectors.toMap(Quota::resource, Function.identity()));
    }

    @ParameterizedTest
    @CredentialKindSource(includeReader = true)
    void eachCredentialReadsTheQuotaOfEveryResource(CredentialKind credentialKind) {
        assertThat(allQuotas(resources(credentialKind, "staff"))).containsOnlyKeys(Resource.values());
    }

    /** Compares the quotas with those of an independent client, by the names that the services use. */
    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.READER, CredentialKind.ADMIN})
    void quotasEqualThoseOfAnIndependentClient(CredentialKind credentialKind) {
        SelectableResourceReader resources = resources(credentialKind, "staff");
        String id = project(clouds(CredentialKind.ADMIN), "staff").id().value();
        IndependentOpenStackClient outside =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN));

        // Other users of a real cloud can change the usage between the two requests.
        awaitCloud().untilAsserted(() -> {
            Map<Resource, Quota> told = allQuotas(resources);
            told.forEach((resource, quota) -> {
                JsonNode said = reportedQuota(outside, id, resource);
                assertThat(quota.used())
                        .as(resource.code())
                        .isEqualTo(said.path("used").asLong());
                assertThat(quota.limit() == null ? -1 : quota.limit())
                        .as(resource.code())
                        .isEqualTo(said.path("limit").asLong());
            });
        });
    }

    private Clouds clouds(CredentialKind credentialKind) {
        Clouds clouds = clouds(credentialKind, 200);
        discover(clouds);
        return clouds;
    }

    /** Returns the quota from the quota sets. The adapter reads limits instead, and could misread them. */
    private static JsonNode reportedQuota(IndependentOpenStackClient outside, String project, Resource resource) {
        JsonNode node = switch (resource.service()) {
            case COMPUTE ->
                outside.compute("GET", "/os-quota-sets/" + project + "/detail", null)
                        .path("quota_set");
            case VOLUME ->
                outside.requestJson("volumev3", "GET", "/os-quota-sets/" + project + "?usage=True", null)
                        .path("quota_set");
            case NETWORK ->
                outside.requestJson("network", "GET", "/v2.0/quotas/" + project + "/details.json", null)
                        .path("quota");
        };
        JsonNode response = node.path(resource.code());
        long used = response.path(response.has("used") ? "used" : "in_use").asLong(-1)
                + response.path("reserved").asLong();
        return tools.jackson.databind.json.JsonMapper.shared()
                .createObjectNode()
                .put("used", used)
                .put("limit", response.path("limit").asLong(-2));
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void newServerCountsImmediately(CredentialKind credentialKind) {
        create();
        SelectableResourceReader resources = resources(credentialKind, "staff");

        awaitCloud().untilAsserted(() -> {
            int servers = staffCompute(credentialKind).servers(page -> {}).servers().stream()
                    .filter(server -> server.project().name().equals("staff"))
                    .toList()
                    .size();
            assertThat(allQuotas(resources).get(Resource.INSTANCES))
                    .satisfies(quota -> assertThat(quota.used()).isEqualTo(servers));
        });
    }

    @Test
    void administratorReadsTheQuotasOfEachProject() {
        Map<Resource, Quota> staff = allQuotas(resources(CredentialKind.ADMIN, "staff"));
        Map<Resource, Quota> research = allQuotas(resources(CredentialKind.ADMIN, "research"));

        assertThat(staff.get(Resource.INSTANCES)).isNotEqualTo(research.get(Resource.INSTANCES));
    }

    @Test
    void memberIsForbiddenTheQuotasOfOtherProjects() {
        Clouds clouds = clouds(CredentialKind.MEMBER);
        String other = project(clouds(CredentialKind.ADMIN), "research").id().value();
        IndependentOpenStackClient outside =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));

        assertThat(clouds.projects()).extracting(p -> p.id().value()).doesNotContain(other);
        String own = clouds.projects().getFirst().id().value();
        assertThat(outside.sendRaw("compute", "GET", "/limits?tenant_id=" + own, null)
                        .status())
                .isEqualTo(403);
        assertThat(outside.sendRaw("compute", "GET", "/limits?tenant_id=" + other, null)
                        .status())
                .isEqualTo(403);
        assertThat(outside.sendRaw("volumev3", "GET", "/os-quota-sets/" + other + "?usage=true", null)
                        .status())
                .isEqualTo(403);
        assertThat(outside.sendRaw("network", "GET", "/v2.0/quotas/" + other + "/details", null)
                        .status())
                .isEqualTo(403);
    }
}
