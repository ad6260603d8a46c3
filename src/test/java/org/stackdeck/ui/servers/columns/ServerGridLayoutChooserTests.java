package org.stackdeck.ui.servers.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessResourceFailureException;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.User;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.ui.servers.ServerGridTestBase;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.search.ServerSort;

class ServerGridLayoutChooserTests extends ServerGridTestBase {

    private static final String[] DEFAULT = {
        "state", "name", "address", "flavor", "image", "project", "age", "owner", "tags"
    };

    @Autowired
    private ApplicationEventPublisher events;

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
                ServerBuilder.named("web-01").host("compute-2").build(),
                ServerBuilder.named("web-02").host("compute-1").build());
        signIn(ada);
        super.initVaadinEnvironment();
    }

    @Test
    void hiddenColumnStaysHiddenForTheUserAndNotForOthers() {
        open("servers");
        assertThat(columns()).containsExactly(DEFAULT);

        choose("Image", false);
        assertThat(columns()).containsExactly("state", "name", "address", "flavor", "project", "age", "owner", "tags");
        open("operations");
        pushRows();
        open("servers");
        assertThat(columns()).doesNotContain("image");
        assertThat(pushRows()).contains("web-01").doesNotContain("debian");

        enterAs(mia);
        open("servers");
        assertThat(columns()).containsExactly(DEFAULT);
    }

    @Test
    void nameCannotBeHidden() {
        open("servers");
        openChooser();

        assertThat(box("Name").isEnabled()).isFalse();
        assertThat(box("State").isEnabled()).isTrue();
    }

    @Test
    void changesThatCannotBeSavedAreRestored() {
        open("servers");
        openChooser();
        preferences.setFailing(true);

        assertThatThrownBy(() -> test(box("Age")).click())
                .hasRootCauseInstanceOf(DataAccessResourceFailureException.class);
        NativeButton compact = find(NativeButton.class).withText("Compact").single();
        assertThatThrownBy(() -> test(compact).click()).isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(box("Age").getValue()).isTrue();
        assertThat(compact.getElement().getAttribute("aria-pressed")).isEqualTo("false");
        assertThat(columns()).containsExactly(DEFAULT);
    }

    @Test
    void firstChangeSelectsTheColumnsThatTheWindowShows() {
        open("servers");
        NativeButton button = find(NativeButton.class)
                .withCondition(
                        candidate -> candidate.getElement().getTextRecursively().equals("Display"))
                .single();
        fire(button, "click", JacksonUtils.createObjectNode().put("window.innerWidth", 1100));

        openChooser();
        assertThat(box("Age").getValue()).isTrue();
        assertThat(box("Image").getValue()).isFalse();
        test(box("Age")).click();

        assertThat(columns()).containsExactly("state", "name", "address", "flavor");
    }

    @Test
    void columnsMoveAndResetToTheDefault() {
        open("servers");
        openChooser();
        assertThat(button("Move State up").isEnabled()).isFalse();

        test(button("Move State down")).click();
        assertThat(columns()).startsWith("name", "state", "address");
        test(button("Move State down")).click();
        assertThat(columns()).startsWith("name", "address", "state");
        assertThat(grid().getColumns()).extracting(Grid.Column::getKey).last().isEqualTo("actions");

        test(find(NativeButton.class)
                        .withCondition(button ->
                                button.getElement().getTextRecursively().equals("Reset to default"))
                        .single())
                .click();
        assertThat(columns()).containsExactly(DEFAULT);
        assertThat(stored(ada)).isEqualTo(ServerGridLayout.DEFAULT);
    }

    @Test
    void shownHostIsSortedByAndRemembered() {
        open("servers");

        choose("Host", true);

        assertThat(columns()).endsWith("tags", "host");
        openGrid("sort=host");
        assertThat(names()).containsExactly("web-02", "web-01");
        assertThat(pushRows()).contains("compute-1");
        assertThat(test(grid()).getLitRendererPropertyValue(0, "host", "text", String.class))
                .isEqualTo("compute-1");
    }

    @Test
    void hostIsNeitherOfferedNorSentNorSortedByWithoutPermission() {
        preferences.save(
                mia.id(),
                UserPreferenceName.SERVER_GRID_LAYOUT,
                ServerGridLayout.DEFAULT
                        .withColumns(List.of(ServerSort.Column.NAME, ServerSort.Column.HOST))
                        .toJson());
        enterAs(mia);

        openGrid("sort=host");
        openChooser();

        assertThat(columns()).containsExactly("name");
        assertThat(names()).containsExactly("web-01", "web-02");
        assertThat(find(Checkbox.class)
                        .withCondition(box -> box.getLabel().equals("Host"))
                        .exists())
                .isFalse();
        assertThat(pushRows()).contains("web-01").doesNotContain("compute-");
        openGrid("q=compute-1");
        assertThat(names()).isEmpty();
    }

    @Test
    void cellsLeadToThePagesOfTheKindsThatTheUserMaySee() {
        inventory.put(
                ServerBuilder.named("web-01")
                        .addresses(
                                new ServerAddress("lan", "10.20.0.9", 4, false),
                                new ServerAddress("lan", "203.0.113.7", 4, true))
                        .build(),
                ServerBuilder.named("web-02")
                        .addresses(new ServerAddress("lan", "10.20.0.8", 4, false))
                        .bootFromVolume()
                        .build());
        open("servers");

        assertThat(paths("address", "ipPath")).containsExactly("floating-ips?q=203.0.113.7", "ports?q=10.20.0.8");
        assertThat(paths("image", "path")).containsExactly("images/lab/i-1", "");
        assertThat(paths("flavor", "flavorPath")).containsOnly("flavors?q=m1.small");

        enterAs(mia);
        open("servers");
        assertThat(paths("address", "ipPath")).containsOnly("");
        assertThat(paths("image", "path")).containsOnly("");
        assertThat(paths("flavor", "flavorPath")).containsOnly("");

        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.NETWORK_READ)), null);
        events.publishEvent(new AccessChanged(mia.id()));
        roundTrip();
        assertThat(paths("address", "ipPath")).containsExactly("", "ports?q=10.20.0.8");
    }

    private List<String> paths(String column, String property) {
        return IntStream.range(0, 2)
                .mapToObj(row -> test(grid()).getLitRendererPropertyValue(row, column, property, String.class))
                .toList();
    }

    @Test
    void densityAndWidthAreRemembered() {
        open("servers");
        openChooser();
        test(find(NativeButton.class)
                        .withCondition(button -> button.getText().equals("Compact"))
                        .single())
                .click();
        resize("name", "320.4px", true);
        resize("flavor", "90px", false);
        resize("unknown", "90px", true);

        open("operations");
        open("servers");

        assertThat(grid().hasClassName("compact")).isTrue();
        assertThat(grid().getColumnByKey("name").getWidth()).isEqualTo("320px");
        assertThat(grid().getColumnByKey("name").getFlexGrow()).isZero();
        assertThat(stored(ada).widths()).containsOnlyKeys(ServerSort.Column.NAME);
        assertThat(stored(ada).columns()).isNull();
    }

    @Test
    void storedTextThatIsNoLayoutShowsTheDefault() {
        preferences.save(ada.id(), UserPreferenceName.SERVER_GRID_LAYOUT, "{\"columns\":");

        open("servers");

        assertThat(columns()).containsExactly(DEFAULT);
    }

    @Test
    void viewingAsAnotherUserUsesTheAdministratorsColumnsWithoutTheHost() {
        open("servers");
        choose("Host", true);
        choose("Tags", false);

        open("admin/users/mia/servers");
        choose("Owner", false);

        assertThat(columns()).contains("image").doesNotContain("host", "tags", "owner");
        assertThat(preferences.find(mia.id(), UserPreferenceName.SERVER_GRID_LAYOUT))
                .isEmpty();
        assertThat(stored(ada).columns()).contains(ServerSort.Column.HOST).doesNotContain(ServerSort.Column.OWNER);
    }

    @Test
    void pageReceivesTheLayoutThatAnotherPageHasStored() {
        open("servers");

        store(stored -> stored.withColumns(List.of(ServerSort.Column.NAME, ServerSort.Column.AGE)));
        roundTrip();

        assertThat(columns()).containsExactly("name", "age");
        choose("Tags", true);
        assertThat(stored(ada).columns())
                .containsExactly(ServerSort.Column.NAME, ServerSort.Column.AGE, ServerSort.Column.TAGS);
    }

    @Test
    void changeIsMergedWithALayoutThatThePageHasNotReceived() {
        open("servers");
        openChooser();
        store(stored -> stored.withWidth(ServerSort.Column.NAME, 300));

        // The page has not processed the notification yet.
        test(box("Tags")).click();

        assertThat(stored(ada).widths()).containsEntry(ServerSort.Column.NAME, 300);
        assertThat(stored(ada).columns()).doesNotContain(ServerSort.Column.TAGS);
    }

    @Test
    void columnsOfAViewAreNotReplacedByAStoredLayout() {
        openGrid("columns=name,age");

        store(stored -> stored.withColumns(List.of(ServerSort.Column.NAME)));
        roundTrip();

        assertThat(columns()).containsExactly("name", "age");
        openGrid("view=all");
        assertThat(columns()).containsExactly("name");
    }

    /** Stores a changed layout as if another page had changed it. */
    private void store(UnaryOperator<ServerGridLayout> change) {
        ServerGridLayout before = preferences
                .find(ada.id(), UserPreferenceName.SERVER_GRID_LAYOUT)
                .map(ServerGridLayout::fromJson)
                .orElse(ServerGridLayout.DEFAULT);
        preferences.save(
                ada.id(),
                UserPreferenceName.SERVER_GRID_LAYOUT,
                change.apply(before).toJson());
    }

    private ServerGridLayout stored(User user) {
        return ServerGridLayout.fromJson(preferences
                .find(user.id(), UserPreferenceName.SERVER_GRID_LAYOUT)
                .orElseThrow());
    }

    private void openChooser() {
        find(Popover.class)
                .withCondition(popover -> "Grouping, columns and density"
                        .equals(popover.getAriaLabel().orElse("")))
                .single()
                .open();
        roundTrip();
    }

    private void choose(String column, boolean shown) {
        openChooser();
        assertThat(box(column).getValue()).isNotEqualTo(shown);
        test(box(column)).click();
        roundTrip();
    }

    private Checkbox box(String label) {
        return find(Checkbox.class)
                .withCondition(box -> box.getLabel().equals(label))
                .single();
    }

    private NativeButton button(String label) {
        return find(NativeButton.class)
                .withCondition(button -> label.equals(button.getElement().getAttribute("title")))
                .single();
    }

    /** Sends the event of a column that the user has resized. The filter is false while the detail pane is open. */
    private void resize(String column, String width, boolean filter) {
        fire(
                grid(),
                "column-resize",
                JacksonUtils.createObjectNode()
                        .put("!element.closest('vaadin-master-detail-layout[has-detail]')", filter)
                        .put("event.detail.resizedColumn.dataset.column", column)
                        .put(
                                "parseFloat(event.detail.resizedColumn.width)",
                                Double.parseDouble(width.replace("px", ""))));
        roundTrip();
    }
}
