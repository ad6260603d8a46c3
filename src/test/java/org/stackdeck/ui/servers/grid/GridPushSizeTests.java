package org.stackdeck.ui.servers.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.router.QueryParameters;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.servers.TestOperationBuilder;

/** Tests the contents of pushes to an open grid of 500 servers, of which the first 40 are visible. */
class GridPushSizeTests extends AdministratorPageTestBase {

    private static final String ROW_IN_PLACE = "updateFlatData";
    private static final String ROWS = "$connector.set";

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private FakeOperationService operations;

    @Test
    void visibleStateChangeSendsOnlyItsRow() {
        open();

        inventory.put(off("web-0003"));
        String push = push();

        assertThat(push).contains(ROW_IN_PLACE, "web-0003").doesNotContain("web-0004", ROWS);
        say("a state change in sight", push);
    }

    @Test
    void rowChangedTwiceBeforeAPushIsSentOnceInItsLatestState() {
        open();
        TestOperationBuilder stop =
                TestOperationBuilder.of(ServerAction.STOP, "web-0003").byAna();
        operations.publish(stop.running());
        assertThat(push()).contains(ROW_IN_PLACE, "Stopping");

        inventory.put(off("web-0003"));
        operations.publish(stop.succeeded());

        assertThat(push()).contains(ROW_IN_PLACE, "web-0003", "Off").doesNotContain("Stopping");
    }

    @Test
    void invisibleStateChangeSendsNoRow() {
        open();

        inventory.put(off("web-0400"));
        String push = push();

        assertThat(push).doesNotContain(ROW_IN_PLACE, ROWS, "web-0");
        say("a state change out of sight", push);
    }

    @Test
    void invisibleMoveSendsNoRow() {
        open();

        inventory.put(ServerBuilder.named("web-0400").name("web-0300b").build());
        String push = push();

        assertThat(push).doesNotContain(ROW_IN_PLACE, ROWS, "web-0");
        say("a new place out of sight", push);
    }

    @Test
    void invisibleNewServerSendsOnlyTheRowCount() {
        open();

        inventory.put(ServerBuilder.named("web-0999").build());
        String push = push();

        assertThat(push).contains("501").doesNotContain(ROW_IN_PLACE, ROWS, "web-0");
        say("one server more out of sight", push);
    }

    @Test
    void visibleMoveSendsTheVisibleRows() {
        open();

        inventory.put(ServerBuilder.named("web-0003").name("web-0020b").build());
        String push = push();

        assertThat(push).contains(ROWS, "web-0020b").doesNotContain("web-0045");
        say("a new place in sight", push);
    }

    @Test
    void changeInAGroupSendsTheVisibleHeadersThatCountIt() {
        open("group=status");

        inventory.put(off("web-0400"));
        String push = push();

        assertThat(push).contains(ROW_IN_PLACE, "499 servers").doesNotContain(ROWS, "web-0");
        say("a change out of sight to another group", push);
    }

    @Test
    void changeInAGroupWhoseCountsStayTheSameSendsOnlyItsRow() {
        open("group=project");

        inventory.put(off("web-0003"));
        String push = push();

        assertThat(push).contains(ROW_IN_PLACE, "web-0003").doesNotContain("web-0004", "500 servers", ROWS);
    }

    @Test
    void hiddenPageReceivesAllChangesAtOnceWhenShown() {
        open();
        visibility("HIDDEN");
        push();

        inventory.put(off("web-0003"));
        inventory.put(off("web-0004"));
        assertThat(push()).doesNotContain("web-0", ROW_IN_PLACE);

        visibility("VISIBLE");
        assertThat(push()).contains(ROW_IN_PLACE, "web-0003", "web-0004").doesNotContain("web-0005");
    }

    private void open() {
        open("");
    }

    private void open(String query) {
        inventory.put(IntStream.range(0, 500)
                .mapToObj("web-%04d"::formatted)
                .map(name -> ServerBuilder.named(name).build())
                .toArray(Server[]::new));
        UI.getCurrent().navigate("servers", QueryParameters.fromString(query));
        push();
        find(ServerGrid.class).single().getDataCommunicator().setViewportRange(0, 40);
        push();
        push();
    }

    private static Server off(String name) {
        return ServerBuilder.named(name).status(ServerStatus.SHUTOFF).build();
    }

    private static void visibility(String state) {
        fire(
                UI.getCurrent(),
                "vaadin-page-visibility-change",
                JacksonUtils.createObjectNode()
                        .put("event.detail", state)
                        .put("for", "trailing")
                        .put("1", true));
    }

    private static void say(String what, String push) {
        System.out.printf("%s: %,d bytes%n", what, push.length());
    }
}
