package org.stackdeck.ui.servers.menu;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.internal.JacksonUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.FakeDeletionProtectionService;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.servers.CurrentUserServersPanel;
import org.stackdeck.ui.servers.grid.ServerGrid;
import tools.jackson.databind.node.ObjectNode;

class ServerMenuTests extends AdministratorPageTestBase {

    private static final String SEPARATOR = "-";
    private static final List<String> EVERYDAY = List.of("Start", "Stop", "Reboot", "Hard reboot");

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private FakeOperationService operations;

    @Autowired
    private CurrentUser currentUser;

    @Autowired
    private FakeDeletionProtectionService fakeDeletionProtectionService;

    @Test
    void commonActionsComeFirstThenOnlyRelevantActions() {
        open(ServerBuilder.named("web"));

        assertThat(lines())
                .startsWith(
                        "Start",
                        "Stop",
                        "Reboot",
                        "Hard reboot",
                        "Pause",
                        "Suspend",
                        "Shelve",
                        "Lock…",
                        "Rename…",
                        "Take snapshot…",
                        "Resize…");
        assertThat(lines()).last().isEqualTo("Delete…");
        assertThat(lines()).doesNotContain("Unpause", "Resume", "Unshelve", "Unlock", "Confirm resize");
    }

    @Test
    void eachStateOffersTheActionThatEndsIt() {
        assertThat(rarer(ServerBuilder.named("web").status(ServerStatus.PAUSED)))
                .startsWith("Unpause", "Shelve", "Lock…");
        assertThat(rarer(ServerBuilder.named("web").status(ServerStatus.SUSPENDED)))
                .startsWith("Resume", "Shelve", "Lock…");
        assertThat(rarer(ServerBuilder.named("web").status(ServerStatus.SHUTOFF)))
                .startsWith("Shelve", "Lock…");
        assertThat(rarer(ServerBuilder.named("web").status(ServerStatus.SHELVED_OFFLOADED)))
                .startsWith("Unshelve", "Lock…");
        assertThat(rarer(ServerBuilder.named("web").status(ServerStatus.VERIFY_RESIZE)))
                .startsWith("Confirm resize", "Revert resize…", "Lock…");
    }

    @Test
    void lockedServerOffersUnlockAndExplainsOtherActions() {
        open(ServerBuilder.named("web").locked());

        assertThat(lines()).contains("Unlock", "Pause").doesNotContain("Lock…");
        assertThat(note("Pause")).isEqualTo("Locked; unlock it first");
        assertThat(note("Unlock")).isEmpty();
    }

    @Test
    void onlyTheFirstEntryWithAReasonShowsItInALine() {
        open(ServerBuilder.named("web").locked());

        assertThat(items().filter(item -> item.getElement().getTextRecursively().contains("Locked; unlock it first")))
                .hasSizeGreaterThan(2)
                .extracting(ServerMenuTests::isBrief)
                .startsWith(false, true)
                .doesNotContainSubsequence(true, false);
    }

    @Test
    void protectionItemsUpdateDeleteInAnOpenMenu() {
        open(ServerBuilder.named("web"));
        assertThat(lines()).contains("Protect from deletion…").doesNotContain("Remove deletion protection");

        fakeDeletionProtectionService.protect(currentUser.caller(), ServerBuilder.key("web"), "the books");
        roundTrip();

        assertThat(lines()).contains("Remove deletion protection").doesNotContain("Protect from deletion…");
        assertThat(note("Delete…"))
                .isEqualTo("Deletion protection set by ada: the books. Remove the protection first.");
        assertThat(note("Rebuild…"))
                .isEqualTo("Deletion protection set by ada: the books. Remove the protection first.");
        assertThat(note("Stop")).isEmpty();
    }

    @Test
    void openMenuFollowsItsServer() {
        open(ServerBuilder.named("web"));

        inventory.put(ServerBuilder.named("web").task(TaskState.PAUSING).build());
        roundTrip();
        assertThat(note("Pause")).isEqualTo("Not possible right now: Pausing…");

        inventory.put(ServerBuilder.named("web").status(ServerStatus.PAUSED).build());
        roundTrip();
        assertThat(lines()).contains("Unpause").doesNotContain("Pause", "Suspend");
    }

    /** If an entry moved while the mouse button was pressed, the click would reach another entry. */
    @Test
    void entriesAndSeparatorsKeepTheirPlaceWhileTheMenuIsOpen() {
        open(ServerBuilder.named("web"));
        List<String> before = linesAndSeparators();
        assertThat(before.subList(0, 6)).containsExactly("Start", "Stop", "Reboot", "Hard reboot", SEPARATOR, "Pause");
        assertThat(before).endsWith(SEPARATOR, "Rebuild…", "Delete…");
        assertThat(before).filteredOn(SEPARATOR::equals).hasSize(3);

        inventory.put(ServerBuilder.named("web").task(TaskState.REBOOTING).build());
        roundTrip();
        assertThat(note("Reboot")).isNotEmpty();
        assertThat(linesAndSeparators()).isEqualTo(before);

        fakeDeletionProtectionService.protect(currentUser.caller(), ServerBuilder.key("web"), "the books");
        roundTrip();
        assertThat(linesAndSeparators())
                .isEqualTo(before.stream()
                        .map(line -> line.equals("Protect from deletion…") ? "Remove deletion protection" : line)
                        .toList());
    }

    @Test
    void focusDoesNotChangeTheSizeOfAnEntry() throws IOException {
        String rules = Files.readString(Path.of("frontend/css/overlays.css")).replaceAll("(?s)/\\*.*?\\*/", "");

        assertThat(Pattern.compile("([^{}]+)\\{([^{}]*)}").matcher(rules).results())
                .isNotEmpty()
                .filteredOn(rule -> rule.group(1).matches("(?s).*(context-menu-item|\\.entry).*")
                        && rule.group(1).matches("(?s).*(focus|hover|active).*"))
                .allSatisfy(rule -> assertThat(rule.group(2))
                        .as(rule.group(1))
                        .doesNotContainPattern("(^|[\\s;-])(position|display|height|width|padding|margin|font|grid)"));
    }

    @Test
    void revertResizeAsksForConfirmation() {
        open(ServerBuilder.named("web").status(ServerStatus.VERIFY_RESIZE));
        CurrentUserServersPanel panel = find(CurrentUserServersPanel.class).single();

        panel.startAction(ServerBuilder.key("web"), ServerAction.REVERT_RESIZE);
        assertThat(asked()).isEmpty();
        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("Revert the resize of web?");
        test(find(Button.class).withText("Revert resize").single()).click();

        assertThat(asked()).containsExactly(ServerAction.REVERT_RESIZE);
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    private List<CloudAction> asked() {
        return operations.listRecent(currentUser.caller(), 10).stream()
                .map(Operation::action)
                .toList();
    }

    private List<String> rarer(ServerBuilder builder) {
        open(builder);
        assertThat(lines().subList(0, EVERYDAY.size())).isEqualTo(EVERYDAY);
        return lines().subList(EVERYDAY.size(), lines().size());
    }

    /** Puts the server into the inventory, and opens its menu as the browser does. */
    private void open(ServerBuilder builder) {
        inventory.put(builder.build());
        UI.getCurrent().navigate("servers");
        roundTrip();
        ServerGrid grid = find(ServerGrid.class).single();
        String key = grid.getDataCommunicator().getKeyMapper().key(test(grid).getRow(0));
        ObjectNode data = JacksonUtils.createObjectNode();
        data.set("event.detail", JacksonUtils.createObjectNode().put("key", key));
        fire(grid, "vaadin-context-menu-before-open", data);
        roundTrip();
    }

    private List<String> linesAndSeparators() {
        GridContextMenu<?> menu = find(GridContextMenu.class).single();
        return menu.getChildren()
                .filter(Component::isVisible)
                .map(child -> child instanceof Hr ? SEPARATOR : part(child, 0))
                .toList();
    }

    private List<String> lines() {
        return items().map(item -> part(item, 0)).toList();
    }

    private String note(String line) {
        return items().filter(item -> part(item, 0).equals(line))
                .map(item -> part(item, 1))
                .findFirst()
                .orElseThrow();
    }

    private Stream<Component> items() {
        GridContextMenu<?> menu = find(GridContextMenu.class).single();
        return menu.getItems().stream().map(Component.class::cast).filter(Component::isVisible);
    }

    private static boolean isBrief(Component item) {
        return item.getChildren()
                .anyMatch(content -> content.getElement().getClassList().contains("brief"));
    }

    /** Returns a line of the text of the item: 0 for the label, 1 for the hint. */
    private static String part(Component item, int number) {
        Component text = item.getChildren()
                .flatMap(Component::getChildren)
                .filter(child -> child.getElement().getClassList().contains("text"))
                .findFirst()
                .orElseThrow();
        return text.getChildren().toList().get(number).getElement().getText();
    }
}
