package org.stackdeck.ui.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNavItem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.client.FakeSelectableResourceReader;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.ui.preview.AdministrationPageTestConfiguration;
import org.stackdeck.ui.preview.EnforcedPermissionsTestConfiguration;
import org.stackdeck.ui.preview.PageBeansTestConfiguration;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.preview.PageTestConfiguration;

@SpringJUnitConfig({
    PageTestConfiguration.class,
    ProjectsViewTests.TwoClouds.class,
    AdministrationPageTestConfiguration.class,
    EnforcedPermissionsTestConfiguration.class,
    PageBeansTestConfiguration.class
})
class ProjectsViewTests extends PageTestBase {

    private static final Project EDGE = new Project(new CloudName("edge"), new ProjectId("p-edge"), "edge-project");

    @TestConfiguration(proxyBeanMethods = false)
    static class TwoClouds {

        @Bean
        @Primary
        Clouds twoClouds(FakeSelectableResourceReader resources) {
            return new FakeClouds(new FakeCompute(ServerBuilder.STAFF, ServerBuilder.RESEARCH), new FakeCompute(EDGE)) {
                @Override
                public Optional<SelectableResourceReader> resources(CloudName cloud, ProjectId project) {
                    return Optional.of(resources);
                }
            };
        }
    }

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeAccessDecisionService fakeAccessDecisionService;

    @Autowired
    private FakeSelectableResourceReader resources;

    @Autowired
    private ApplicationEventPublisher events;

    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        signIn(mia);
        resources.add(
                new Quota(Resource.RAM, 136 * 1024, 200 * 1024L),
                new Quota(Resource.CORES, 18, 20L),
                new Quota(Resource.GIGABYTES, 1620, null),
                new Quota(Resource.FLOATING_IPS, 5, 5L));
        super.initVaadinEnvironment();
    }

    @Test
    void quotaNearestToItsLimitIsShownFirst() {
        open();

        assertThat(projects()).containsExactly("staff");
        assertThat(text("nearest")).containsExactly("Closest to limit: Floating IPs, 5 of 5; none left");
        assertThat(text("said"))
                .containsExactly(
                        "Floating IPs5 of 5none left",
                        "vCPUs18 of 202 left",
                        "RAM136 GB of 200 GB64 GB left",
                        "Volume storage1,620 GB, no limit");
        assertThat(states()).containsExactly("full", "near", "calm", "calm");
    }

    @Test
    void quotasLinkToTheResourcesOfTheProjectThatUseThem() {
        resources.add(new Quota(Resource.SUBNETS, 1, 10L));

        open();

        assertThat(find(Anchor.class).all())
                .extracting(Anchor::getText, Anchor::getHref)
                .contains(
                        tuple(
                                "vCPUs",
                                "servers?q=project%3A"
                                        + ServerBuilder.STAFF.id().value()),
                        tuple(
                                "Volume storage",
                                "volumes?q=project%3A"
                                        + ServerBuilder.STAFF.id().value()),
                        tuple(
                                "Subnets",
                                "subnets?q=project%3A"
                                        + ServerBuilder.STAFF.id().value()));
    }

    @Test
    void failedServiceIsNamedAndOthersAreShown() {
        resources.fail(
                Quota.Service.NETWORK, new CloudException(CloudException.Category.UNREACHABLE, "connection refused"));

        open();

        assertThat(text("remark")).containsExactly("Network: unavailable. connection refused");
        assertThat(text("said")).hasSize(3);
    }

    @Test
    void refreshReloadsTheQuotas() {
        open();
        resources.add(new Quota(Resource.CORES, 20, 20L));

        await().pollInSameThread().untilAsserted(() -> {
            test(find(Button.class).withText("Refresh").single()).click();
            roundTrip();
            assertThat(text("said")).contains("vCPUs20 of 20none left");
        });
    }

    @Test
    void grantedAndRevokedProjectsShowAtOnce() {
        open();

        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        changed();
        until(() -> projects().equals(List.of("research", "staff")));

        fakeAccessDecisionService.revokeAll(mia.id());
        changed();
        until(() -> find(H2.class).withText("No projects to show").exists());
        assertThat(text("said")).isEmpty();
    }

    @Test
    void refreshButtonAppearsWithTheFirstProject() {
        fakeAccessDecisionService.revokeAll(mia.id());
        UI.getCurrent().navigate(ProjectRoutes.PATH);
        until(() -> find(H2.class).withText("No projects to show").exists());
        assertThat(find(Button.class).withText("Refresh").exists()).isFalse();

        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.RESEARCH, Role.VIEWER, null);
        changed();

        until(() -> find(Button.class).withText("Refresh").exists());
    }

    @Test
    void singleProjectHasItsOwnPage() {
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.RESEARCH, Role.MANAGER, null);

        UI.getCurrent().navigate(ProjectRoutes.projectPath(ServerBuilder.RESEARCH));
        until(() -> !text("said").isEmpty());

        assertThat(find(H1.class).single().getText()).isEqualTo("research");
        assertThat(projects()).containsExactly("research");
    }

    @Test
    void cardsNameTheCloudWhileProjectsOfSeveralCloudsAreShown() {
        open();
        assertThat(clouds()).isEmpty();

        fakeAccessDecisionService.grant(mia.id(), EDGE, Role.VIEWER, null);
        changed();
        until(() -> projects().size() == 2);

        assertThat(clouds()).containsExactlyInAnyOrder("lab", "edge");
        UI.getCurrent().navigate(ProjectRoutes.projectPath(EDGE));
        roundTrip();
        assertThat(projects()).containsExactly("edge-project");
        assertThat(clouds()).isEmpty();
    }

    private List<String> clouds() {
        return all("card-head")
                .flatMap(Component::getChildren)
                .filter(part -> part instanceof Span && part.isVisible())
                .map(part -> part.getElement().getText())
                .toList();
    }

    @Test
    void invisibleProjectIsNotFound() {
        UI.getCurrent().navigate(ProjectRoutes.projectPath(ServerBuilder.RESEARCH));
        roundTrip();

        assertThat(find(ProjectsView.class).exists()).isFalse();
        assertThat(find(H2.class).withText("Page not found").exists()).isTrue();
        assertThat(resources.quotaRequests()).isZero();
    }

    @Test
    void navigationEntryIsShownToUsersWithAProject() {
        open();
        assertThat(way()).isTrue();

        fakeAccessDecisionService.revokeAll(mia.id());
        changed();
        until(() -> !way());
    }

    private boolean way() {
        return find(SideNavItem.class).all().stream()
                .anyMatch(item -> item.isVisible() && ProjectRoutes.PATH.equals(item.getPath()));
    }

    private void open() {
        UI.getCurrent().navigate(ProjectRoutes.PATH);
        until(() -> text("said").size() + text("remark").size() >= 4);
    }

    private void changed() {
        events.publishEvent(new AccessChanged(mia.id()));
    }

    private List<String> projects() {
        return find(Anchor.class).all().stream()
                .filter(anchor -> anchor.hasClassName("n"))
                .map(Anchor::getText)
                .toList();
    }

    private List<String> text(String className) {
        return all(className)
                .map(part -> part.getElement().getTextRecursively())
                .toList();
    }

    private List<String> states() {
        return all("quota")
                .map(part -> part.getElement().getAttribute("data-state"))
                .toList();
    }

    private Stream<Component> all(String className) {
        return find(ProjectsView.class).all().stream()
                .flatMap(PageTestBase::below)
                .filter(part -> part.getElement().getClassList().contains(className));
    }
}
