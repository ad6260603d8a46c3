package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.accessrequests.AccessRequestsChanged;
import org.stackdeck.accessrequests.FakeAccessRequestService;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;

/** Tests the empty state of a user whose grants contain no servers. */
class NoServersStateTests extends ServerGridTestBase {

    @Autowired
    private FakeAccessRequestService requests;

    @Autowired
    private ApplicationEventPublisher events;

    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        access.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        inventory.put(ServerBuilder.named("web").build());
        inventory.removeAll();
        signIn(mia);
        super.initVaadinEnvironment();
        openGrid("");
    }

    @Test
    void pendingRequestReplacesTheButtonThatRequestsAccess() {
        assertThat(hasRequestButton()).isTrue();

        requests.create(
                FakeUserDirectory.caller(mia),
                RequestedAccess.withoutTarget(Duration.ofHours(8), "I run the batch jobs"));
        events.publishEvent(new AccessRequestsChanged(mia.id()));

        until(() -> !hasRequestButton());
    }

    @Test
    void grantedPermissionToLaunchReplacesTheButtonThatRequestsAccess() {
        assertThat(hasRequestButton()).isTrue();

        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);
        events.publishEvent(new AccessChanged(mia.id()));

        until(() -> !hasRequestButton());
        assertThat(find(Anchor.class).withText("Launch server").exists()).isTrue();
    }

    private boolean hasRequestButton() {
        return find(Button.class).withText("Request access").exists();
    }
}
