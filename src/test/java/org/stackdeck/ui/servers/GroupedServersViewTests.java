package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.OperationService;
import org.stackdeck.preferences.FakeSavedViewService;
import org.stackdeck.preferences.FakeUserPreferenceService;
import org.stackdeck.preferences.SavedView;
import org.stackdeck.preferences.SavedViewName;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.ui.bulk.BulkActionBar;
import org.stackdeck.ui.preview.EnforcedPermissionsPageTest;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.servers.grid.GroupHeaderRow;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.grid.ServerGridRow;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerSort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@EnforcedPermissionsPageTest
class GroupedServersViewTests extends PageTestBase {

    private static final Project SECOND =
            new Project(new CloudName("second"), new ProjectId("p-second"), "second staff");

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeAccessDecisionService access;

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private FakeUserPreferenceService preferences;

    @Autowired
    private FakeSavedViewService views;

    private User ada;
    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        ada = directory.administrator("ada");
        access.administrator(ada.id());
        mia = directory.member("mia");
        access.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        inventory.put(
                ServerBuilder.named("web-01").tags("blue", "red").build(),
                ServerBuilder.named("web-02").build(),
                ServerBuilder.named("web-03").project(ServerBuilder.RESEARCH).build());
        signIn(ada);
        super.initVaadinEnvironment();
    }

    @Test
    void selectedGroupingIsInTheUrlAndStoredForTheUser() {
        open("");
        assertThat(rows()).containsExactly("web-01", "web-02", "web-03");

        group(ServerGrouping.PROJECT);
        assertThat(rows()).containsExactly("[research, 1 server]", "web-03", "[staff, 2 servers]", "web-01", "web-02");
        assertThat(pushRows()).contains("servers?group=project");
        assertThat(storedGrouping()).isEqualTo(ServerGrouping.PROJECT);

        UI.getCurrent().navigate("operations");
        roundTrip();
        open("");
        assertThat(rows()).startsWith("[research, 1 server]");
        open("q=web-02");
        assertThat(rows()).containsExactly("[staff, 1 server]", "web-02");

        group(ServerGrouping.NONE);
        assertThat(rows()).containsExactly("web-02");
        assertThat(pushRows()).contains("servers?q=web-02").doesNotContain("group=");
        assertThat(storedGrouping()).isEqualTo(ServerGrouping.NONE);
    }

    @Test
    void groupingOfTheUrlIsShownButNotStored() {
        open("group=tag");
        assertThat(rows())
                .containsExactly(
                        "[blue, 1 server]",
                        "web-01",
                        "[red, 1 server]",
                        "web-01",
                        "[No tag, 2 servers]",
                        "web-02",
                        "web-03");

        openChooser();
        test(find(NativeButton.class)
                        .withCondition(button -> button.getText().equals("Compact"))
                        .single())
                .click();

        assertThat(rows()).startsWith("[blue, 1 server]");
        assertThat(storedGrouping()).isEqualTo(ServerGrouping.NONE);
        open("");
        assertThat(rows()).containsExactly("web-01", "web-02", "web-03");
    }

    @Test
    void urlWithoutGroupsOverridesTheStoredGroupingAndUnknownOnesDoNot() {
        open("");
        group(ServerGrouping.PROJECT);

        open("group=none");
        assertThat(rows()).containsExactly("web-01", "web-02", "web-03");
        open("group=host");
        assertThat(rows()).startsWith("[research, 1 server]");
    }

    @Test
    void savedViewHasItsOwnGrouping() {
        SavedView view = views.create(FakeUserDirectory.caller(ada), new SavedViewName("By tag"), """
                {"query":{},"layout":{"columns":null,"widths":{},"density":"comfortable","group":"tag"}}""");
        open("");
        group(ServerGrouping.PROJECT);

        open("view=" + view.id());
        assertThat(rows()).startsWith("[blue, 1 server]");
        assertThat(tabs()).contains("By tag");

        group(ServerGrouping.STATUS);
        assertThat(rows()).startsWith("[Running, 3 servers]");
        assertThat(tabs()).contains("By tag (modified)");
        assertThat(storedGrouping()).isEqualTo(ServerGrouping.PROJECT);
        open("");
        assertThat(rows()).startsWith("[research, 1 server]");
    }

    @Test
    void resetRemovesTheGrouping() {
        open("");
        group(ServerGrouping.PROJECT);

        test(find(NativeButton.class)
                        .withCondition(button ->
                                button.getElement().getTextRecursively().equals("Reset to default"))
                        .single())
                .click();

        assertThat(rows()).containsExactly("web-01", "web-02", "web-03");
        assertThat(select().getValue()).isEqualTo(ServerGrouping.NONE);
    }

    @Test
    void headerCollapsesItsGroupAndAnnouncesIt() {
        open("group=project");

        toggle(0);
        assertThat(rows()).containsExactly("[research, 1 server, collapsed]", "[staff, 2 servers]", "web-01", "web-02");
        assertThat(announcement()).isEqualTo("Group research collapsed");
        toggle(0);
        assertThat(rows()).startsWith("[research, 1 server]", "web-03");
        assertThat(announcement()).isEqualTo("Group research expanded");
    }

    @Test
    void collapsedGroupsAreRestoredWhenTheUserReturns() {
        open("group=project");
        toggle(0);

        UI.getCurrent().navigate("operations");
        roundTrip();
        open("group=project");

        assertThat(rows()).startsWith("[research, 1 server, collapsed]", "[staff, 2 servers]");
    }

    @Test
    void allGroupsAreCollapsedAndExpanded() {
        open("group=project");
        openChooser();

        test(button("Collapse all")).click();
        assertThat(rows()).containsExactly("[research, 1 server, collapsed]", "[staff, 2 servers, collapsed]");
        test(button("Expand all")).click();
        assertThat(rows()).hasSize(5);
    }

    @Test
    void changeMovesTheServerAndKeepsCollapsedGroupsAndTheSelection() {
        open("group=status");
        pick(1);
        assertThat(rows()).containsExactly("[Running, 3 servers]", "web-01", "web-02", "web-03");
        inventory.put(ServerBuilder.named("web-02").status(ServerStatus.SHUTOFF).build());
        roundTrip();
        toggle(3);
        assertThat(rows()).endsWith("[Off, 1 server, collapsed]");

        inventory.put(ServerBuilder.named("web-01")
                .tags("blue", "red")
                .status(ServerStatus.SHUTOFF)
                .build());
        roundTrip();

        assertThat(rows()).containsExactly("[Running, 1 server]", "web-03", "[Off, 2 servers, collapsed]");
        assertThat(bar()).contains("1 selected");
    }

    @Test
    void serverInSeveralGroupsIsSelectedOnce() {
        open("group=tag");

        pick(1);
        assertThat(bar()).contains("1 selected");
        assertThat(List.of(picked(1), picked(3), picked(5))).containsExactly(true, true, false);
        test(find(NativeButton.class)
                        .withCondition(button ->
                                button.getElement().getTextRecursively().equals("Select all 3"))
                        .single())
                .click();
        assertThat(bar()).contains("3 selected");

        pick(3);
        assertThat(bar()).contains("2 selected");
        assertThat(picked(1)).isFalse();
    }

    @Test
    void selectAllIncludesCollapsedGroups() {
        open("group=tag");
        pick(1);
        toggle(0);
        toggle(1);
        toggle(2);

        test(find(NativeButton.class)
                        .withCondition(button ->
                                button.getElement().getTextRecursively().equals("Select all 3"))
                        .single())
                .click();

        assertThat(bar()).contains("3 selected");
    }

    @Test
    void checkboxOfAHeaderSelectsAndDeselectsItsServers() {
        open("group=project");
        assertThat(header(2).path("pickLabel").asString()).isEqualTo("Select the servers of group staff");
        assertThat(pickedGroups()).containsExactly("none", "none");

        pickGroup(2);
        assertThat(bar()).contains("2 selected");
        assertThat(List.of(picked(1), picked(3), picked(4))).containsExactly(false, true, true);
        assertThat(pickedGroups()).containsExactly("none", "all");
        assertThat(announcement()).isEqualTo("Group staff: 2 of 2 servers selected");

        pick(3);
        assertThat(pickedGroups()).containsExactly("none", "some");
        pickGroup(2);
        assertThat(pickedGroups()).containsExactly("none", "all");
        pickGroup(2);
        assertThat(pickedGroups()).containsExactly("none", "none");
        assertThat(find(BulkActionBar.class).all()).noneMatch(Component::isVisible);
    }

    @Test
    void checkboxOfACollapsedGroupSelectsItsServers() {
        open("group=project");
        toggle(2);

        pickGroup(2);

        assertThat(bar()).contains("2 selected");
    }

    @Test
    void largeGroupIsSelectedUpToTheMaximumOfABulkAction() {
        inventory.put(IntStream.range(0, OperationService.MAX_BULK_TARGETS)
                .mapToObj(number -> ServerBuilder.named("many-" + number)
                        .project(ServerBuilder.RESEARCH)
                        .build())
                .toArray(Server[]::new));
        open("group=project");

        pickGroup(0);

        assertThat(bar()).contains(OperationService.MAX_BULK_TARGETS + " selected");
        assertThat(header(0).path("picked").asString()).isEqualTo("some");
        assertThat(find(Notification.class).single()).isNotNull();
        pickGroup(0);
        assertThat(header(0).path("picked").asString()).isEqualTo("none");
    }

    @Test
    void browserReceivesTheGroupsOfTheRowsThatItHolds() {
        open("group=project");
        pushRows();
        assertThat(heldGroups())
                .extracting(group -> group.path("name").asString())
                .containsExactly("research", "staff");
        assertThat(heldGroups().get(1).path("row").asInt()).isEqualTo(2);
        assertThat(heldGroups().get(1).path("end").asInt()).isEqualTo(5);

        inventory.put(ServerBuilder.named("new").project(ServerBuilder.RESEARCH).build());
        roundTrip();
        pushRows();
        assertThat(heldGroups().getFirst().path("count").asString()).isEqualTo("2 servers");
        assertThat(heldGroups().get(1).path("row").asInt()).isEqualTo(3);

        pickGroup(3);
        pushRows();
        assertThat(heldGroups().get(1).path("picked").asString()).isEqualTo("all");

        group(ServerGrouping.NONE);
        pushRows();
        assertThat(find(ServerGrid.class).single().getElement().hasAttribute("data-groups"))
                .isFalse();
    }

    @Test
    void groupIsCollapsedAndSelectedByItsKeyAndUnknownKeysAreIgnored() {
        open("group=tag");
        sendGroup("blue", "toggle");
        assertThat(rows()).startsWith("[blue, 1 server, collapsed]", "[red, 1 server]");
        sendGroup("blue", "select");
        assertThat(bar()).contains("1 selected");

        sendGroup("nothing", "toggle");
        sendGroup("nothing", "select");
        inventory.put(ServerBuilder.named("late").tags("nothing").build());
        roundTrip();

        assertThat(rows()).contains("[nothing, 1 server]").doesNotContain("[nothing, 1 server, collapsed]");
        assertThat(bar()).contains("1 selected");
    }

    @Test
    void rowsThatMoveAreAnnouncedBeforeTheyAreSentAndKeepTheirKeys() {
        open("group=status");
        pushRows();
        String key = key(1);

        inventory.put(ServerBuilder.named("web-00").build());
        roundTrip();
        String message = pushRows();

        assertThat(message.indexOf("sd-rows-move")).isPositive().isLessThan(message.indexOf("$connector.set"));
        assertThat(rows()).startsWith("[Running, 4 servers]", "web-00", "web-01");
        assertThat(key(2)).isEqualTo(key);
        inventory.put(ServerBuilder.named("web-00").tags("same-place").build());
        roundTrip();
        assertThat(pushRows()).contains("same-place").doesNotContain("sd-rows-move");
    }

    @Test
    void headersHaveNoMenuAndIgnoreTheActionsOfServers() {
        open("group=project");

        for (String action : List.of("pick", "open", "console", ServerAction.STOP.code())) {
            send(
                    "sd-act",
                    JacksonUtils.createObjectNode()
                            .put("event.detail.key", key(0))
                            .put("event.detail.action", action));
        }
        pick(0);
        grid().invokeLitRendererFunction(0, "actions", "stop");
        ObjectNode data = JacksonUtils.createObjectNode();
        data.set("event.detail", JacksonUtils.createObjectNode().put("key", key(0)));
        send("vaadin-context-menu-before-open", data);

        assertThat(find(BulkActionBar.class).all()).noneMatch(Component::isVisible);
        assertThat(rows()).hasSize(5);
        assertThat(find(GridContextMenu.class).exists()).isFalse();
        assertThat(values(0)).isNotEmpty().allSatisfy(value -> assertThat(value).isNull());
        assertThat(values(1)).doesNotContainNull();

        data.set("event.detail", JacksonUtils.createObjectNode().put("key", key(1)));
        send("vaadin-context-menu-before-open", data);
        assertThat(find(GridContextMenu.class).exists()).as("menu of a server").isTrue();
    }

    @Test
    void cardsHaveTheHeadersToo() {
        open("group=project");

        assertThat(header(0).toString()).contains("research", "1 server", "true");
        assertThat(pushRows()).contains("\"name\":\"research\"", "\"count\":\"1 server\"");
    }

    @Test
    void cloudIsOfferedToUsersWhoSeeServersInSeveralClouds() {
        inventory.put(ServerBuilder.named("far").project(SECOND).build());
        open("");
        openChooser();
        assertThat(options()).contains(ServerGrouping.CLOUD);
        group(ServerGrouping.CLOUD);
        assertThat(rows()).startsWith("[lab, 3 servers]").endsWith("[second, 1 server]", "far");

        cleanVaadinEnvironment();
        signIn(mia);
        super.initVaadinEnvironment();
        open("");
        openChooser();
        assertThat(options()).doesNotContain(ServerGrouping.CLOUD);
        open("group=cloud");
        assertThat(rows()).containsExactly("[lab, 2 servers]", "web-01", "web-02");
        assertThat(pushRows()).doesNotContain("second staff");
    }

    @Test
    void groupsContainOnlyServersThatTheUserMaySee() {
        cleanVaadinEnvironment();
        signIn(mia);
        super.initVaadinEnvironment();

        for (ServerGrouping grouping : ServerGrouping.values()) {
            open("group=" + grouping.code());
            assertThat(rows()).as(grouping.code()).contains("web-01", "web-02").doesNotContain("web-03");
            assertThat(pushRows()).as(grouping.code()).doesNotContain("research");
        }
    }

    @Test
    void gridOfAnotherUserHasHeaders() {
        open("");
        group(ServerGrouping.PROJECT);

        UI.getCurrent().navigate("admin/users/mia/servers");
        roundTrip();

        assertThat(rows()).containsExactly("[staff, 2 servers]", "web-01", "web-02");
        assertThat(property(0, "group", "group", ObjectNode.class).path("name").asString())
                .isEqualTo("staff");
        assertThat(header(0).path("pickLabel").asString()).isEmpty();
        sendGroup(
                ServerBuilder.STAFF.cloud().value() + "/"
                        + ServerBuilder.STAFF.id().value(),
                "select");
        assertThat(header(0).path("picked").asString()).isEqualTo("none");
        assertThat(find(ServerGrid.class)
                        .single()
                        .getColumnByKey("group")
                        .getElement()
                        .hasAttribute("data-off"))
                .isFalse();
        grid().invokeLitRendererFunction(0, "group", "toggle");
        assertThat(rows()).containsExactly("[staff, 2 servers, collapsed]");
        group(ServerGrouping.NONE);
        assertThat(find(ServerGrid.class)
                        .single()
                        .getColumnByKey("group")
                        .getElement()
                        .hasAttribute("data-off"))
                .isTrue();
    }

    @Test
    void sortingKeepsTheGroups() {
        open("group=project&sort=-name");

        assertThat(rows()).containsExactly("[research, 1 server]", "web-03", "[staff, 2 servers]", "web-02", "web-01");
        assertThat(find(ServerGrid.class).single().getSortOrder())
                .extracting(order -> order.getSorted().getKey())
                .containsExactly(ServerSort.Column.NAME.code());
    }

    private void open(String query) {
        UI.getCurrent().navigate("servers", QueryParameters.fromString(query));
        roundTrip();
    }

    private void openChooser() {
        Popover popover = find(Popover.class)
                .withCondition(each -> "Grouping, columns and density"
                        .equals(each.getAriaLabel().orElse("")))
                .single();
        popover.close();
        popover.open();
        roundTrip();
    }

    private void group(ServerGrouping grouping) {
        openChooser();
        Select<ServerGrouping> select = select();
        test(select).selectItem(select.getItemLabelGenerator().apply(grouping));
        roundTrip();
    }

    @SuppressWarnings("unchecked")
    private Select<ServerGrouping> select() {
        return find(Select.class)
                .withCondition(each -> "Group by".equals(each.getLabel()))
                .single();
    }

    private List<ServerGrouping> options() {
        return select().getListDataView().getItems().toList();
    }

    private NativeButton button(String text) {
        return find(NativeButton.class)
                .withCondition(
                        button -> button.getElement().getTextRecursively().equals(text))
                .single();
    }

    private void toggle(int row) {
        grid().invokeLitRendererFunction(row, "pick", "toggle");
        roundTrip();
    }

    private void pickGroup(int row) {
        grid().invokeLitRendererFunction(row, "pick", "pickGroup");
        roundTrip();
    }

    private void sendGroup(String key, String action) {
        send(
                "sd-group",
                JacksonUtils.createObjectNode().put("event.detail.group", key).put("event.detail.action", action));
    }

    private List<String> pickedGroups() {
        return IntStream.range(0, grid().size())
                .filter(row -> grid().getRow(row) instanceof GroupHeaderRow)
                .mapToObj(row -> header(row).path("picked").asString())
                .toList();
    }

    /** Returns the groups of the rows that the browser holds. */
    private List<JsonNode> heldGroups() {
        return JsonMapper.builder()
                .build()
                .readTree(find(ServerGrid.class).single().getElement().getAttribute("data-groups"))
                .valueStream()
                .toList();
    }

    private void pick(int row) {
        grid().invokeLitRendererFunction(row, "pick", "pick");
        roundTrip();
    }

    private boolean picked(int row) {
        return property(row, "pick", "picked", Boolean.class);
    }

    private String announcement() {
        return find(Span.class)
                .withClassName("sr")
                .withCondition(span -> span.getText().startsWith("Group "))
                .single()
                .getText();
    }

    private String bar() {
        return find(BulkActionBar.class).single().getElement().getTextRecursively();
    }

    private List<String> tabs() {
        return find(Span.class).withClassName("view-name").all().stream()
                .map(Span::getText)
                .toList();
    }

    private ServerGrouping storedGrouping() {
        return ServerGridLayout.fromJson(preferences
                        .find(ada.id(), UserPreferenceName.SERVER_GRID_LAYOUT)
                        .orElseThrow())
                .grouping();
    }

    private String key(int row) {
        return find(ServerGrid.class)
                .single()
                .getDataCommunicator()
                .getKeyMapper()
                .key(grid().getRow(row));
    }

    private void send(String event, ObjectNode data) {
        fire(find(ServerGrid.class).single(), event, data);
        roundTrip();
    }

    private <T> T property(int row, String column, String name, Class<T> type) {
        return grid().getLitRendererPropertyValue(row, column, name, type);
    }

    /** Returns the displayed values of a row, except those of group headers. */
    private List<Object> values(int row) {
        List<Object> values = new ArrayList<>();
        find(ServerGrid.class)
                .single()
                .getColumns()
                .forEach(column -> ((LitRenderer<ServerGridRow>) column.getRenderer())
                        .getValueProviders()
                        .forEach((name, value) -> {
                            if (!List.of("group", "percent").contains(name)) {
                                values.add(value.apply(grid().getRow(row)));
                            }
                        }));
        return values;
    }

    private GridTester<Grid<ServerGridRow>, ServerGridRow> grid() {
        return test(find(ServerGrid.class).single());
    }

    /** Returns the names of the servers and the texts of the group headers. */
    private List<String> rows() {
        return IntStream.range(0, grid().size())
                .mapToObj(row -> switch (grid().getRow(row)) {
                    case ServerRow server -> server.server().name();
                    case GroupHeaderRow group ->
                        "[%s, %s%s]"
                                .formatted(
                                        header(row).path("name").asString(),
                                        header(row).path("count").asString(),
                                        group.collapsed() ? ", collapsed" : "");
                })
                .toList();
    }

    private ObjectNode header(int row) {
        return property(row, "card", "group", ObjectNode.class);
    }

    /** Returns the next message to the browser, which includes the rows of the grid. */
    private String pushRows() {
        find(ServerGrid.class).single().getDataCommunicator().setViewportRange(0, 40);
        return push();
    }
}
