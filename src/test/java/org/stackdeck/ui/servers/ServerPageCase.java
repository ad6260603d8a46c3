package org.stackdeck.ui.servers;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.AServer;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.FakeConsoleLogs;
import org.stackdeck.operations.FakeConsoles;
import org.stackdeck.operations.FakeDeletedServers;
import org.stackdeck.operations.FakeOperations;
import org.stackdeck.operations.FakeProtection;
import org.stackdeck.operations.FakeTimelines;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.preview.GrantedServers;
import org.stackdeck.ui.preview.PageCase;
import org.stackdeck.ui.preview.PreviewConfiguration;
import org.stackdeck.ui.preview.PreviewPages;

/**
 * Base class for tests of a server's page, with in-memory modules, for jonas, who operates the servers of one project.
 */
@SpringJUnitConfig({PreviewConfiguration.class, GrantedServers.class, PreviewPages.class})
abstract class ServerPageCase extends PageCase {

    static final String WEB = "servers/lab/web-01";

    @Autowired
    FakeAccess access;

    @Autowired
    FakeInventory inventory;

    @Autowired
    FakeOperations operations;

    @Autowired
    FakeProtection protection;

    @Autowired
    FakeDeletedServers deleted;

    @Autowired
    CurrentUser currentUser;

    @Autowired
    FakeTimelines timelines;

    @Autowired
    FakeConsoles consoles;

    @Autowired
    FakeConsoleLogs logs;

    @Autowired
    ApplicationEventPublisher events;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        access.revokeAll(PreviewConfiguration.JONAS);
        access.grant(PreviewConfiguration.JONAS, AServer.STAFF, Role.OPERATOR, null);
        inventory.put(
                AServer.named("web-01").host("compute-1").build(),
                AServer.named("db-01").in(AServer.RESEARCH).build());
        signInJonas(User.Role.MEMBER);
        super.initVaadinEnvironment();
    }

    void open(String address) {
        UI.getCurrent().navigate(address);
        roundTrip();
    }

    void changed() {
        events.publishEvent(new AccessChanged(PreviewConfiguration.JONAS));
        inventory.refilter();
        roundTrip();
    }

    String text() {
        return find(ServerPage.class).single().getElement().getTextRecursively();
    }

    NativeButton button(String word) {
        return find(NativeButton.class).all().stream()
                .filter(button -> button.getElement().getTextRecursively().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
