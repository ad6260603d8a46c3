package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.access.FakeOwnership;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.FakeChangeHints;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.Factor;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.FakeProofs;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;
import org.stackdeck.operations.BulkOperations;
import org.stackdeck.operations.FakeProtection;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.preview.PageCase;
import org.stackdeck.ui.preview.PreviewConfiguration;
import org.stackdeck.ui.preview.PreviewInventory;
import org.stackdeck.ui.preview.PreviewOperations;
import org.stackdeck.ui.preview.PreviewPages;
import org.stackdeck.ui.proof.ProofPrompt;

@SpringJUnitConfig({PreviewConfiguration.class, PreviewPages.class})
class ServersViewTests extends PageCase {

    @Autowired
    private PreviewInventory inventory;

    @Autowired
    private PreviewOperations operations;

    @Autowired
    private FakeChangeHints hints;

    @Autowired
    private FakeOwnership ownership;

    @Autowired
    private FakeProofs proofs;

    @Autowired
    private CurrentUser currentUser;

    @Autowired
    private FakeProtection protection;

    @Autowired
    private ProtectItem protectItem;

    @Autowired
    private ProofPrompt prompt;

    /** The environment opens the first page, so a user must be signed in before. */
    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        signInJonas(User.Role.ADMINISTRATOR);
        super.initVaadinEnvironment();
    }

    @Test
    void changeInTheCloudIsPaintedWithoutAClick() {
        inventory.put(AServer.named("web-01").build());
        open("servers");

        inventory.put(AServer.named("web-01").status(ServerStatus.SHUTOFF).build());
        roundTrip();

        assertThat(words()).containsExactly("Off");
    }

    @Test
    void badgeExplainsMissingNotificationsOfACloud() {
        inventory.put(AServer.named("web-01").build());
        hints.cutOff(AServer.CLOUD);
        open("servers");
        assertThat(freshness()).contains("connection to the message broker lost");

        hints.connect(AServer.CLOUD);

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
        User mia = new FakeDirectory().member("mia");
        inventory.put(AServer.named("web-01").build(), AServer.named("web-02").build());
        open("servers");
        assertThat(owners()).containsExactly("", "");

        ownership.give(AServer.key("web-02"), mia);
        roundTrip();
        assertThat(owners()).containsExactly("", "mia");

        UI.getCurrent().navigate("servers", QueryParameters.fromString("q=owner:mia"));
        roundTrip();
        assertThat(names()).containsExactly("web-02");
        ownership.give(AServer.key("web-01"), mia);
        roundTrip();
        assertThat(names()).containsExactly("web-01", "web-02");
    }

    @Test
    void urlSearchFindsOwnServers() {
        inventory.put(AServer.named("web-01").build(), AServer.named("web-02").build());
        ownership.assign(
                currentUser.caller(), ServerFacts.of(AServer.named("web-02").build()), PreviewConfiguration.JONAS);

        UI.getCurrent().navigate("servers", QueryParameters.fromString("q=owner:me"));
        roundTrip();

        assertThat(names()).containsExactly("web-02");
        assertThat(grid().getLitRendererPropertyValue(0, "owner", "own", Boolean.class))
                .isTrue();
    }

    @Test
    void rowShowsActionAndUserRightAfterTheClick() {
        inventory.put(AServer.named("web-01").build());
        open("servers");

        grid().invokeLitRendererFunction(0, "actions", "stop");

        assertThat(words()).containsExactly("Stopping…");
        assertThat(grid().getLitRendererPropertyValue(0, "state", "why", String.class))
                .isEqualTo("requested by you");
    }

    @Test
    void cloudRefusalIsReportedAndTheRowReverts() {
        inventory.put(AServer.named("web-01").build());
        open("servers");
        grid().invokeLitRendererFunction(0, "actions", "stop");
        Operation stop = operations.active(AServer.key("web-01")).orElseThrow();

        operations.to(stop, Operation.State.FAILED, new Operation.Failure("action-failed", "No suitable compute host"));
        roundTrip();

        assertThat(words()).containsExactly("Running");
        assertThat(grid().getLitRendererPropertyValue(0, "state", "why", String.class))
                .isEqualTo("stop failed");
        assertThat(find(Notification.class).exists()).isTrue();
    }

    @Test
    void eachRowOffersTheActionThatStartsItsServer() {
        inventory.put(
                AServer.named("a-paused").status(ServerStatus.PAUSED).build(),
                AServer.named("b-suspended").status(ServerStatus.SUSPENDED).build(),
                AServer.named("c-shelved")
                        .status(ServerStatus.SHELVED_OFFLOADED)
                        .build(),
                AServer.named("d-broken").status(ServerStatus.ERROR).build());
        open("servers");

        assertThat(quick()).containsExactlyInAnyOrder("unpause", "resume", "unshelve", "");
        int paused = names().indexOf("a-paused");
        grid().invokeLitRendererFunction(paused, "actions", "unpause");
        roundTrip();

        assertThat(operations.recent(currentUser.caller(), 10))
                .singleElement()
                .satisfies(asked -> assertThat(asked.action()).isEqualTo(ServerAction.UNPAUSE));
    }

    @Test
    void secondActionOnABusyServerIsRefusedWithAToast() {
        inventory.put(AServer.named("web-01").build());
        open("servers");
        grid().invokeLitRendererFunction(0, "actions", "stop");

        grid().invokeLitRendererFunction(0, "actions", "stop");

        assertThat(operations.recent(currentUser.caller(), 10)).hasSize(1);
        assertThat(find(Notification.class).exists()).isTrue();
    }

    @Test
    void pendingServerOffersOnlyCancel() {
        AnOperation create = AnOperation.creating("web-02");
        inventory.put(AServer.named("web-01").build());
        open("servers");

        operations.tell(create.unbegun(Operation.State.WAITING));
        roundTrip();

        assertThat(names()).containsExactly("web-01", "web-02");
        assertThat(words()).containsExactly("Running", "Waiting…");
        assertThat(property(1, "name", "cloud")).isEmpty();
        assertThat(property(1, "pick", "pickLabel")).isEmpty();
        assertThat(property(1, "actions", "menuLabel")).isEmpty();
        assertThat(quick()).containsExactly("stop", "withdraw");
        grid().invokeLitRendererFunction(1, "pick", "pick");
        grid().invokeLitRendererFunction(1, "actions", "stop");
        assertThat(find(BulkBar.class).all()).noneMatch(BulkBar::isVisible);
        grid().invokeLitRendererFunction(1, "actions", "withdraw");
        roundTrip();

        assertThat(names()).containsExactly("web-01");
        assertThat(operations.recent(currentUser.caller(), 10))
                .extracting(Operation::state)
                .containsExactly(Operation.State.CANCELLED);
    }

    @Test
    void pageOpenedDuringALaunchShowsThePendingServer() {
        AnOperation create = AnOperation.creating("web-02");
        operations.tell(create.unbegun(Operation.State.RUNNING));

        open("servers");
        assertThat(words()).containsExactly("Building…");
        assertThat(quick()).containsExactly("");
        operations.tell(create.running());
        inventory.put(AServer.named("web-02").status(ServerStatus.BUILD).build());
        roundTrip();

        assertThat(names()).containsExactly("web-02");
        assertThat(property(0, "name", "cloud")).isEqualTo("lab");
    }

    @Test
    void failedLaunchRemovesTheRowAndShowsTheReason() {
        AnOperation create = AnOperation.creating("web-02");
        open("servers");
        operations.tell(create.unbegun(Operation.State.WAITING));
        roundTrip();

        operations.tell(create.unbegun(Operation.State.FAILED));
        roundTrip();

        assertThat(find(Notification.class).exists()).isTrue();
        assertThat(find(ServerGrid.class).exists() ? names() : List.of()).isEmpty();
    }

    @Test
    void deletionRequiresTypingTheName() {
        inventory.put(AServer.named("web-01").build());
        open("servers");
        ((ServersView) getCurrentView()).ask(grid().getRow(0).key(), ServerAction.DELETE);
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
                AServer.named("web-01").build(),
                AServer.named("web-02").status(ServerStatus.SHUTOFF).build(),
                AServer.named("web-03").build());
        open("servers");
        for (int i = 0; i < 3; i++) {
            grid().invokeLitRendererFunction(i, "pick", "pick");
        }
        test(bulk("Stop 2")).click();
        String asked = find(BulkDialog.class).single().getElement().getTextRecursively();
        test(find(Button.class).withText("Stop 2 servers").single()).click();
        until(() -> dialog().contains("0 of 2 done, 0 failed"));
        until(() -> words().equals(List.of("Stopping…", "Off", "Stopping…")));

        assertThat(asked).contains("web-01", "web-03", "Applies to 2 of 3. Skipped:", "web-02", "Already off");
        assertThat(find(BulkBar.class).all()).noneMatch(BulkBar::isVisible);
    }

    @Test
    void protectedServerIsMarkedAndSkippedByBulkDelete() {
        inventory.put(AServer.named("web-01").build(), AServer.named("web-02").build());
        open("servers");
        assertThat(shields()).containsExactly("", "");

        protection.protect(currentUser.caller(), AServer.key("web-02"), "the books");
        roundTrip();
        assertThat(shields()).containsExactly("", "Protected from deletion by jonas: the books");
        grid().invokeLitRendererFunction(0, "pick", "pick");
        grid().invokeLitRendererFunction(1, "pick", "pick");
        test(bulk("Delete 1")).click();
        String asked = find(BulkDialog.class).single().getElement().getTextRecursively();
        find(BulkDialog.class).single().close();
        protection.lift(currentUser.caller(), AServer.key("web-02"));
        roundTrip();

        assertThat(asked).contains("Skipped:", "Protected from deletion by jonas: the books");
        assertThat(shields()).containsExactly("", "");
        assertThat(bulk("Delete 2").isVisible()).isTrue();
    }

    @Test
    void protectDialogRequestsAReasonAndConfirms() {
        inventory.put(AServer.named("web-01").build());
        open("servers");

        protectItem.open(AServer.named("web-01").build());
        test(find(TextField.class).all().stream()
                        .filter(field -> field.getLabel().startsWith("Reason"))
                        .findFirst()
                        .orElseThrow())
                .setValue(" the books ");
        test(find(Button.class).withText("Protect").single()).click();
        roundTrip();

        assertThat(protection
                        .protections()
                        .of(AServer.key("web-01"))
                        .orElseThrow()
                        .reason())
                .isEqualTo("the books");
        assertThat(find(Notification.class).single().getElement().getTextRecursively())
                .contains("web-01 is now protected from deletion");
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    private List<String> shields() {
        return IntStream.range(0, grid().size())
                .mapToObj(row -> grid().getLitRendererPropertyValue(row, "name", "shielded", String.class))
                .toList();
    }

    @Test
    void bulkActionOverTheLimitIsRefusedBeforeSubmission() {
        for (int i = 0; i <= BulkOperations.MOST; i++) {
            inventory.put(AServer.named("web-" + i).build());
        }
        open("servers");
        List<ServerRow> all = IntStream.rangeClosed(0, BulkOperations.MOST)
                .mapToObj(i -> grid().getRow(i))
                .toList();

        new BulkActions(
                        new BulkActions.Parts(
                                new BulkOperations(operations), operations, currentUser, prompt, new Live(0)),
                        find(ServersView.class).single(),
                        Words.here(),
                        () -> {})
                .ask(all, ServerAction.STOP);

        assertThat(find(BulkDialog.class).exists()).isFalse();
        assertThat(find(Notification.class).single().getElement().getTextRecursively())
                .contains("At most 500 servers at a time", "501");
    }

    @Test
    void bulkDialogShowsProgressUntilAllHaveEnded() {
        inventory.put(AServer.named("web-01").build(), AServer.named("web-02").build());
        open("servers");
        grid().invokeLitRendererFunction(0, "pick", "pick");
        test(bulk("Select all 2")).click();
        test(bulk("Stop 2")).click();
        test(find(Button.class).withText("Stop 2 servers").single()).click();
        until(() -> operations.recent(currentUser.caller(), 10).size() == 2);
        List<Operation> asked = operations.recent(currentUser.caller(), 10);

        operations.to(asked.get(0), Operation.State.SUCCEEDED, null);
        operations.to(asked.get(1), Operation.State.FAILED, new Operation.Failure("no-host", null));

        until(() -> dialog().contains("1 of 2 done, 1 failed"));
        assertThat(dialog()).contains("Done", "Failed: No suitable compute host");
        test(find(Button.class).withText("Close").single()).click();
        assertThat(find(BulkDialog.class).exists()).isFalse();
    }

    private String dialog() {
        return find(BulkDialog.class).single().getElement().getTextRecursively();
    }

    @Test
    void bulkDeleteRequiresTheNumberAndCanBeUndone() {
        inventory.put(AServer.named("web-01").build(), AServer.named("web-02").build());
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
        inventory.put(AServer.named("web-01").build());
        open("servers");
        ((ServersView) getCurrentView()).ask(grid().getRow(0).key(), ServerAction.DELETE);
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
        inventory.put(AServer.named("web-01").build());
        open("servers");
        operations.beforeSubmit(() -> {
            if (proofs.given().isEmpty()) {
                throw new StepUpRequiredException(Set.of(Factor.PASSWORD));
            }
        });
        ((ServersView) getCurrentView()).ask(grid().getRow(0).key(), ServerAction.DELETE);
        TextField typed = find(TextField.class).single();
        test(typed).setValue("web-01");
        Button confirm = find(Button.class).withText("Delete server").single();
        test(confirm).click();

        assertThat(words()).containsExactly("Running");
        assertThat(typed.getValue()).isEqualTo("web-01");
        test(find(PasswordField.class).single()).setValue("my password");
        test(confirm).click();

        assertThat(proofs.given()).containsExactly("my password");
        assertThat(words()).containsExactly("Deleting…");
        assertThat(find(TextField.class).exists()).isFalse();
    }

    @Test
    void filterIsReadFromTheUrl() {
        inventory.put(
                AServer.named("web-01").build(),
                AServer.named("web-02").status(ServerStatus.SHUTOFF).build(),
                AServer.named("db-01").status(ServerStatus.SHUTOFF).build());

        UI.getCurrent().navigate("servers", QueryParameters.fromString("q=web&state=off"));
        roundTrip();

        assertThat(names()).containsExactly("web-02");
        assertThat(chip("Off").getElement().getAttribute("aria-pressed")).isEqualTo("true");
    }

    @Test
    void clickingAChipFilters() {
        inventory.put(
                AServer.named("web-01").build(),
                AServer.named("web-02").status(ServerStatus.SHUTOFF).build());
        open("servers");

        test(chip("Off")).click();

        assertThat(names()).containsExactly("web-02");
    }

    @Test
    void leavingThePageEndsAllSubscriptions() {
        open("servers");
        int before = inventory.watchers();

        open("operations");

        assertThat(before).isEqualTo(1);
        assertThat(inventory.watchers()).isZero();
        assertThat(ownership.watchers()).isZero();
        assertThat(protection.watchers()).isZero();
        // The bar at the bottom and the page.
        assertThat(operations.listeners()).isEqualTo(2);
    }

    @Test
    void updateForAClosedPageIsIgnored() {
        inventory.put(AServer.named("web-01").build());
        open("servers");
        inventory.put(AServer.named("web-02").build());

        open("operations");
        roundTrip();

        assertThat(find(Notification.class).exists()).isFalse();
    }

    private void open(String address) {
        UI.getCurrent().navigate(address);
        roundTrip();
    }

    private GridTester<Grid<ServerRow>, ServerRow> grid() {
        return test(find(ServerGrid.class).single());
    }

    private List<String> words() {
        return IntStream.range(0, grid().size())
                .mapToObj(row -> grid().getLitRendererPropertyValue(row, "state", "word", String.class))
                .toList();
    }

    private List<String> quick() {
        return IntStream.range(0, grid().size())
                .mapToObj(row -> grid().getLitRendererPropertyValue(row, "actions", "quick", String.class))
                .toList();
    }

    private List<String> owners() {
        return IntStream.range(0, grid().size())
                .mapToObj(row -> grid().getLitRendererPropertyValue(row, "owner", "owner", String.class))
                .toList();
    }

    private String property(int row, String column, String name) {
        return grid().getLitRendererPropertyValue(row, column, name, String.class);
    }

    private List<String> names() {
        return IntStream.range(0, grid().size())
                .mapToObj(row -> grid().getRow(row).server().name())
                .toList();
    }

    private NativeButton chip(String word) {
        return find(NativeButton.class)
                .withClassName("chip")
                .withCondition(chip -> chip.getElement().getOuterHTML().contains(word))
                .single();
    }
}
