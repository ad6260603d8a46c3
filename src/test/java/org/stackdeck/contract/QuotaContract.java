package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.Quota.Resource;
import tools.jackson.databind.JsonNode;

/** Usage and limits of a project, with each kind of credential. */
abstract class QuotaContract extends ContractCases {

    private static final Duration SOON = Duration.ofSeconds(30);

    private ProjectResources resources(Access access, String project) {
        Clouds clouds = clouds(access, 200);
        discovered(clouds);
        Project its = project(clouds, project);
        return clouds.resources(its.cloud(), its.id()).orElseThrow();
    }

    private static Project project(Clouds clouds, String name) {
        return clouds.projects().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<Resource, Quota> all(ProjectResources resources) {
        return Stream.of(Quota.Service.values())
                .flatMap(service -> resources.quotas(service).stream())
                .collect(Collectors.toMap(Quota::resource, Function.identity()));
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void eachCredentialReadsTheQuotaOfEveryResource(Access access) {
        assertThat(all(resources(access, "staff"))).containsOnlyKeys(Resource.values());
    }

    /** Compares with an independent client, in the names of the services. */
    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "READER", "ADMIN"})
    void quotasEqualThoseOfAnIndependentClient(Access access) {
        ProjectResources resources = resources(access, "staff");
        String id = project(clouds(Access.ADMIN), "staff").id().value();
        OutsideClient outside = new OutsideClient(cloud().cloudsYaml(), cloud().entry(Access.ADMIN));

        // A real cloud has other users.
        await().atMost(SOON).untilAsserted(() -> {
            Map<Resource, Quota> told = all(resources);
            told.forEach((resource, quota) -> {
                JsonNode said = said(outside, id, resource);
                assertThat(quota.used())
                        .as(resource.word())
                        .isEqualTo(said.path("used").asLong());
                assertThat(quota.limit() == null ? -1 : quota.limit())
                        .as(resource.word())
                        .isEqualTo(said.path("limit").asLong());
            });
        });
    }

    private Clouds clouds(Access access) {
        Clouds clouds = clouds(access, 200);
        discovered(clouds);
        return clouds;
    }

    /** Reads quota sets where the adapter reads limits, so that both cannot be wrong in the same way. */
    private static JsonNode said(OutsideClient outside, String project, Resource resource) {
        JsonNode node = switch (resource.service()) {
            case COMPUTE ->
                outside.compute("GET", "/os-quota-sets/" + project + "/detail", null)
                        .path("quota_set");
            case VOLUME ->
                outside.ask("volumev3", "GET", "/os-quota-sets/" + project + "?usage=True", null)
                        .path("quota_set");
            case NETWORK ->
                outside.ask("network", "GET", "/v2.0/quotas/" + project + "/details.json", null)
                        .path("quota");
        };
        JsonNode told = node.path(resource.word());
        long used = told.path(told.has("used") ? "used" : "in_use").asLong(-1)
                + told.path("reserved").asLong();
        return tools.jackson.databind.json.JsonMapper.shared()
                .createObjectNode()
                .put("used", used)
                .put("limit", told.path("limit").asLong(-2));
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void newServerCountsImmediately(Access access) {
        create();
        ProjectResources resources = resources(access, "staff");

        await().atMost(SOON).untilAsserted(() -> {
            int servers = staff(access).servers(page -> {}).servers().stream()
                    .filter(server -> server.project().name().equals("staff"))
                    .toList()
                    .size();
            assertThat(all(resources).get(Resource.INSTANCES))
                    .satisfies(quota -> assertThat(quota.used()).isEqualTo(servers));
        });
    }

    @Test
    void administratorReadsTheQuotasOfEachProject() {
        Map<Resource, Quota> staff = all(resources(Access.ADMIN, "staff"));
        Map<Resource, Quota> research = all(resources(Access.ADMIN, "research"));

        assertThat(staff.get(Resource.INSTANCES)).isNotEqualTo(research.get(Resource.INSTANCES));
    }

    @Test
    void memberIsForbiddenTheQuotasOfOtherProjects() {
        Clouds clouds = clouds(Access.MEMBER);
        String other = project(clouds(Access.ADMIN), "research").id().value();
        OutsideClient outside = new OutsideClient(cloud().cloudsYaml(), cloud().entry(Access.MEMBER));

        assertThat(clouds.projects()).extracting(p -> p.id().value()).doesNotContain(other);
        String own = clouds.projects().getFirst().id().value();
        assertThat(outside.say("compute", "GET", "/limits?tenant_id=" + own, null)
                        .status())
                .isEqualTo(403);
        assertThat(outside.say("compute", "GET", "/limits?tenant_id=" + other, null)
                        .status())
                .isEqualTo(403);
        assertThat(outside.say("volumev3", "GET", "/os-quota-sets/" + other + "?usage=true", null)
                        .status())
                .isEqualTo(403);
        assertThat(outside.say("network", "GET", "/v2.0/quotas/" + other + "/details", null)
                        .status())
                .isEqualTo(403);
    }
}
