package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.event.SortEvent;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.cloud.FakeChangeHintSource;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.factor.FakeReauthenticationService;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.FakeDeletionProtectionService;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.bulk.BulkActionBar;
import org.stackdeck.ui.bulk.BulkActionDialog;
import org.stackdeck.ui.bulk.BulkActionDialogs;
import org.stackdeck.ui.bulk.BulkTarget;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridRow;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.menu.ProtectServerMenuItem;

class ServersViewTests extends AdministratorPageTestBase {

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private FakeOperationService operations;

    @Autowired
    private FakeChangeHintSource source;

    @Autowired
    private FakeOwnershipService fakeOwnershipService;

    @Autowired
    private FakeReauthenticationService fakeReauthenticationService;

    @Autowired
    private CurrentUser currentUser;

    @Autowired
    private FakeDeletionProtectionService fakeDeletionProtectionService;

    @Autowired
    private ProtectServerMenuItem protectServerMenuItem;

    @Autowired
    private BeanFactory beans;

    @Test
    void changeInTheCloudIsPaintedWithoutAClick() {
        inventory.put(ServerBuilder.named("web-01").build());
        open("servers");

        inventory.put(ServerBuilder.named("web-01").status(ServerStatus.SHUTOFF).build());
        roundTrip();

        assertThat(words()).containsExactly("Off");
    }

    @Test
    void labelsOfAServerWithoutNameContainItsId() {
        inventory.put(ServerBuilder.named("").id("web-01").build());
        open("servers");

        assertThat(grid().getLitRendererPropertyValue(0, "pick", "pickLabel", String.class))
                .contains("web-01");
        assertThat(grid().getLitRendererPropertyValue(0, "actions", "menuLabel", String.class))
                .contains("web-01");
        assertThat(grid().getLitRendererPropertyValue(0, "actions", "quickLabel", String.class))
                .contains("web-01");
    }

    @Test
    void badgeExplainsMissingNotificationsOfACloud() {
        inventory.put(ServerBuilder.named("web-01").build());
        source.disconnect(ServerBuilder.CLOUD);
        open("servers");
        assertThat(freshness()).contains("connection to the message broker lost");

        source.connect(ServerBuilder.CLOUD);

        assertThat(freshness()).contains("Refreshed every").doesNotContain("message broker");
    }

    private String freshness() {
        Popover details = find(Popover.class).all().stream()
                .filter(popover ->
                        "Data freshness".equals(popover.getAriaLabel().orElse("")))
                .findFirst()
                .orElseThrow();
        details.close();
        details.open();
        return details.getElement().getTextRecursively();
    }

    @Test
    void newOwnerIsPaintedAtOnceAndFoundBySearch() {
        User mia = new FakeUserDirectory().member("mia");
        inventory.put(
                ServerBuilder.named("web-01").build(),
                ServerBuilder.named("web-02").build());
        open("servers");
        assertThat(owners()).containsExactly("", "");

        fakeOwnershipService.setOwner(ServerBuilder.key("web-02"), mia);
        roundTrip();
        assertThat(owners()).containsExactly("", "mia");

        UI.getCurrent().navigate("servers", QueryParameters.fromString("q=owner:mia"));
        roundTrip();
        assertThat(names()).containsExactly("web-02");
        fakeOwnershipService.setOwner(ServerBuilder.key("web-01"), mia);
        roundTrip();
        assertThat(names()).containsExactly("web-01", "web-02");
    }

    @Test
    void urlSearchFindsOwnServers() {
        inventory.put(
                ServerBuilder.named("web-01").build(),
                ServerBuilder.named("web-02").build());
        fakeOwnershipService.assign(
                currentUser.caller(),
                ServerAttributes.of(ServerBuilder.named("web-02").build()),
                ada.userId());

        UI.getCurrent().navigate("servers", QueryParameters.fromString("q=owner:me"));
        roundTrip();

        assertThat(names()).containsExactly("web-02");
        assertThat(grid().getLitRendererPropertyValue(0, "owner", "own", Boolean.class))
                .isTrue();
    }

    @Test
    void rowShowsActionAndUserRightAfterTheClick() {
        inventory.put(ServerBuilder.named("web-01").build());
        open("servers");

        grid().invokeLitRendererFunction(0, "actions", "stop");

        assertThat(words()).containsExactly("Stopping…");
        assertThat(grid().getLitRendererPropertyValue(0, "state", "why", String.class))
                .isEqualTo("requested by you");
    }

    @Test
    void cloudRefusalIsReportedAndTheRowReverts() {
        inventory.put(ServerBuilder.named("web-01").build());
        open("servers");
        grid().invokeLitRendererFunction(0, "actions", "stop");
        Operation stop = operations.findActive(ServerBuilder.key("web-01")).orElseThrow();

        operations.setState(
                stop.id(), Operation.State.FAILED, new Operation.Failure("action-failed", "No suitable compute host"));
        roundTrip();

        assertThat(words()).containsExactly("Running");
        assertThat(grid().getLitRendererPropertyValue(0, "state", "why", String.class))
                .isEqualTo("stop failed");
        assertThat(find(Notification.class).exists()).isTrue();
    }

    @Test
    void eachRowOffersTheActionThatStartsItsServer() {
        inventory.put(
                ServerBuilder.named("a-paused").status(ServerStatus.PAUSED).build(),
                ServerBuilder.named("b-suspended")
                        .status(ServerStatus.SUSPENDED)
                        .build(),
                ServerBuilder.named("c-shelved")
                        .status(ServerStatus.SHELVED_OFFLOADED)
                        .build(),
                ServerBuilder.named("d-broken").status(ServerStatus.ERROR).build());
        open("servers");

        assertThat(quick()).containsExactlyInAnyOrder("unpause", "resume", "unshelve", "");
        int paused = names().indexOf("a-paused");
        grid().invokeLitRendererFunction(paused, "actions", "unpause");
        roundTrip();

        assertThat(operations.listRecent(currentUser.caller(), 10))
                .singleElement()
                .satisfies(operation -> assertThat(operation.action()).isEqualTo(ServerAction.UNPAUSE));
    }

    @Test
    void secondActionOnABusyServerIsRefusedWithAToast() {
        inventory.put(ServerBuilder.named("web-01").build());
        open("servers");
        grid().invokeLitRendererFunction(0, "actions", "stop");

        grid().invokeLitRendererFunction(0, "actions", "stop");

        assertThat(operations.listRecent(currentUser.caller(), 10)).hasSize(1);
        assertThat(find(Notification.class).exists()).isTrue();
    }

    @Test
    void pendingServerOffersOnlyCancel() {
        TestOperationBuilder create = TestOperationBuilder.creating("web-02").by(ada.userId());
        inventory.put(ServerBuilder.named("web-01").build());
        open("servers");

        operations.publish(create.withoutServer(Operation.State.WAITING));
        roundTrip();

        assertThat(names()).containsExactly("web-01", "web-02");
        assertThat(words()).containsExactly("Running", "Waiting…");
        assertThat(property(1, "name", "cloud")).isEmpty();
        assertThat(property(1, "pick", "pickLabel")).isEmpty();
        assertThat(property(1, "actions", "menuLabel")).isEmpty();
        assertThat(quick()).containsExactly("stop", "cancel");
        grid().invokeLitRendererFunction(1, "pick", "pick");
        grid().invokeLitRendererFunction(1, "actions", "stop");
        assertThat(find(BulkActionBar.class).all()).noneMatch(Component::isVisible);
        grid().invokeLitRendererFunction(1, "actions", "cancel");
        roundTrip();

        assertThat(names()).containsExactly("web-01");
        assertThat(operations.listRecent(currentUser.caller(), 10))
                .extracting(Operation::state)
                .containsExactly(Operation.State.CANCELLED);
    }

    @Test
    void pageOpenedDuringALaunchShowsThePendingServer() {
        TestOperationBuilder create = TestOperationBuilder.creating("web-02").by(ada.userId());
        operations.publish(create.withoutServer(Operation.State.RUNNING));

        open("servers");
        assertThat(words()).containsExactly("Building…");
        assertThat(quick()).containsExactly("");
        operations.publish(create.running());
        inventory.put(ServerBuilder.named("web-02").status(ServerStatus.BUILD).build());
        roundTrip();

        assertThat(names()).containsExactly("web-02");
        assertThat(property(0, "name", "cloud")).isEqualTo("lab");
    }

    @Test
    void failedLaunchRemovesTheRowAndShowsTheReason() {
        TestOperationBuilder create = TestOperationBuilder.creating("web-02").by(ada.userId());
        open("servers");
        operations.publish(create.withoutServer(Operation.State.WAITING));
        roundTrip();

        operations.publish(create.withoutServer(Operation.State.FAILED));
        roundTrip();

        assertThat(find(Notification.class).exists()).isTrue();
        assertThat(find(ServerGrid.class).exists() ? names() : List.of()).isEmpty();
    }

    @Test
    void deletionRequiresTypingTheName() {
        inventory.put(ServerBuilder.named("web-01").build());
        open("servers");
        find(CurrentUserServersPanel.class).single().startAction(row(0).key(), ServerAction.DELETE);
        Button confirm = find(Button.class).withText("Delete server").single();
        TextField typed = find(TextField.class).single();

        test(typed).setValue("web-0");
        boolean tooEarly = confirm.isEnabled();
        test(typed).setValue("web-01");
        test(confirm).click();

        assertThat(tooEarly).isFalse();
        assertThat(words()).containsExactly("Deleting…");
    }

    @Test
    void bulkStopListsSkippedServersBeforeItStarts() {
        inventory.put(
                ServerBuilder.named("web-01").build(),
                ServerBuilder.named("web-02").status(ServerStatus.SHUTOFF).build(),
                ServerBuilder.named("web-03").build());
        open("servers");
        for (int i = 0; i < 3; i++) {
            grid().invokeLitRendererFunction(i, "pick", "pick");
        }
        test(bulk("Stop 2")).click();
        String asked = find(BulkActionDialog.class).single().getElement().getTextRecursively();
        test(find(Button.class).withText("Stop 2 servers").single()).click();
        until(() -> dialog().contains("0 of 2 done, 0 failed"));
        until(() -> words().equals(List.of("Stopping…", "Off", "Stopping…")));

        assertThat(asked).contains("web-01", "web-03", "Applies to 2 of 3. Skipped:", "web-02", "Already off");
        assertThat(find(BulkActionBar.class).all()).noneMatch(Component::isVisible);
    }

    @Test
    void protectedServerIsMarkedAndSkippedByBulkDelete() {
        inventory.put(
                ServerBuilder.named("web-01").build(),
                ServerBuilder.named("web-02").build());
        open("servers");
        assertThat(shields()).containsExactly("", "");

        fakeDeletionProtectionService.protect(currentUser.caller(), ServerBuilder.key("web-02"), "the books");
        roundTrip();
        assertThat(shields()).containsExactly("", "Deletion protection set by ada: the books");
        grid().invokeLitRendererFunction(0, "pick", "pick");
        grid().invokeLitRendererFunction(1, "pick", "pick");
        test(bulk("Delete 1")).click();
        String asked = find(BulkActionDialog.class).single().getElement().getTextRecursively();
        find(BulkActionDialog.class).single().close();
        fakeDeletionProtectionService.unprotect(currentUser.caller(), ServerBuilder.key("web-02"));
        roundTrip();

        assertThat(asked).contains("Skipped:", "Deletion protection set by ada: the books");
        assertThat(shields()).containsExactly("", "");
        assertThat(bulk("Delete 2").isVisible()).isTrue();
    }

    @Test
    void protectDialogRequestsAReasonAndConfirms() {
        inventory.put(ServerBuilder.named("web-01").build());
        open("servers");

        protectServerMenuItem.execute(ServerBuilder.named("web-01").build());
        test(find(TextField.class).all().stream()
                        .filter(field -> field.getLabel().startsWith("Reason"))
                        .findFirst()
                        .orElseThrow())
                .setValue(" the books ");
        test(find(Button.class).withText("Protect").single()).click();
        roundTrip();

        assertThat(fakeDeletionProtectionService
                        .current()
                        .find(ServerBuilder.key("web-01"))
                        .orElseThrow()
                        .reason())
                .isEqualTo("the books");
        assertThat(find(Notification.class).single().getElement().getTextRecursively())
                .contains("web-01 protected from deletion");
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    private List<String> shields() {
        return properties("name", "shielded");
    }

    @Test
    void bulkActionOverTheLimitIsRefusedBeforeSubmission() {
        for (int i = 0; i <= OperationService.MAX_BULK_TARGETS; i++) {
            inventory.put(ServerBuilder.named("web-" + i).build());
        }
        open("servers");
        List<ServerRow> all = IntStream.rangeClosed(0, OperationService.MAX_BULK_TARGETS)
                .mapToObj(this::row)
                .toList();

        new BulkActionDialogs(
                        beans.getBean(BulkActionDialogs.Services.class),
                        find(ServersView.class).single(),
                        Messages.current(),
                        () -> {})
                .openDialog(
                        all.stream()
                                .map(row -> new BulkTarget(
                                        row.key(), row.server().name(), new ActionAvailability.Available()))
                                .toList(),
                        ServerAction.STOP,
                        List.of());

        assertThat(find(BulkActionDialog.class).exists()).isFalse();
        assertThat(find(Notification.class).single().getElement().getTextRecursively())
                .contains("At most 500 at a time", "501");
    }

    @Test
    void bulkDialogShowsProgressUntilAllHaveEnded() {
        inventory.put(
                ServerBuilder.named("web-01").build(),
                ServerBuilder.named("web-02").build());
        open("servers");
        grid().invokeLitRendererFunction(0, "pick", "pick");
        test(bulk("Select all 2")).click();
        test(bulk("Stop 2")).click();
        test(find(Button.class).withText("Stop 2 servers").single()).click();
        until(() -> operations.listRecent(currentUser.caller(), 10).size() == 2);
        List<Operation> asked = operations.listRecent(currentUser.caller(), 10);

        operations.setState(asked.get(0).id(), Operation.State.SUCCEEDED, null);
        operations.setState(asked.get(1).id(), Operation.State.FAILED, new Operation.Failure("no-host", null));

        until(() -> dialog().contains("1 of 2 done, 1 failed"));
        assertThat(dialog()).contains("Done", "Failed: No suitable compute host");
        test(find(Button.class).withText("Close").single()).click();
        assertThat(find(BulkActionDialog.class).exists()).isFalse();
    }

    private String dialog() {
        return find(BulkActionDialog.class).single().getElement().getTextRecursively();
    }

    @Test
    void bulkDeleteRequiresTheNumberAndCanBeUndone() {
        inventory.put(
                ServerBuilder.named("web-01").build(),
                ServerBuilder.named("web-02").build());
        open("servers");
        grid().invokeLitRendererFunction(0, "pick", "pick");
        test(bulk("Select all 2")).click();
        test(bulk("Delete 2")).click();
        Button confirm = find(Button.class).withText("Delete 2 servers").single();
        boolean tooEarly = confirm.isEnabled();
        test(find(TextField.class).single()).setValue("2");
        test(confirm).click();
        until(() -> words().equals(List.of("Deleting…", "Deleting…")));
        until(() -> find(NativeButton.class).all().stream()
                .anyMatch(button -> button.getElement().getTextRecursively().equals("Undo")));

        test(bulk("Undo")).click();

        assertThat(tooEarly).isFalse();
        until(() -> words().equals(List.of("Running", "Running")));
    }

    private NativeButton bulk(String word) {
        return find(NativeButton.class).all().stream()
                .filter(button -> button.getElement().getTextRecursively().equals(word))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void deletionCanBeUndoneForAShortTime() {
        inventory.put(ServerBuilder.named("web-01").build());
        open("servers");
        find(CurrentUserServersPanel.class).single().startAction(row(0).key(), ServerAction.DELETE);
        test(find(TextField.class).single()).setValue("web-01");
        test(find(Button.class).withText("Delete server").single()).click();

        NativeButton undo = find(NativeButton.class).all().stream()
                .filter(button -> button.getElement().getTextRecursively().equals("Undo"))
                .findFirst()
                .orElseThrow();
        test(undo).click();
        roundTrip();

        assertThat(words()).containsExactly("Running");
    }

    @Test
    void deleteDialogRequestsReauthenticationAndKeepsInput() {
        inventory.put(ServerBuilder.named("web-01").build());
        open("servers");
        operations.beforeSubmit(() -> {
            if (fakeReauthenticationService.verifications().isEmpty()) {
                throw new StepUpRequiredException(Set.of(AuthenticationFactor.PASSWORD));
            }
        });
        find(CurrentUserServersPanel.class).single().startAction(row(0).key(), ServerAction.DELETE);
        TextField typed = find(TextField.class).single();
        test(typed).setValue("web-01");
        Button confirm = find(Button.class).withText("Delete server").single();
        test(confirm).click();

        assertThat(words()).containsExactly("Running");
        assertThat(typed.getValue()).isEqualTo("web-01");
        test(find(PasswordField.class).single()).setValue("my password");
        test(confirm).click();

        assertThat(fakeReauthenticationService.verifications()).containsExactly("my password");
        assertThat(words()).containsExactly("Deleting…");
        assertThat(find(TextField.class).exists()).isFalse();
    }

    @Test
    void filterIsReadFromTheUrl() {
        inventory.put(
                ServerBuilder.named("web-01").build(),
                ServerBuilder.named("web-02").status(ServerStatus.SHUTOFF).build(),
                ServerBuilder.named("db-01").status(ServerStatus.SHUTOFF).build());

        UI.getCurrent().navigate("servers", QueryParameters.fromString("q=web&state=off"));
        roundTrip();

        assertThat(names()).containsExactly("web-02");
        assertThat(chip("Off").getElement().getAttribute("aria-pressed")).isEqualTo("true");
    }

    @Test
    void sortBySeveralColumnsIsReadFromTheUrlAndSetByTheHeaders() {
        inventory.put(
                ServerBuilder.named("a").tags("blue").build(),
                ServerBuilder.named("b")
                        .status(ServerStatus.SHUTOFF)
                        .tags("blue")
                        .build(),
                ServerBuilder.named("c").tags("red").build());

        UI.getCurrent().navigate("servers", QueryParameters.of("sort", "-tags,-state"));
        roundTrip();

        assertThat(names()).containsExactly("c", "b", "a");
        ServerGrid grid = find(ServerGrid.class).single();
        assertThat(grid.getSortOrder())
                .extracting(order -> order.getSorted().getKey())
                .containsExactly("tags", "state");
        sortFromClient(
                grid,
                GridSortOrder.asc(grid.getColumnByKey("state"))
                        .thenDesc(grid.getColumnByKey("tags"))
                        .build());
        assertThat(names()).containsExactly("c", "a", "b");
        sortFromClient(grid, List.of());
        assertThat(names()).containsExactly("a", "b", "c");
    }

    private void sortFromClient(ServerGrid grid, List<GridSortOrder<ServerGridRow>> order) {
        ComponentUtil.fireEvent(grid, new SortEvent<>(grid, order, true));
        roundTrip();
    }

    @Test
    void clickingAChipFilters() {
        inventory.put(
                ServerBuilder.named("web-01").build(),
                ServerBuilder.named("web-02").status(ServerStatus.SHUTOFF).build());
        open("servers");

        test(chip("Off")).click();

        assertThat(names()).containsExactly("web-02");
    }

    @Test
    void leavingThePageEndsAllSubscriptions() {
        open("servers");
        int before = inventory.subscriptions();

        open("operations");

        assertThat(before).isEqualTo(1);
        assertThat(inventory.subscriptions()).isZero();
        assertThat(fakeOwnershipService.subscriberCount()).isZero();
        assertThat(fakeDeletionProtectionService.subscriberCount()).isZero();
        // The remaining listeners are those of the operations bar and of the operations page.
        assertThat(operations.subscriberCount()).isEqualTo(2);
    }

    @Test
    void updateForAClosedPageIsIgnored() {
        inventory.put(ServerBuilder.named("web-01").build());
        open("servers");
        inventory.put(ServerBuilder.named("web-02").build());

        open("operations");
        roundTrip();

        assertThat(find(Notification.class).exists()).isFalse();
    }

    private void open(String address) {
        UI.getCurrent().navigate(address);
        roundTrip();
    }

    private GridTester<Grid<ServerGridRow>, ServerGridRow> grid() {
        return test(find(ServerGrid.class).single());
    }

    private ServerRow row(int index) {
        return (ServerRow) grid().getRow(index);
    }

    private List<String> words() {
        return properties("state", "word");
    }

    private List<String> quick() {
        return properties("actions", "quick");
    }

    private List<String> owners() {
        return properties("owner", "owner");
    }

    private List<String> properties(String column, String name) {
        return IntStream.range(0, grid().size())
                .mapToObj(row -> property(row, column, name))
                .toList();
    }

    private String property(int row, String column, String name) {
        return grid().getLitRendererPropertyValue(row, column, name, String.class);
    }

    private List<String> names() {
        return properties("name", "name");
    }

    private NativeButton chip(String word) {
        return find(NativeButton.class)
                .withClassName("chip")
                .withCondition(chip -> chip.getElement().getOuterHTML().contains(word))
                .single();
    }
}
