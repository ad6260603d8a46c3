package org.stackdeck.api.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.api.TokenRequests.as;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.api.ApiTest;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.MutableClock;

@ApiTest
@DirtiesContext
class ProjectApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeAccessDecisionService access;

    @Autowired
    FakeClouds clouds;

    @Autowired
    MutableClock clock;

    private UserId viewer;

    @BeforeEach
    void someQuotas() {
        clock.advance(java.time.Duration.ofHours(1));
        clouds.resources().clear();
        clouds.resources()
                .add(
                        new Quota(Resource.CORES, 18, 20L),
                        new Quota(Resource.RAM, 2048, null),
                        new Quota(Resource.FLOATING_IPS, 5, 5L));
        viewer = access.member();
        access.grant(viewer, ServerBuilder.STAFF, Role.VIEWER, null);
    }

    @Test
    void quotasOfAProjectAreListedWithTheNearestLimitFirst() {
        MvcTestResult reply = limits(viewer, ServerBuilder.STAFF.id().value());

        assertThat(reply).hasStatusOk();
        assertThat(reply).bodyJson().extractingPath("$.project.name").isEqualTo("staff");
        assertThat(reply)
                .bodyJson()
                .extractingPath("$.limits[*].resource")
                .isEqualTo(List.of("floatingip", "cores", "ram"));
        assertThat(reply)
                .bodyJson()
                .extractingPath("$.limits[1]")
                .isEqualTo(Map.of("resource", "cores", "service", "compute", "used", 18, "limit", 20, "left", 2));
        assertThat(reply).bodyJson().extractingPath("$.limits[2].limit").isNull();
        assertThat(reply)
                .bodyJson()
                .extractingPath("$.services[0].readAt")
                .isEqualTo(clock.instant().toString());
    }

    @Test
    void aFailedQuotaServiceIsListedWithItsError() {
        clouds.resources().fail(Quota.Service.VOLUME, new CloudException(Category.UNREACHABLE, "connection refused"));

        MvcTestResult reply = limits(viewer, ServerBuilder.STAFF.id().value());

        assertThat(reply).hasStatusOk();
        assertThat(reply)
                .bodyJson()
                .extractingPath("$.services[1].problem")
                .isEqualTo(Map.of("category", "UNREACHABLE", "message", "connection refused"));
        assertThat(reply).bodyJson().extractingPath("$.services[0]").asMap().doesNotContainKey("problem");
        assertThat(reply).bodyJson().extractingPath("$.limits").asArray().hasSize(3);
    }

    @Test
    void limitsOfAnInvisibleProjectAreNotFound() {
        UserId some = access.member();
        access.grant(some, ServerBuilder.STAFF, new ResourceSelector.ByTag("mine"), Role.OPERATOR);

        assertThat(limits(some, ServerBuilder.STAFF.id().value()))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("no-project");
        assertThat(limits(viewer, ServerBuilder.RESEARCH.id().value())).hasStatus(404);
        assertThat(limits(viewer, "no-such-project")).hasStatus(404);
        assertThat(clouds.resources().quotaRequests()).isZero();
    }

    @Test
    void projectsVisibleAsAWholeAreListed() {
        MvcTestResult reply =
                http.get().uri("/api/os/projects").with(as(viewer)).exchange();

        assertThat(reply).hasStatusOk().bodyJson().extractingPath("$[*].name").isEqualTo(List.of("staff"));
    }

    private MvcTestResult limits(UserId user, String project) {
        return http.get()
                .uri("/api/os/projects/{id}/limits", project)
                .with(as(user))
                .exchange();
    }
}
