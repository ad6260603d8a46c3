package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stackdeck.product.Polling;
import tools.jackson.databind.JsonNode;

/** Tests server actions with a dialog, from the dialog to the end of the operation. */
class ServerActionDialogTests extends SharedStackdeckTestBase {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double PATIENCE_MILLIS = 30_000;

    private Page page;

    @BeforeAll
    void start() {
        page = world.signedIn("root");
    }

    @Test
    void serverIsResizedAndTheResizeConfirmed() {
        // Servers with the flavor m1.small can be resized regardless of the quota that other test classes use.
        JsonNode server = able("resize")
                .filter(candidate ->
                        candidate.path("flavor").path("name").asString().equals("m1.small"))
                .findFirst()
                .orElseThrow();
        open(server);

        menu("Resize…");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.COMBOBOX).fill("m1.medium");
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^m1\\.medium")))
                .click();
        press(dialog, "Resize");
        operation(server, "resize", "SUCCEEDED");
        assertThat(pill()).containsText("Resized", patient());
        menu("Confirm resize");
        operation(server, "confirm-resize", "SUCCEEDED");

        String flavor = now(server).path("flavor").path("name").asString();
        assertThat(flavor).isNotEqualTo(server.path("flavor").path("name").asString());
        assertThat(page.locator(".server-facts")).containsText(flavor, patient());
        assertThat(pill()).not().containsText("Resized", patient());
    }

    @Test
    void snapshotIsAvailableAsALaunchImage() {
        JsonNode server = able("snapshot").findFirst().orElseThrow();
        open(server);

        menu("Take snapshot…");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.TEXTBOX).first().fill("before-the-update");
        press(dialog, "Take snapshot");
        operation(server, "snapshot", "SUCCEEDED");

        page.navigate("/servers/new?cloud=" + SimulatedStackdeck.CLOUD + "&project="
                + server.path("projectId").asString());
        page.getByRole(
                        AriaRole.COMBOBOX,
                        new Page.GetByRoleOptions().setName("Image").setExact(true))
                .fill("before-the");
        assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("before-the-update", patient());
    }

    @Test
    void severalServersAreStoppedAndSkippedOnesAreNamed() {
        // The servers are of one kind, so that a search returns few enough rows for the grid to render all of them.
        Map.Entry<String, List<JsonNode>> kind =
                able("stop").collect(Collectors.groupingBy(server -> kind(name(server)))).entrySet().stream()
                        .filter(entry -> entry.getValue().size() > 2)
                        .findFirst()
                        .orElseThrow();
        List<JsonNode> three = kind.getValue().subList(0, 3);
        List<JsonNode> running = three.subList(0, 2);
        JsonNode off = three.getLast();
        world.ask(name(off), "stop");
        operation(off, "stop", "SUCCEEDED");
        ServersPageObject grid = new ServersPageObject(page).open();
        grid.search(kind.getKey());
        grid.row("Off", name(off)).waitFor();
        three.forEach(this::pick);

        press(page.getByRole(AriaRole.TOOLBAR), Pattern.compile("^Stop"));
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("Applies to 2 of 3");
        assertThat(dialog).containsText(name(off));
        press(dialog, "Stop 2 servers");
        assertThat(dialog).containsText("2 of 2 done, 0 failed", patient());
        press(dialog, "Close");

        running.forEach(server -> operation(server, "stop", "SUCCEEDED"));
        for (JsonNode server : running) {
            assertThat(grid.row("Off", name(server)))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        }
    }

    @Test
    void oneDeletionIsUndoneAndAnotherIsExecuted() {
        JsonNode server = able("delete").reduce((first, second) -> second).orElseThrow();
        ServersPageObject grid = new ServersPageObject(page).open();
        grid.search(name(server));

        delete(server);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo"))
                .click();
        operation(server, "delete", "CANCELLED");
        assertThat(grid.row(name(server))).isVisible();
        assertThat(now(server).path("status")).isEqualTo(server.path("status"));

        delete(server);
        assertThat(grid.row(name(server)))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(world.root().get(path(server)).status()).isEqualTo(404);
    }

    private void delete(JsonNode server) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName("More actions for " + name(server))
                                .setExact(true))
                .click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Delete…"))
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        Locator button = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete server"));
        assertThat(button).isDisabled();
        dialog.getByRole(AriaRole.TEXTBOX).first().fill(name(server));
        button.click();
        assertThat(dialog).hasCount(0);
    }

    private void pick(JsonNode server) {
        page.getByRole(
                        AriaRole.CHECKBOX,
                        new Page.GetByRoleOptions()
                                .setName("Select " + name(server))
                                .setExact(true))
                .click();
    }

    private void open(JsonNode server) {
        page.navigate("/servers/" + server.path("cloud").asString() + "/"
                + server.path("id").asString());
        pill().waitFor();
    }

    private Locator pill() {
        return page.locator(".server-head .pill");
    }

    private void menu(String item) {
        page.locator(".server-head [data-menu]").click();
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    private static void press(Locator within, String button) {
        within.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void press(Locator within, Pattern button) {
        within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
    }

    /** Waits until the latest operation with this action on the server is in the given state. */
    private void operation(JsonNode server, String action, String state) {
        Polling.waitUntil(
                action + " of " + name(server),
                PATIENCE,
                () -> world.root()
                        .get(path(server) + "/activity")
                        .body()
                        .path("activities")
                        .valueStream()
                        .map(activity -> activity.path("operation"))
                        .filter(node -> node.path("action").asString().equals(action))
                        .findFirst()
                        .map(node -> node.path("state").asString()),
                found -> found.equals(Optional.of(state)));
    }

    /** Returns the ordinary servers of the project staff for which the action is available. */
    private Stream<JsonNode> able(String action) {
        return world
                .root()
                .get("/api/os/servers")
                .body()
                .path("servers")
                .valueStream()
                .filter(server -> server.path("project").asString().equals("staff"))
                .filter(server -> SimulatedStackdeck.isOrdinary(name(server)))
                .filter(server -> server.path("allowedActions")
                        .valueStream()
                        .anyMatch(allowed -> allowed.asString().equals(action)))
                .toList()
                .stream();
    }

    private JsonNode now(JsonNode server) {
        return world.root().get(path(server)).body();
    }

    private static String path(JsonNode server) {
        return "/api/os/servers/" + server.path("id").asString();
    }

    /** Returns the name without its number. */
    private static String kind(String name) {
        return name.substring(0, name.lastIndexOf('-'));
    }

    private static String name(JsonNode server) {
        return server.path("name").asString();
    }

    private static LocatorAssertions.ContainsTextOptions patient() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    }
}
