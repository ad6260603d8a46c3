package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.api.Asking.as;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.FakeClouds;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.Quota.Resource;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.MovableClock;

@ApiTest
@DirtiesContext
class ProjectApiTests {

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeAccess access;

    @Autowired
    FakeClouds clouds;

    @Autowired
    MovableClock clock;

    private UserId viewer;

    @BeforeEach
    void someQuotas() {
        clock.move(java.time.Duration.ofHours(1));
        clouds.resources().clear();
        clouds.resources()
                .have(
                        new Quota(Resource.CORES, 18, 20L),
                        new Quota(Resource.RAM, 2048, null),
                        new Quota(Resource.FLOATING_IPS, 5, 5L));
        viewer = access.member();
        access.grant(viewer, AServer.STAFF, Role.VIEWER, null);
    }

    @Test
    void quotasOfAProjectAreListedWithTheNearestLimitFirst() {
        MvcTestResult reply = limits(viewer, AServer.STAFF.id().value());

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

        MvcTestResult reply = limits(viewer, AServer.STAFF.id().value());

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
        access.grant(
                some,
                new Terms(
                        AServer.CLOUD,
                        Set.of(AServer.STAFF.id()),
                        new ServerSelector.Tagged("mine"),
                        Role.OPERATOR,
                        null,
                        null,
                        null));

        assertThat(limits(some, AServer.STAFF.id().value()))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("no-project");
        assertThat(limits(viewer, AServer.RESEARCH.id().value())).hasStatus(404);
        assertThat(limits(viewer, "no-such-project")).hasStatus(404);
        assertThat(clouds.resources().quotaQuestions()).isZero();
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
