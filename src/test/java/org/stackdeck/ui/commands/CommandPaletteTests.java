package org.stackdeck.ui.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;

class CommandPaletteTests extends CommandPaletteTestBase {

    @Test
    void withoutTextThePagesThatTheUserMayOpenAreListed() {
        show("/servers");

        assertThat(labels()).contains("Servers", "Operations").doesNotContain("Users", "Audit");
    }

    @Test
    void serversAreFoundByNameAndOpened() {
        show("/servers");
        type("web-01");

        assertThat(labels()).contains("web-01");
        run("web-01");

        assertThat(UI.getCurrentOrThrow().getInternals().getActiveViewLocation().getPath())
                .isEqualTo("servers/lab/web-01");
        assertThat(find(Dialog.class).all()).isEmpty();
    }

    @Test
    void invisibleServersAreNotFound() {
        inventory.put(
                ServerBuilder.named("secret-1").project(ServerBuilder.RESEARCH).build());
        show("/servers");
        type("secret");

        assertThat(labels()).isEmpty();
        assertThat(note()).startsWith("Nothing found");
    }

    @Test
    void rebootRequiresConfirmation() {
        show("/servers");
        type("reboot web-01");
        run("Reboot: web-01");
        assertThat(operations.accepted()).isEmpty();

        find(Button.class).withText("Reboot").single().click();

        assertThat(operations.accepted()).hasSize(1);
    }

    @Test
    void unavailableActionShowsItsReasonAndDoesNothing() {
        inventory.put(ServerBuilder.named("web-01").status(ServerStatus.SHUTOFF).build());
        changed();
        show("/servers");
        type("stop web-01");

        Div option = option("Stop: web-01");
        assertThat(option.getElement().getAttribute("aria-disabled")).isEqualTo("true");
        assertThat(html(option)).contains("Already off");
        run("Stop: web-01");
        assertThat(operations.accepted()).isEmpty();
        assertThat(find(Dialog.class).all()).hasSize(1);
    }

    @Test
    void wordsOfTheOpenstackCommandFindAnActionWithAnotherName() {
        inventory.put(ServerBuilder.named("web-01").status(ServerStatus.RESCUE).build());
        changed();
        show("/servers");

        type("unrescue web-01");
        assertThat(labels()).anyMatch(label -> label.startsWith("Leave rescue mode"));

        type("confirm-resize web-01");
        assertThat(labels()).noneMatch(label -> label.startsWith("Leave rescue mode"));
    }

    @Test
    void actionWithoutServerAppliesToTheServerOfThePage() {
        show("/servers/lab/web-01/log");
        type("stop");

        assertThat(labels()).contains("Stop: web-01");
    }

    @Test
    void serverComesBeforeAnAbbreviatedActionOnTheServerOfThePage() {
        inventory.put(
                ServerBuilder.named("web-01").status(ServerStatus.SHUTOFF).build(),
                ServerBuilder.named("stage-1").build());
        show("/servers/lab/web-01");
        type("sta");
        assertThat(labels()).startsWith("stage-1").contains("Start: web-01");

        type("start");
        assertThat(labels()).startsWith("Start: web-01");
    }

    @Test
    void confirmingAResizeRequiresConfirmation() {
        access.grant(jonas.id(), ServerBuilder.STAFF, Role.MANAGER, null);
        changed();
        inventory.put(
                ServerBuilder.named("web-01").status(ServerStatus.VERIFY_RESIZE).build());
        show("/servers/lab/web-01");
        type("confirm resize");
        run("Confirm resize: web-01");
        assertThat(operations.accepted()).isEmpty();

        find(Button.class).withText("Confirm resize").single().click();

        assertThat(operations.accepted()).hasSize(1);
    }

    @Test
    void actionWithoutServerIsCompletedByTheName() {
        show("/servers");
        type("stop");
        run("Stop");

        assertThat(find(Input.class)
                        .withAttribute("aria-controls", "command-options")
                        .single()
                        .getValue())
                .isEqualTo("Stop ");
        assertThat(operations.accepted()).isEmpty();
    }

    @Test
    void lastOpenedServersComeFirst() {
        show("/servers");
        type("web-01");
        run("web-01");
        show("/operations");

        assertThat(labels().getFirst()).isEqualTo("web-01");
    }

    @Test
    void recentServersAreKeptForTheNextSession() {
        inventory.put(ServerBuilder.named("web-02").build());
        changed();
        show("/servers");
        type("web-02");
        run("web-02");

        enterAs(jonas);
        show("/operations");
        assertThat(labels().getFirst()).isEqualTo("web-02");
        type("web");
        assertThat(labels()).containsSubsequence("web-02", "web-01");
    }

    @Test
    void recentServerIsNotListedWithoutPermission() {
        show("/servers");
        type("web-01");
        run("web-01");
        access.revokeAll(jonas.id());
        access.grant(jonas.id(), ServerBuilder.RESEARCH, Role.OPERATOR, null);
        changed();
        enterAs(jonas);
        show("/servers");

        assertThat(labels()).contains("Servers").doesNotContain("web-01");
    }

    @Test
    void serverAndActionAreFoundInAnyOrder() {
        show("/servers");
        for (String text : List.of("reboot web-01", "web-01 reboot", "01 reboot web")) {
            type(text);
            assertThat(labels()).as(text).contains("Reboot: web-01");
        }
    }

    @Test
    void menuItemsAndActionsOfTheTabsAreFoundOnTheServerOfThePage() {
        access.grant(jonas.id(), ServerBuilder.STAFF, Role.MANAGER, null);
        changed();
        show("/servers/lab/web-01");
        type("console");
        assertThat(labels()).contains("Open console: web-01");

        type("attach volume");
        assertThat(labels()).contains("Attach volume…: web-01");
        run("Attach volume…: web-01");

        assertThat(find(Dialog.class).all())
                .extracting(Dialog::getHeaderTitle)
                .containsExactly("Attach volume · web-01");
    }

    @Test
    void pageComesBeforeAMenuItemWithTheSameWord() {
        access.grant(jonas.id(), ServerBuilder.STAFF, Role.MANAGER, null);
        changed();
        show("/servers/lab/web-01");
        type("launch");

        assertThat(labels()).containsSubsequence("Launch server", "Launch another like this: web-01");
    }
}
