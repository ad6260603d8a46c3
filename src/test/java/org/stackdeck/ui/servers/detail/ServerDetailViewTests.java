package org.stackdeck.ui.servers.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stackdeck.access.Role;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.keypair.TemporaryKeyPairName;
import org.stackdeck.cloud.keypair.TestPublicKeys;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.TestFreshness;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.keypairs.FakeUserKeyPairService;
import org.stackdeck.keypairs.KeyPairName;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.FakeServerConsoleService;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineEntry;
import org.stackdeck.ui.operations.RerunActionSelector;
import org.stackdeck.ui.preview.PageTestConfiguration;
import org.stackdeck.ui.servers.TestOperationBuilder;
import org.stackdeck.ui.servers.console.ConsoleLogTab;
import org.stackdeck.ui.servers.console.ConsoleTab;
import org.stackdeck.ui.servers.live.PresenceRegistry;
import org.stackdeck.ui.servers.state.ServerStateBadge;

class ServerDetailViewTests extends ServerDetailTestBase {

    private static final String OPERATION = "0b6a2d1c-9f3e-4c55-8a51-5f0f3f6f2a10";

    @Autowired
    private FakeUserKeyPairService keyPairs;

    @Autowired
    ApplicationContext context;

    @Autowired
    private PresenceRegistry presenceRegistry;

    @Autowired
    private FakeResourceInventory resources;

    @Autowired
    private FakeOwnershipService owners;

    @Autowired
    private UserDirectory directory;

    @Test
    void stateFollowsTheCloud() {
        open(WEB);
        assertThat(pill()).isEqualTo("Running");

        inventory.put(ServerBuilder.named("web-01").status(ServerStatus.SHUTOFF).build());
        roundTrip();

        assertThat(pill()).isEqualTo("Off");
        assertThat(find(H1.class).single().getText()).isEqualTo("web-01");
    }

    @Test
    void closedMenuKeepsNoScripts() {
        open(WEB);
        for (int change = 0; change < 100; change++) {
            inventory.put(ServerBuilder.named("web-01")
                    .status(change % 2 == 0 ? ServerStatus.SHUTOFF : ServerStatus.ACTIVE)
                    .build());
            roundTrip();
        }
        UI ui = UI.getCurrentOrThrow();
        ui.getInternals().dumpPendingJavaScriptInvocations();

        NativeButton opener =
                find(NativeButton.class).withAttribute("aria-haspopup", "menu").single();
        fire(opener, "vaadin-context-menu-before-open");
        ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();

        assertThat(find(ContextMenu.class).all()).hasSize(1);
        assertThat(ui.getInternals().dumpPendingJavaScriptInvocations()).hasSizeLessThan(100);
    }

    @Test
    void otherViewersAreShownWhileTheyView() {
        open(WEB);
        assertThat(text()).doesNotContain("Also viewing");

        var ben = presenceRegistry.register(
                ServerBuilder.named("web-01").build().key(),
                new UserId(UUID.randomUUID()),
                new UserName("ben"),
                _ -> {});
        roundTrip();
        assertThat(text()).contains("Also viewing: ben");

        ben.close();
        roundTrip();
        assertThat(text()).doesNotContain("Also viewing");
    }

    @Test
    void viewerWhoLosesAccessIsNeitherShownNorNotified() {
        List<List<UserName>> told = new ArrayList<>();
        open(WEB);
        var ben = presenceRegistry.register(
                ServerBuilder.named("web-01").build().key(),
                new UserId(UUID.randomUUID()),
                new UserName("ben"),
                told::add);
        assertThat(told.getLast()).extracting(UserName::value).containsExactly("jonas");
        roundTrip();

        access.revokeAll(PageTestConfiguration.JONAS);
        changed();

        assertThat(find(H2.class).all()).extracting(H2::getText).contains("Page not found");
        assertThat(told.getLast()).isEmpty();
        assertThat(text()).doesNotContain("ben");
        ben.close();
    }

    @Test
    void flavorIsALinkForUsersWhoMayCreateServers() {
        open(WEB);
        assertThat(flavorLinks()).isEmpty();

        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.MANAGER, null);
        changed();

        until(() -> flavorLinks().equals(List.of("flavors?q=m1.small")));
    }

    @Test
    void theKeyPairIsNamedAsItsOwnerNamesIt() {
        keyPairs.add(currentUser.caller(), new KeyPairName("Laptop"), TestPublicKeys.ed25519());
        inventory.put(ServerBuilder.named("web-01")
                .keyName(TemporaryKeyPairName.of(OPERATION, TestPublicKeys.ed25519()))
                .build());
        open(WEB);

        assertThat(find(Anchor.class).withText("Laptop").single().getHref()).isEqualTo("key-pairs");
        keyPairs.delete(currentUser.caller(), new KeyPairName("Laptop"));
    }

    @Test
    void theKeyPairOfAnotherUserIsShownByTheStartOfItsFingerprint() {
        inventory.put(ServerBuilder.named("web-01")
                .keyName(TemporaryKeyPairName.of(OPERATION, TestPublicKeys.ed25519()))
                .build());
        open(WEB);

        assertThat(text())
                .contains(TestPublicKeys.ed25519().fingerprint().substring(0, 23) + "…")
                .doesNotContain(OPERATION);
    }

    private List<String> flavorLinks() {
        return find(Anchor.class).all().stream()
                .map(Anchor::getHref)
                .filter(link -> link.startsWith("flavors"))
                .toList();
    }

    @Test
    void hostIsShownOnlyWithPermission() {
        open(WEB);
        assertThat(text())
                .contains("debian-13", "m1.small", "staff", "10.0.0.5")
                .doesNotContain("compute-1");

        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.ADMINISTRATOR, null);
        changed();

        until(() -> text().contains("compute-1"));
    }

    @Test
    void invisibleDeletedAndUnknownServersAreNotFound() {
        for (String address : List.of(
                "servers/lab/db-01",
                "servers/lab/nobody",
                "servers/elsewhere/web-01",
                "servers/lab/nobody/log",
                "servers/lab/web-01/nothing")) {
            open(address);
            assertThat(find(H2.class).all()).as(address).extracting(H2::getText).containsExactly("Page not found");
            assertThat(find(H1.class).exists()).isFalse();
        }
    }

    @Test
    void lostPermissionClosesPageAndRemovesItsContent() {
        open(WEB + "/log");
        test(find(Button.class).withText("Show log").single()).click();
        until(() -> log().equals("login: "));
        ConsoleLogTab log = find(ConsoleLogTab.class).single();

        access.revokeAll(PageTestConfiguration.JONAS);
        changed();

        assertThat(find(H2.class).all()).extracting(H2::getText).contains("Page not found");
        assertThat(find(H1.class).exists()).isFalse();
        assertThat(log.isAttached()).isFalse();
        assertThat(text(log)).isEmpty();
    }

    @Test
    void protectionIsShownNextToTheName() {
        open(WEB);
        assertThat(signs()).isEmpty();

        protection.protect(currentUser.caller(), ServerBuilder.key("web-01"), "the books");
        roundTrip();
        assertThat(signs()).containsExactly("Deletion protection set by jonas: the books");

        protection.unprotect(currentUser.caller(), ServerBuilder.key("web-01"));
        roundTrip();
        assertThat(signs()).isEmpty();
    }

    private List<String> signs() {
        return find(Span.class).all().stream()
                .filter(span -> span.hasClassName("lock"))
                .map(span -> span.getElement().getAttribute("aria-label"))
                .toList();
    }

    @Test
    void deletedServerIsNotFoundOnItsOpenPage() {
        open(WEB);
        inventory.remove(ServerBuilder.key("web-01"));
        roundTrip();

        assertThat(find(H1.class).exists()).isFalse();
        assertThat(find(H2.class).all()).extracting(H2::getText).contains("Page not found");
    }

    @Test
    void softDeletedServerCanBeRestoredOrForceDeleted() {
        open(WEB);
        deleted.add(
                ServerBuilder.named("web-01").status(ServerStatus.SOFT_DELETED).build());
        inventory.remove(ServerBuilder.key("web-01"));
        roundTrip();

        until(() -> titles().contains("web-01 was deleted"));
        assertThat(find(H1.class).exists()).isFalse();
        assertThat(find(Button.class).withText("Delete permanently…").single().isEnabled())
                .isTrue();
        test(find(Button.class).withText("Restore").single()).click();

        until(() -> !operations.accepted().isEmpty()
                && !find(Button.class).withText("Restore").single().isEnabled());
        assertThat(operations.accepted()).extracting(Operation::action).containsExactly(ServerAction.RESTORE);
        inventory.put(ServerBuilder.named("web-01").build());
        roundTrip();
        assertThat(find(H1.class).single().getText()).isEqualTo("web-01");
    }

    @Test
    void deletionOffersRestoreOnlyToPermittedUsers() {
        deleted.add(
                ServerBuilder.named("kept").status(ServerStatus.SOFT_DELETED).build());
        deleted.add(ServerBuilder.named("locked")
                .status(ServerStatus.SOFT_DELETED)
                .locked()
                .build());
        deleted.add(ServerBuilder.named("theirs")
                .project(ServerBuilder.RESEARCH)
                .status(ServerStatus.SOFT_DELETED)
                .build());
        open(WEB);
        RerunActionSelector rerunActions = context.getBean(RerunActionSelector.class);
        assertThat(rerunActions.labelKey(
                        TestOperationBuilder.of(ServerAction.DELETE, "locked").succeeded()))
                .isEmpty();
        assertThat(rerunActions.labelKey(
                        TestOperationBuilder.of(ServerAction.DELETE, "theirs").succeeded()))
                .isEmpty();

        rerunActions.run(TestOperationBuilder.of(ServerAction.DELETE, "kept").succeeded());

        until(() -> !operations.accepted().isEmpty());
        assertThat(operations.accepted()).extracting(Operation::action).containsExactly(ServerAction.RESTORE);
        assertThat(rerunActions.labelKey(
                        TestOperationBuilder.of(ServerAction.DELETE, "kept").succeeded()))
                .isEmpty();
    }

    @Test
    void forceDeleteRequiresTheNameAndSubmitsThatAction() {
        deleted.add(
                ServerBuilder.named("kept").status(ServerStatus.SOFT_DELETED).build());
        open("servers/lab/kept");
        until(() -> titles().contains("kept was deleted"));

        test(find(Button.class).withText("Delete permanently…").single()).click();
        assertThat(paragraphs()).contains("You have ten seconds to undo. After that, the server can't be restored.");
        test(find(TextField.class).single()).setValue("kept");
        test(find(Button.class).withText("Delete permanently").single()).click();

        assertThat(operations.accepted()).extracting(Operation::action).containsExactly(ServerAction.FORCE_DELETE);
    }

    private List<String> paragraphs() {
        return find(Paragraph.class).all().stream().map(Paragraph::getText).toList();
    }

    @Test
    void protectionPreventsForceDeleteUntilRemoved() {
        open(WEB);
        protection.protect(currentUser.caller(), ServerBuilder.key("web-01"), null);
        deleted.add(
                ServerBuilder.named("web-01").status(ServerStatus.SOFT_DELETED).build());
        inventory.remove(ServerBuilder.key("web-01"));
        roundTrip();
        until(() -> titles().contains("web-01 was deleted"));
        assertThat(find(Button.class).withText("Delete permanently…").single().isEnabled())
                .isFalse();

        test(find(Button.class).withText("Remove deletion protection").single()).click();

        until(() -> find(Button.class).withText("Delete permanently…").single().isEnabled());
        assertThat(find(Button.class).withText("Remove deletion protection").exists())
                .isFalse();
    }

    @Test
    void userWhoMayNotDeleteSeesNoSoftDeletedServer() {
        deleted.add(
                ServerBuilder.named("kept").status(ServerStatus.SOFT_DELETED).build());
        open("servers/lab/kept");
        until(() -> titles().contains("kept was deleted"));

        access.revokeAll(PageTestConfiguration.JONAS);
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.VIEWER, null);
        changed();

        until(() -> titles().equals(List.of("Page not found")));
        assertThat(find(Button.class).withText("Restore").exists()).isFalse();
    }

    private List<String> titles() {
        return find(H2.class).all().stream().map(H2::getText).toList();
    }

    @Test
    void missingServerIsLoadingWhileItsCloudIsLoaded() {
        inventory.freshness(
                ServerBuilder.CLOUD, TestFreshness.of(Freshness.State.LOADING, null, Duration.ofSeconds(1), 0, null));
        open("servers/lab/late");
        assertThat(find(H2.class).all()).extracting(H2::getText).contains("Loading servers");

        inventory.put(ServerBuilder.named("late").build());
        roundTrip();

        assertThat(find(H1.class).single().getText()).isEqualTo("late");
    }

    @Test
    void submittedOperationIsShownAtOnce() {
        open(WEB);

        test(button("Stop")).click();
        roundTrip();

        assertThat(pill()).isEqualTo("Stopping…requested by you");
        assertThat(operations.accepted()).hasSize(1);
    }

    @Test
    void unavailableActionShowsTheReason() {
        access.revokeAll(PageTestConfiguration.JONAS);
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.VIEWER, null);
        open(WEB);
        changed();

        until(() -> !button("Reboot").isEnabled());
        assertThat(button("Reboot").getTitle()).contains("You don't have the permission \"server:reboot\"");
    }

    @Test
    void timelineShowsExternalActionsAndFollowsTheServer() {
        timelines.add(
                ServerBuilder.key("web-01"),
                new ServerTimelineEntry.ExternalAction(
                        new InstanceAction("req-1", "shelveOffload", "u-else", Instant.EPOCH, null, List.of()), false));
        open(WEB);
        until(() -> timeline().contains("Offload") && timeline().contains("cloud user u-else"));

        timelines.add(
                ServerBuilder.key("web-01"),
                new ServerTimelineEntry.ExternalAction(
                        new InstanceAction("req-2", "<b>new</b>", "u-else", Instant.EPOCH, "Error", List.of()), false));
        inventory.put(ServerBuilder.named("web-01").status(ServerStatus.SHUTOFF).build());

        until(() -> timeline().contains("<b>new</b>") && timeline().contains("Failed"));
    }

    @Test
    void timelineOffersRerunOnlyWherePossible() {
        timelines.add(
                ServerBuilder.key("web-01"),
                new ServerTimelineEntry.SubmittedOperation(
                        TestOperationBuilder.of(ServerAction.START, "web-01").failed()));
        timelines.add(
                ServerBuilder.key("web-01"),
                new ServerTimelineEntry.SubmittedOperation(
                        TestOperationBuilder.of(ServerAction.REBOOT, "web-01").failed()));
        open(WEB + "/activity");
        until(() -> timeline().contains("Reboot") && timeline().contains("Start"));

        assertThat(find(NativeButton.class).withText("Run again").all())
                .as("a running server cannot be started")
                .allMatch(button ->
                        "Run again: Reboot".equals(button.getAriaLabel().orElse("")))
                .isNotEmpty();
        test(find(NativeButton.class).withText("Run again").all().getLast()).click();
        assertThat(operations.accepted()).isEmpty();
        test(find(Button.class).withText("Run again").single()).click();

        assertThat(operations.accepted())
                .singleElement()
                .extracting(Operation::action)
                .isEqualTo(ServerAction.REBOOT);
    }

    @Test
    void idlePageSendsNoRequestsToTheCloud() {
        open(WEB);
        until(() -> timelines.loadCount() == 1);

        inventory.put(ServerBuilder.named("other").build());
        roundTrip();

        assertThat(timelines.loadCount()).isEqualTo(1);
    }

    @Test
    void logIsLoadedOnlyOnRequest() {
        consoles.writeLog("\u001b[1mboot\u001b[0m <b>ok</b>");
        open(WEB + "/log");
        assertThat(consoles.readings()).isEmpty();

        test(find(Button.class).withText("Show log").single()).click();

        until(() -> log().equals("boot <b>ok</b>"));
        assertThat(consoles.readings()).containsExactly(ServerBuilder.key("web-01"));
    }

    @Test
    void consoleUrlIsRequestedOnClickAndNotPartOfThePage() {
        open(WEB + "/console");
        assertThat(consoles.openings()).isEmpty();

        test(find(Button.class).withText("Open here").single()).click();

        until(() -> find(Button.class).withText("Reconnect").exists());
        assertThat(consoles.openings()).hasSize(1);
        assertThat(UI.getCurrent().getElement().getOuterHTML()).doesNotContain(FakeServerConsoleService.SECRET);
    }

    @Test
    void serialConsoleUrlIsNotPartOfThePageAndEndsWithPermission() {
        open(WEB + "/console");

        test(find(Button.class).withText("Open terminal").single()).click();

        until(() -> find(Button.class).withText("Reconnect").exists());
        assertThat(text()).contains("Serial console.");
        assertThat(find(Button.class).withText("Show screen").exists()).isTrue();
        assertThat(consoles.openings()).hasSize(1);
        assertThat(UI.getCurrent().getElement().getOuterHTML()).doesNotContain(FakeServerConsoleService.SECRET);
        access.revokeAll(PageTestConfiguration.JONAS);
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.VIEWER, null);
        changed();
        until(() -> !find(Button.class).withText("Reconnect").exists());
    }

    @Test
    void lostConsolePermissionClosesTheConsole() {
        open(WEB + "/console");
        test(find(Button.class).withText("Open here").single()).click();
        until(() -> find(Button.class).withText("Reconnect").exists());

        access.revokeAll(PageTestConfiguration.JONAS);
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.VIEWER, null);
        changed();

        until(() -> !find(Button.class).withText("Reconnect").exists());
        assertThat(text())
                .contains("You don't have permission to open this console")
                .contains("permission \"server:console\"");
    }

    /** The result of the request is discarded while the tab is detached. */
    @Test
    void consoleButtonsAreEnabledAfterTheServerWasInvisible() {
        open(WEB + "/console");
        ConsoleTab tab = find(ConsoleTab.class).single();
        Button open = find(Button.class).withText("Open here").single();
        test(open).click();
        assertThat(open.isEnabled()).isFalse();

        tab.clear();

        assertThat(open.isEnabled()).isTrue();
    }

    @Test
    void stoppedServerShowsAMessageInsteadOfAConsole() {
        inventory.put(ServerBuilder.named("web-01").status(ServerStatus.SHUTOFF).build());
        open(WEB + "/console");

        assertThat(text()).contains("The server is off");
        assertThat(find(Button.class).withText("Open in a new tab").exists()).isFalse();
    }

    @Test
    void consoleErrorShowsTheCloudsMessage() {
        consoles.fail(new CloudException(CloudException.Category.REFUSED, "Unavailable console type novnc."));
        open(WEB + "/console");
        test(find(Button.class).withText("Open in a new tab").single()).click();

        until(() -> text().contains("Unavailable console type novnc."));
        assertThat(text()).contains("This cloud offers no console for the server.");
    }

    @Test
    void lostLogPermissionRemovesTheLog() {
        open(WEB + "/log");
        test(find(Button.class).withText("Show log").single()).click();
        until(() -> log().equals("login: "));

        access.revokeAll(PageTestConfiguration.JONAS);
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.VIEWER, null);
        changed();

        until(() -> log().isEmpty());
        assertThat(find(H2.class).all()).extracting(H2::getText).contains("You don't have permission to read this log");
        assertThat(text()).contains("You don't have the permission \"server:log\"");
        assertThat(find(Button.class).withText("Request access").exists()).isTrue();
    }

    @Test
    void logErrorShowsTheCloudsMessage() {
        consoles.fail(new CloudException(CloudException.Category.FAILED, "Functionality not implemented"));
        open(WEB + "/log");
        test(find(Button.class).withText("Show log").single()).click();

        until(() -> text().contains("Functionality not implemented"));
        assertThat(text()).contains("No log is available right now.");
    }

    @Test
    void openingAnotherTabByUrlStopsFollowingTheLog() {
        NativeButton follow = followLog();

        open(WEB + "/volumes");

        assertThat(follow.getElement().getAttribute("aria-pressed")).isEqualTo("false");
    }

    @Test
    void detachedLogIsNotFollowed() {
        NativeButton follow = followLog();

        find(ConsoleLogTab.class).single().removeFromParent();

        assertThat(follow.getElement().getAttribute("aria-pressed")).isEqualTo("false");
    }

    private NativeButton followLog() {
        open(WEB + "/log");
        test(find(Button.class).withText("Show log").single()).click();
        until(() -> log().equals("login: "));
        NativeButton follow = button("Follow");
        test(follow).click();
        assertThat(follow.getElement().getAttribute("aria-pressed")).isEqualTo("true");
        return follow;
    }

    @Test
    void timelineExplainsThatTheUserExceededTheLimit() {
        timelines.fail(new ServerTimeline.Problem(
                CloudException.Category.THROTTLED, "Too many requests to clouds by this user", true));
        open(WEB + "/activity");

        until(() -> text().contains("Too many requests to the cloud. Wait a minute and try again."));
        assertThat(text()).doesNotContain("by this user", "rate-limiting");
    }

    private String pill() {
        return find(ServerStateBadge.class).single().getElement().getTextRecursively();
    }

    private String timeline() {
        return find(OrderedList.class).all().getFirst().getElement().getTextRecursively();
    }

    private String log() {
        return text(find(ConsoleLogTab.class).single());
    }

    private static String text(ConsoleLogTab log) {
        return log.getElement()
                .getChildren()
                .flatMap(Element::getChildren)
                .filter(element -> element.getTag().equals("sd-log"))
                .findFirst()
                .map(element -> element.getProperty("text", ""))
                .orElseThrow();
    }

    @Test
    void factsLeadToTheFlavorAndTheServerGroup() {
        resources.set(ResourceKind.FLAVOR, resource(ResourceKind.FLAVOR, "f-1", "m1.small", true, Map.of()));
        resources.set(
                ResourceKind.SERVER_GROUP,
                resource(ResourceKind.SERVER_GROUP, "g-1", "web servers", false, Map.of("servers", List.of("web-01"))),
                resource(ResourceKind.SERVER_GROUP, "g-2", "others", false, Map.of("servers", List.of("db-01"))));
        inventory.put(ServerBuilder.named("web-01").keyName("laptop").build());
        open(WEB);
        until(() -> text().contains("laptop"));
        assertThat(links()).doesNotContain("server-groups/lab/g-1", "key-pairs");
        assertThat(text()).doesNotContain("web servers");

        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.MANAGER, null);
        owners.setOwner(
                ServerBuilder.key("web-01"),
                directory.find(PageTestConfiguration.JONAS).orElseThrow());
        changed();

        until(() -> links().containsAll(List.of("flavors/lab/f-1", "server-groups/lab/g-1")));
        assertThat(text()).contains("web servers").doesNotContain("others");
        resources.set(ResourceKind.FLAVOR);
        resources.set(ResourceKind.SERVER_GROUP);
    }

    @Test
    void addressesLeadToPortsAndFloatingIpsForUsersWhoMaySeeThem() {
        inventory.put(ServerBuilder.named("web-01")
                .addresses(
                        new ServerAddress("net", "10.0.0.5", 4, false),
                        new ServerAddress("net", "203.0.113.7", 4, true))
                .build());
        open(WEB);
        assertThat(text()).contains("10.0.0.5", "203.0.113.7");
        assertThat(links()).doesNotContain("ports?q=10.0.0.5", "floating-ips?q=203.0.113.7");

        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.MANAGER, null);
        changed();

        until(() -> links().containsAll(List.of("ports?q=10.0.0.5", "floating-ips?q=203.0.113.7")));
    }

    private List<String> links() {
        return find(Anchor.class).all().stream().map(Anchor::getHref).toList();
    }

    private static CloudResource resource(
            ResourceKind kind, String id, String name, boolean published, Map<String, Object> values) {
        return new CloudResource(
                kind, ServerBuilder.CLOUD, id, published ? null : ServerBuilder.STAFF, name, published, values);
    }
}
