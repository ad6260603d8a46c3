package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.preferences.FakeUserPreferenceService;
import org.stackdeck.ui.preview.EnforcedPermissionsPageTest;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.servers.grid.ServerGrid;

/** Base of tests of the page with the server grid, with enforced permissions. */
@EnforcedPermissionsPageTest
public abstract class ServerGridTestBase extends PageTestBase {

    @Autowired
    protected FakeUserDirectory directory;

    @Autowired
    protected FakeAccessDecisionService access;

    @Autowired
    protected FakeInventory inventory;

    @Autowired
    protected FakeUserPreferenceService preferences;

    /** Continues as another user, in another session. */
    protected void enterAs(User user) {
        cleanVaadinEnvironment();
        signIn(user);
        super.initVaadinEnvironment();
    }

    protected void open(String path) {
        UI.getCurrent().navigate(path);
        roundTrip();
    }

    protected void openGrid(String parameters) {
        UI.getCurrent().navigate("servers", QueryParameters.fromString(parameters));
        roundTrip();
    }

    protected CurrentUserServersPanel panel() {
        return find(CurrentUserServersPanel.class).single();
    }

    protected ServerGrid grid() {
        return find(ServerGrid.class).single();
    }

    /** Returns the keys of the columns that can be hidden, in their order. */
    protected List<String> columns() {
        return grid().getColumns().stream()
                .map(Grid.Column::getKey)
                .filter(key -> !List.of("card", "pick", "actions").contains(key))
                .toList();
    }

    protected List<String> names() {
        return IntStream.range(0, test(grid()).size())
                .mapToObj(row -> test(grid()).getLitRendererPropertyValue(row, "name", "name", String.class))
                .toList();
    }

    /** Sends the event of selecting an item of a menu that exists only in the browser. */
    protected void choose(Component menu, String item) {
        fire(menu, "item-selected", JacksonUtils.createObjectNode().put("event.detail.value.value", item));
        roundTrip();
    }

    /** Returns the next message to the browser, including the rows of the grid if there is one. */
    protected String pushRows() {
        if (find(ServerGrid.class).exists()) {
            grid().getDataCommunicator().setViewportRange(0, 40);
        }
        return push();
    }
}
