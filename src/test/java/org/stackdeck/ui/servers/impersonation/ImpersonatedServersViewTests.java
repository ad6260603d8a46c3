package org.stackdeck.ui.servers.impersonation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.ui.preview.EnforcedPermissionsPageTest;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridRow;
import org.stackdeck.ui.servers.grid.ServerRow;

@EnforcedPermissionsPageTest
class ImpersonatedServersViewTests extends PageTestBase {

    private static final Set<ServerAction> ALL = Set.of(ServerAction.values());

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeAccessDecisionService fakeAccessDecisionService;

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private FakeOperationService fakeOperationService;

    @Autowired
    private FakeOwnershipService fakeOwnershipService;

    @Autowired
    private FakeAuditTrail trail;

    @Autowired
    private ApplicationEventPublisher events;

    private User ada;
    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        ada = directory.administrator("ada");
        fakeAccessDecisionService.administrator(ada.id());
        mia = directory.member("mia");
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        inventory.put(
                ServerBuilder.named("web").host("compute-1").build(),
                ServerBuilder.named("old").status(ServerStatus.SHUTOFF).build(),
                ServerBuilder.named("db").project(ServerBuilder.RESEARCH).build());
        signIn(ada);
        super.initVaadinEnvironment();
    }

    @Test
    void showsTheUsersServersAndABanner() {
        open("mia");

        assertThat(names()).containsExactly("old", "web");
        assertThat(row(1).server().host()).isNull();
        assertThat(banner()).startsWith("Viewing as mia (read-only).");
        assertThat(find(H1.class).single().getText()).isEqualTo("Servers visible to mia");
        assertThat(trail.actions()).containsExactly("user.see-as");
    }

    @Test
    void menuShowsTheUsersPermissionsNotTheAdministrators() {
        open("mia");
        assertThat(row(1).availability().get(ServerAction.STOP))
                .isEqualTo(new ActionAvailability.NotGranted(Permission.SERVER_STOP));
        assertThat(row(1).availability().keySet()).isEqualTo(ALL);

        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.OPERATOR, null);
        changed(mia);

        until(() -> row(1).isAvailable(ServerAction.STOP));
        assertThat(row(1).availability().get(ServerAction.START)).isInstanceOf(ActionAvailability.WrongState.class);
    }

    @Test
    void forgedMessageHasNoEffect() {
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.OPERATOR, null);
        open("mia");
        assertThat(row(1).isAvailable(ServerAction.STOP)).isTrue();

        send(1, ServerAction.STOP);
        send(1, ServerAction.DELETE);

        assertThat(fakeOperationService.accepted()).isEmpty();
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(find(Notification.class).exists()).isFalse();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> grid().invokeLitRendererFunction(1, "actions", "stop"));

        // On the regular page, the same message has an effect.
        UI.getCurrent().navigate("servers", QueryParameters.of("q", "web"));
        roundTrip();
        send(0, ServerAction.STOP);
        assertThat(fakeOperationService.accepted())
                .singleElement()
                .satisfies(operation -> assertThat(operation.userId()).isEqualTo(ada.id()));
    }

    @Test
    void operationShowsTheUserWhoSubmittedIt() {
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.OPERATOR, null);
        open("mia");

        fakeOperationService.submit(FakeUserDirectory.caller(mia), ServerBuilder.key("web"), ServerAction.STOP);
        roundTrip();

        assertThat(grid().getLitRendererPropertyValue(1, "state", "why", String.class))
                .isEqualTo("requested by mia");
    }

    @Test
    void revokedGrantRemovesItsServers() {
        open("mia");

        fakeAccessDecisionService.revokeAll(mia.id());
        inventory.notifySubscribers();
        roundTrip();

        assertThat(picture()).isEqualTo("No access yet");
        assertThat(find(Button.class).withText("Request access").exists()).isFalse();
    }

    @Test
    void disabledUserSeesNoServersWithReason() {
        open("mia");

        directory.add("mia", User.State.DISABLED, User.Role.MEMBER);
        fakeAccessDecisionService.deactivate(mia.id());
        inventory.notifySubscribers();
        changed(mia);

        until(() -> "The account of mia is disabled".equals(picture()));
    }

    @Test
    void pendingUserSeesNoServersWithReason() {
        directory.add("tom", User.State.PENDING, User.Role.MEMBER);

        open("tom");

        assertThat(picture()).isEqualTo("tom is pending approval");
    }

    @Test
    void unknownUserIsReported() {
        open("nobody");
        assertThat(picture()).isEqualTo("User nobody not found");

        open("no user's name");
        assertThat(picture()).isEqualTo("User no user's name not found");
        assertThat(trail.actions()).isEmpty();
    }

    @Test
    void formerAdministratorSeesNothing() {
        open("mia");

        directory.member("ada");
        fakeAccessDecisionService.revokeAll(ada.id());
        changed(ada);

        until(() -> find(H2.class).exists());
        assertThat(picture()).isEqualTo("You are no longer an administrator");
        assertThat(find(ServerGrid.class).exists()).isFalse();
        assertThat(inventory.subscriptions()).isZero();
    }

    @Test
    void filterIsReadFromTheUrlAndChipsFilter() {
        UI.getCurrent().navigate("admin/users/mia/servers", QueryParameters.of("q", "web"));
        roundTrip();
        assertThat(names()).containsExactly("web");

        UI.getCurrent().navigate("admin/users/mia/servers");
        roundTrip();
        test(find(NativeButton.class)
                        .withClassName("chip")
                        .withCondition(chip -> chip.getElement().getOuterHTML().contains("Off"))
                        .single())
                .click();
        assertThat(names()).containsExactly("old");
    }

    @Test
    void ownerMeMatchesTheViewedUsersServers() {
        fakeOwnershipService.setOwner(ServerBuilder.key("web"), mia);
        fakeOwnershipService.setOwner(ServerBuilder.key("old"), ada);

        UI.getCurrent().navigate("admin/users/mia/servers", QueryParameters.of("q", "owner:me"));
        roundTrip();

        assertThat(names()).containsExactly("web");
        assertThat(row(0).own()).isTrue();
        fakeOwnershipService.setOwner(ServerBuilder.key("old"), mia);
        roundTrip();
        assertThat(names()).containsExactly("old", "web");
    }

    @Test
    void eachUserIsAuditedSeparatelyAndLeavingEndsAllSubscriptions() {
        open("mia");
        open("ada");
        assertThat(names()).containsExactly("db", "old", "web");
        assertThat(inventory.subscriptions()).isEqualTo(1);
        inventory.put(ServerBuilder.named("web").status(ServerStatus.SHUTOFF).build());
        roundTrip();
        assertThat(trail.actions()).containsExactly("user.see-as", "user.see-as");

        UI.getCurrent().navigate("operations");
        roundTrip();
        assertThat(inventory.subscriptions()).isZero();
        assertThat(fakeOwnershipService.subscriberCount()).isZero();
    }

    private void open(String name) {
        UI.getCurrent().navigate("admin/users/" + name + "/servers");
        roundTrip();
    }

    private void changed(User user) {
        events.publishEvent(new UserChanged(user.id()));
    }

    /** Sends the event of a click on an action of the row. */
    private void send(int row, ServerAction action) {
        ServerGrid grid = find(ServerGrid.class).single();
        String key = grid.getDataCommunicator().getKeyMapper().key(grid().getRow(row));
        fire(
                grid,
                "sd-act",
                JacksonUtils.createObjectNode().put("event.detail.key", key).put("event.detail.action", action.code()));
        roundTrip();
    }

    private String banner() {
        return find(Div.class)
                .withClassName("seen")
                .single()
                .getElement()
                .getTextRecursively()
                .strip();
    }

    private String picture() {
        return find(H2.class).single().getText();
    }

    private GridTester<Grid<ServerGridRow>, ServerGridRow> grid() {
        return test(find(ServerGrid.class).single());
    }

    private ServerRow row(int index) {
        return (ServerRow) grid().getRow(index);
    }

    private List<String> names() {
        return IntStream.range(0, grid().size())
                .mapToObj(index -> row(index).server().name())
                .toList();
    }
}
