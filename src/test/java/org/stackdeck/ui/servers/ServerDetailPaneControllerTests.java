package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.router.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.preview.PageTestConfiguration;
import org.stackdeck.ui.servers.detail.ServerDetailContent;
import org.stackdeck.ui.servers.detail.ServerDetailPane;
import org.stackdeck.ui.servers.detail.ServerDetailTestBase;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.live.PresenceRegistry;

/** Tests the detail pane next to the grid. The user is jonas, who operates the servers of one project. */
class ServerDetailPaneControllerTests extends ServerDetailTestBase {

    @Autowired
    private PresenceRegistry presenceRegistry;

    @Test
    void detailPaneFollowsChangesInTheCloud() {
        open("servers");
        assertThat(find(ServerDetailContent.class).all()).isEmpty();

        choose("web-01");

        assertThat(shown()).isEqualTo("web-01");
        assertThat(parts("web-01")).isEqualTo("open");
        assertThat(text()).contains("Running");
        inventory.put(ServerBuilder.named("web-01").status(ServerStatus.SHUTOFF).build());
        roundTrip();
        assertThat(text()).contains("Off");
        assertThat(parts("web-01")).contains("open", "changed");
    }

    @Test
    void openingAnotherServerKeepsTheTab() {
        inventory.put(ServerBuilder.named("web-02").build());
        open("servers?open=lab/web-01&tab=activity");

        choose("web-02");

        assertThat(shown()).isEqualTo("web-02");
        assertThat(whole()).endsWith("web-02/activity");
        assertThat(parts("web-01")).isNull();
        assertThat(parts("web-02")).contains("open");
    }

    @Test
    void urlOpensTheDetailPane() {
        open("servers?open=lab/web-01&tab=log");

        assertThat(shown()).isEqualTo("web-01");
        assertThat(whole()).isEqualTo("servers/lab/web-01/log");
    }

    @Test
    void closedPaneIsRemovedAndLoadsNothing() {
        open("servers?open=lab/web-01");
        int watchers = inventory.subscriptions();

        close();

        assertThat(find(ServerDetailContent.class).all()).isEmpty();
        assertThat(parts("web-01")).isNull();
        assertThat(inventory.subscriptions()).isEqualTo(watchers - 1);
    }

    @Test
    void browserBackClosesThePane() {
        open("servers?open=lab/web-01");

        open("servers");

        assertThat(find(ServerDetailContent.class).all()).isEmpty();
    }

    @Test
    void invisibleServerLooksLikeAMissingOne() {
        open("servers?open=lab/db-01");
        String forbidden = panel();

        open("servers?open=lab/nonsense");

        assertThat(panel()).isEqualTo(forbidden).contains("Page not found").doesNotContain("db-01");
    }

    @Test
    void serverAddedLaterOpensWhenSelected() {
        open("servers?open=lab/web-03");
        assertThat(panel()).contains("Page not found");
        inventory.put(ServerBuilder.named("web-03").build());
        roundTrip();

        choose("web-03");

        assertThat(shown()).isEqualTo("web-03");
    }

    @Test
    void lostPermissionRemovesPaneFromTheBrowser() {
        open("servers?open=lab/web-01");

        access.revokeAll(PageTestConfiguration.JONAS);
        changed();

        assertThat(panel()).doesNotContain("web-01").contains("Page not found");
    }

    @Test
    void failureIsReportedOnce() {
        open("servers?open=lab/web-01");

        Operation stop = operations.submit(
                currentUser.caller(), ServerBuilder.named("web-01").build().key(), ActionRequest.of(ServerAction.STOP));
        operations.setState(stop.id(), Operation.State.FAILED, new Operation.Failure("conflict", "no"));
        roundTrip();

        assertThat(find(Notification.class).all()).hasSize(1);
    }

    @Test
    void otherViewersSeeThatThePaneIsOpen() {
        List<String> seen = new ArrayList<>();
        var ben = presenceRegistry.register(
                ServerBuilder.named("web-01").build().key(),
                new UserId(UUID.randomUUID()),
                new UserName("ben"),
                others -> others.forEach(name -> seen.add(name.value())));

        open("servers?open=lab/web-01");

        assertThat(seen).contains("jonas");
        ben.close();
    }

    /** Sends the event that grid.js sends after a click on the name in a row. */
    private void choose(String server) {
        ServerGrid grid = find(ServerGrid.class).single();
        String key = grid.getDataCommunicator().getKeyMapper().key(row(grid, server));
        fire(
                grid,
                "sd-act",
                JacksonUtils.createObjectNode().put("event.detail.key", key).put("event.detail.action", "open"));
        roundTrip();
    }

    private static ServerRow row(ServerGrid grid, String server) {
        return grid.getGenericDataView()
                .getItems()
                .map(ServerRow.class::cast)
                .filter(row -> row.server().name().equals(server))
                .findFirst()
                .orElseThrow();
    }

    private String parts(String server) {
        ServerGrid grid = find(ServerGrid.class).single();
        return grid.getPartNameGenerator().apply(row(grid, server));
    }

    private void close() {
        NativeButton closer = find(NativeButton.class).all().stream()
                .filter(button -> button.getElement().hasAttribute("data-beside-close"))
                .findFirst()
                .orElseThrow();
        test(closer).click();
        roundTrip();
    }

    private String shown() {
        return find(H1.class).all().stream()
                .map(H1::getText)
                .filter(name -> !name.equals("Servers"))
                .findFirst()
                .orElseThrow();
    }

    private String whole() {
        return find(Anchor.class).all().stream()
                .filter(way -> "Open full page".equals(way.getTitle().orElse("")))
                .findFirst()
                .orElseThrow()
                .getHref();
    }

    private String panel() {
        return find(ServerDetailPane.class).single().getElement().getTextRecursively();
    }

    @Override
    public void open(String address) {
        Location location = new Location(address);
        UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
        roundTrip();
    }
}
