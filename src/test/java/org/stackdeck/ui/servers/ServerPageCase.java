package org.stackdeck.ui.servers;

import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.AServer;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.DeletedServers;
import org.stackdeck.operations.FakeConsoleLogs;
import org.stackdeck.operations.FakeConsoles;
import org.stackdeck.operations.FakeDeletedServers;
import org.stackdeck.operations.FakeOperations;
import org.stackdeck.operations.FakeProtection;
import org.stackdeck.operations.FakeTimelines;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.SignedInUser;
import org.stackdeck.ui.preview.PreviewConfiguration;
import org.stackdeck.ui.preview.PreviewPages;

/** The page of a server for jonas, who runs the servers of one project, over modules in memory. */
@SpringJUnitConfig({PreviewConfiguration.class, ServerPageCase.Granted.class, PreviewPages.class})
@TestPropertySource(properties = "stackdeck.ui.delivery-gap=0")
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
@ViewPackages(packages = "org.stackdeck.ui")
abstract class ServerPageCase extends SpringBrowserlessTest {

    static final String WEB = "servers/lab/web-01";

    /** Rights that count. Not annotated, so that no scan finds it. */
    static class Granted {

        @Bean
        @Primary
        FakeAccess grantedAccess(Clock clock) {
            return new FakeAccess(clock);
        }

        @Bean
        @Primary
        FakeInventory visible(FakeAccess access) {
            return new FakeInventory(access);
        }

        @Bean
        @Primary
        FakeOperations possible(
                FakeAccess access,
                Inventory inventory,
                ProtectionBook protections,
                DeletedServers deleted,
                Clock clock) {
            return new FakeOperations(access, inventory, protections, deleted, clock);
        }
    }

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
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(
                        new SignedInUser(
                                PreviewConfiguration.JONAS, new UserName("jonas"), 1, new SessionId(UUID.randomUUID())),
                        "none",
                        "ROLE_MEMBER"));
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

    /** What is looked up beside the page comes a moment later. */
    void until(BooleanSupplier holds) {
        await().pollInSameThread().until(() -> {
            roundTrip();
            return holds.getAsBoolean();
        });
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
