package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.FakeDeletionProtectionService;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.detail.FakeServerConsoleService;
import org.stackdeck.operations.detail.FakeServerTimelineService;
import org.stackdeck.operations.detail.FakeSoftDeletedServerLookup;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.preview.EnforcedPermissionsTestConfiguration;
import org.stackdeck.ui.preview.PageBeansTestConfiguration;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.preview.PageTestConfiguration;

/**
 * Base of tests of a server's page with in-memory modules. The user is jonas, who operates the servers of one project.
 */
@SpringJUnitConfig({
    PageTestConfiguration.class,
    EnforcedPermissionsTestConfiguration.class,
    PageBeansTestConfiguration.class
})
public abstract class ServerDetailTestBase extends PageTestBase {

    static final String WEB = "servers/lab/web-01";

    @Autowired
    public FakeAccessDecisionService access;

    @Autowired
    public FakeInventory inventory;

    @Autowired
    public FakeOperationService operations;

    @Autowired
    FakeDeletionProtectionService protection;

    @Autowired
    FakeSoftDeletedServerLookup deleted;

    @Autowired
    public CurrentUser currentUser;

    @Autowired
    FakeServerTimelineService timelines;

    @Autowired
    FakeServerConsoleService consoles;

    @Autowired
    ApplicationEventPublisher events;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        access.revokeAll(PageTestConfiguration.JONAS);
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.OPERATOR, null);
        inventory.put(
                ServerBuilder.named("web-01").host("compute-1").build(),
                ServerBuilder.named("db-01").project(ServerBuilder.RESEARCH).build());
        signInJonas(User.Role.MEMBER);
        super.initVaadinEnvironment();
    }

    public void open(String address) {
        UI.getCurrent().navigate(address);
        roundTrip();
    }

    public void changed() {
        events.publishEvent(new AccessChanged(PageTestConfiguration.JONAS));
        inventory.notifySubscribers();
        roundTrip();
    }

    public String text() {
        return find(ServerDetailContent.class).single().getElement().getTextRecursively();
    }

    NativeButton button(String word) {
        return find(NativeButton.class).all().stream()
                .filter(button -> button.getElement().getTextRecursively().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
