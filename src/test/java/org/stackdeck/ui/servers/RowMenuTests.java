package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.TaskState;
import org.stackdeck.identity.User;
import org.stackdeck.operations.FakeProtection;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.preview.PageCase;
import org.stackdeck.ui.preview.PreviewConfiguration;
import org.stackdeck.ui.preview.PreviewInventory;
import org.stackdeck.ui.preview.PreviewOperations;
import org.stackdeck.ui.preview.PreviewPages;
import tools.jackson.databind.node.ObjectNode;

@SpringJUnitConfig({PreviewConfiguration.class, PreviewPages.class})
class RowMenuTests extends PageCase {

    private static final List<String> EVERYDAY = List.of("Start", "Stop", "Reboot", "Hard reboot");

    @Autowired
    private PreviewInventory inventory;

    @Autowired
    private PreviewOperations operations;

    @Autowired
    private CurrentUser currentUser;

    @Autowired
    private FakeProtection protection;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        signInJonas(User.Role.ADMINISTRATOR);
        super.initVaadinEnvironment();
    }

    @Test
    void commonActionsComeFirstThenOnlyRelevantActions() {
        open(AServer.named("web"));

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
        assertThat(rarer(AServer.named("web").status(ServerStatus.PAUSED))).startsWith("Unpause", "Shelve", "Lock…");
        assertThat(rarer(AServer.named("web").status(ServerStatus.SUSPENDED))).startsWith("Resume", "Shelve", "Lock…");
        assertThat(rarer(AServer.named("web").status(ServerStatus.SHUTOFF))).startsWith("Shelve", "Lock…");
        assertThat(rarer(AServer.named("web").status(ServerStatus.SHELVED_OFFLOADED)))
                .startsWith("Unshelve", "Lock…");
        assertThat(rarer(AServer.named("web").status(ServerStatus.VERIFY_RESIZE)))
                .startsWith("Confirm resize", "Revert resize…", "Lock…");
    }

    @Test
    void lockedServerOffersUnlockAndExplainsOtherActions() {
        open(AServer.named("web").locked());

        assertThat(lines()).contains("Unlock", "Pause").doesNotContain("Lock…");
        assertThat(note("Pause")).isEqualTo("Locked; unlock it first");
        assertThat(note("Unlock")).isEmpty();
    }

    @Test
    void protectionItemsUpdateDeleteInAnOpenMenu() {
        open(AServer.named("web"));
        assertThat(lines()).contains("Protect from deletion…").doesNotContain("Remove deletion protection");

        protection.protect(currentUser.caller(), AServer.key("web"), "the books");
        roundTrip();

        assertThat(lines()).contains("Remove deletion protection").doesNotContain("Protect from deletion…");
        assertThat(note("Delete…"))
                .isEqualTo("Protected from deletion by jonas: the books. Remove the protection first.");
        assertThat(note("Rebuild…"))
                .isEqualTo("Protected from deletion by jonas: the books. Remove the protection first.");
        assertThat(note("Stop")).isEmpty();
    }

    @Test
    void openMenuFollowsItsServer() {
        open(AServer.named("web"));

        inventory.put(AServer.named("web").task(TaskState.PAUSING).build());
        roundTrip();
        assertThat(note("Pause")).isEqualTo("Please wait: Pausing…");

        inventory.put(AServer.named("web").status(ServerStatus.PAUSED).build());
        roundTrip();
        assertThat(lines()).contains("Unpause").doesNotContain("Pause", "Suspend");
    }

    @Test
    void revertResizeAsksForConfirmation() {
        open(AServer.named("web").status(ServerStatus.VERIFY_RESIZE));
        ServersView view = (ServersView) getCurrentView();

        view.ask(AServer.key("web"), ServerAction.REVERT_RESIZE);
        assertThat(asked()).isEmpty();
        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("Revert the resize of web?");
        test(find(Button.class).withText("Revert resize").single()).click();

        assertThat(asked()).containsExactly(ServerAction.REVERT_RESIZE);
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    private List<ServerAction> asked() {
        return operations.recent(currentUser.caller(), 10).stream()
                .map(Operation::action)
                .toList();
    }

    private List<String> rarer(AServer server) {
        open(server);
        assertThat(lines().subList(0, EVERYDAY.size())).isEqualTo(EVERYDAY);
        return lines().subList(EVERYDAY.size(), lines().size());
    }

    /** Opens the menu as the browser does. */
    private void open(AServer server) {
        inventory.put(server.build());
        UI.getCurrent().navigate("servers");
        roundTrip();
        ServerGrid grid = find(ServerGrid.class).single();
        String key = grid.getDataCommunicator().getKeyMapper().key(test(grid).getRow(0));
        ObjectNode data = JacksonUtils.createObjectNode();
        data.set("event.detail", JacksonUtils.createObjectNode().put("key", key));
        grid.getElement()
                .getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(grid.getElement(), "vaadin-context-menu-before-open", data));
        roundTrip();
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

    /** Returns the label or a hint of the item. */
    private static String part(Component item, int number) {
        Component text = item.getChildren()
                .flatMap(Component::getChildren)
                .filter(child -> child.getElement().getClassList().contains("text"))
                .findFirst()
                .orElseThrow();
        return text.getChildren().toList().get(number).getElement().getText();
    }
}
