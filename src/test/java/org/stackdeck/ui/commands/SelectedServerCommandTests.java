package org.stackdeck.ui.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.dialog.Dialog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.ui.bulk.BulkActionDialog;

/** Actions of the palette on the servers that are selected in the grid. */
class SelectedServerCommandTests extends CommandPaletteTestBase {

    @BeforeEach
    void addServers() {
        inventory.put(
                ServerBuilder.named("web-02").build(),
                ServerBuilder.named("web-03").status(ServerStatus.SHUTOFF).build());
        changed();
        open("servers");
    }

    @Test
    void actionAppliesToTheSelectedServersAfterTheDialog() {
        select("web-01");
        select("web-02");
        select("web-03");
        show("/servers");
        type("stop");

        assertThat(labels()).startsWith("Stop: 2 of 3 selected servers").doesNotContain("Stop: web-01");
        run("Stop: 2 of 3 selected servers");

        assertThat(operations.accepted()).isEmpty();
        assertThat(find(BulkActionDialog.class).exists()).isTrue();
    }

    @Test
    void actionThatNoSelectedServerAllowsIsDisabledWithTheReason() {
        select("web-01");
        select("web-02");
        show("/servers");
        type("start");

        assertThat(detail("Start: 0 of 2 selected servers")).isEqualTo("Not available for the selected servers");
        run("Start: 0 of 2 selected servers");
        assertThat(find(BulkActionDialog.class).exists()).isFalse();
    }

    @Test
    void actionsForOneServerAreOfferedOnlyForASingleSelectedServer() {
        select("web-02");
        show("/servers");
        type("rename");
        assertThat(labels()).contains("Rename…: web-02");
        type("stop");
        assertThat(labels()).contains("Stop: web-02").noneMatch(label -> label.contains("selected"));
        find(Dialog.class).all().forEach(Dialog::close);

        select("web-01");
        show("/servers");
        type("rename");
        assertThat(labels()).noneMatch(label -> label.contains("web-02") || label.contains("selected"));
    }

    @Test
    void selectionOfAnotherPageIsIgnored() {
        select("web-01");
        select("web-02");
        open("operations");
        show("/operations");
        type("stop");

        assertThat(labels()).noneMatch(label -> label.contains("selected"));
    }

    @Test
    void serversWithoutPermissionAreNotCounted() {
        access.revokeAll(jonas.id());
        access.grant(jonas.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        changed();
        select("web-01");
        select("web-02");
        show("/servers");
        type("stop");

        assertThat(labels()).startsWith("Stop: 0 of 2 selected servers");
        assertThat(option("Stop: 0 of 2 selected servers").getElement().getAttribute("aria-disabled"))
                .isEqualTo("true");
    }

    private void select(String server) {
        grid().toggleSelection(ServerBuilder.key(server));
        roundTrip();
    }
}
