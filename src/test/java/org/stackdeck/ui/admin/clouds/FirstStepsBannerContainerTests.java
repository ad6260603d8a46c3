package org.stackdeck.ui.admin.clouds;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.ui.preview.AdministrationPageTestConfiguration;
import org.stackdeck.ui.preview.PageBeansTestConfiguration;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.preview.PageTestConfiguration;

@SpringJUnitConfig({
    PageTestConfiguration.class,
    AdministrationPageTestConfiguration.class,
    FirstStepsBannerContainerTests.ConnectedCloud.class,
    PageBeansTestConfiguration.class
})
class FirstStepsBannerContainerTests extends PageTestBase {

    @TestConfiguration(proxyBeanMethods = false)
    static class ConnectedCloud {

        @Bean
        @Primary
        FakeClouds connectedClouds() {
            return new FakeClouds(new FakeCompute(ServerBuilder.STAFF));
        }
    }

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeGrantService grants;

    @Autowired
    private ApplicationEventPublisher events;

    private User ada;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        ada = directory.administrator("ada");
        signIn(ada);
        super.initVaadinEnvironment();
    }

    @Test
    void barLeadsFromStepToStepUntilAllAreComplete() {
        UI.getCurrent().navigate("admin/invitations");
        roundTrip();
        assertThat(bar()).contains("Step 2 of 3: Invite colleagues");
        assertThat(barLinks()).containsExactly("admin/first-steps");

        User mia = directory.member("mia");
        events.publishEvent(new UserChanged(mia.id()));
        until(() -> bar().contains("Step 3 of 3: Create a grant"));
        assertThat(barLinks()).containsExactly("admin/first-steps", "admin/grants");

        UI.getCurrent().navigate("admin/grants");
        roundTrip();
        assertThat(bar()).contains("Step 3 of 3");
        Grant grant = createGrant(mia);
        assertThat(barLinks()).containsExactly("servers");

        grants.revoke(FakeUserDirectory.caller(ada), grant.id());
        events.publishEvent(new AccessChanged(mia.id()));
        until(() -> bar().contains("Step 3 of 3"));
        assertThat(barLinks()).containsExactly("admin/first-steps");
        createGrant(mia);

        UI.getCurrent().navigate("admin/invitations");
        roundTrip();
        assertThat(bar()).isEmpty();
    }

    private Grant createGrant(User user) {
        Grant grant = grants.create(
                        FakeUserDirectory.caller(ada),
                        Grantee.of(user.id()),
                        new GrantTerms(ServerBuilder.CLOUD, Set.of(), Role.VIEWER, null, null))
                .grant();
        events.publishEvent(new AccessChanged(user.id()));
        until(() -> bar().contains("The first steps are complete."));
        return grant;
    }

    @Test
    void barIsHiddenForGoodAndOnOtherPages() {
        UI.getCurrent().navigate("admin/users");
        roundTrip();
        assertThat(bar()).isEmpty();
        UI.getCurrent().navigate("admin/grants");
        roundTrip();
        assertThat(bar()).contains("Step 2 of 3");

        test(find(NativeButton.class)
                        .withAttribute("aria-label", "Hide the first steps")
                        .single())
                .click();
        assertThat(bar()).isEmpty();
        UI.getCurrent().navigate("admin/invitations");
        roundTrip();
        assertThat(bar()).isEmpty();
    }

    private String bar() {
        return find(Div.class).withClassName("banner").all().stream()
                .filter(Div::isVisible)
                .map(banner -> banner.getElement().getTextRecursively())
                .collect(Collectors.joining());
    }

    private List<String> barLinks() {
        return find(Div.class).withClassName("banner").all().stream()
                .flatMap(Component::getChildren)
                .filter(part -> part instanceof Anchor && part.isVisible())
                .map(part -> ((Anchor) part).getHref())
                .toList();
    }
}
