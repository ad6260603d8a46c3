package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.stackdeck.browser.TestBrowsers.Look;
import tools.jackson.databind.JsonNode;

/**
 * Sends forged messages from the session of a user who may only view. The messages use the user's token and connection,
 * so only the checks on the server protect the components.
 */
class ForgedMessageTests extends SharedStackdeckTestBase {

    private static final String SEND = """
            ([id, type, data]) =>
                Object.values(Vaadin.Flow.clients).find(client => client.sendEventMessage).sendEventMessage(id, type, data)
            """;
    private static final String NODE = """
            element => {
                const client = Object.values(Vaadin.Flow.clients).find(client => client.getByNodeId);
                for (let id = 1; id < 10000; id++) {
                    if (client.getByNodeId(id) === element) return id;
                }
                throw new Error('no node for ' + element);
            }
            """;
    private static final String KEY = """
            (grid, name) => [...grid.shadowRoot.querySelectorAll('#items tr')]
                .find(row => row._item && row.textContent + [...row.querySelectorAll('slot')]
                    .flatMap(slot => slot.assignedNodes()).map(node => node.textContent).join(' ').includes(name))
                ._item.key
            """;

    /** Also sends clicks to all nodes of the page, including nodes that are not visible. */
    @Test
    void messagesOfAViewerAreRefusedAndCannotOpenAdministration() {
        world.member("vera", "viewer");
        String server = world.serverFor("reboot", "staff");
        Page page = at(server, "vera");

        act(page, server, "stop");
        assertRefused("vera", "stop", "\"reason\":\"not-granted\",\"permission\":\"server:stop\"");
        assertUntouched("vera", page, server);

        openMenu(page, server);
        page.getByRole(AriaRole.MENUITEM, named("Stop")).waitFor();
        clickEverything(page);
        page.navigate("/servers?q=" + server);
        assertUntouched("vera", page, server);

        send(
                page,
                1,
                "ui-navigate",
                Map.of(
                        "route",
                        "admin/users",
                        "query",
                        "",
                        "appShellTitle",
                        "",
                        "historyState",
                        Map.of(),
                        "trigger",
                        ""));
        assertThat(page.getByRole(AriaRole.HEADING, named("Page not found"))).isVisible();
        assertThat(page.getByText("root", new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
    }

    @Test
    void messagesOfAnOperatorHaveNoEffectOnADisabledButtonNorAfterRevocation() {
        world.member("otto", "operator");
        String server = world.serverFor("reboot", "staff");
        Page page = at(server, "otto");
        act(page, server, "delete");
        Locator confirm = page.getByRole(AriaRole.BUTTON, named("Delete server"));
        assertThat(confirm).isDisabled();

        send(page, node(confirm), "click", click());
        assertThat(confirm).isVisible();
        assertUntouched("otto", page, server);
        page.keyboard().press("Escape");
        assertThat(confirm).hasCount(0);

        int grid = node(page.locator("vaadin-grid"));
        String key = key(page, server);
        assertThat(button(page, server)).isVisible();
        world.grant("otto", "staff", "viewer");
        send(page, grid, "sd-act", Map.of("event.detail.key", key, "event.detail.action", "reboot"));
        assertRefused("otto", "reboot", "\"reason\":\"not-granted\",\"permission\":\"server:reboot\"");
        assertUntouched("otto", page, server);

        // The click has an effect with the permission and on an enabled button.
        world.grant("otto", "staff", "operator");
        assertThat(button(page, server)).isVisible();
        act(page, server, "delete");
        page.getByRole(AriaRole.TEXTBOX, named("Type \"" + server)).fill(server);
        assertThat(confirm).isEnabled();
        send(page, node(confirm), "click", click());
        // The deletion can be undone for ten seconds.
        assertThat(new ServersPageObject(page).row(server))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
    }

    @Test
    void pageThatClaimsToBeHiddenLosesItsRowsWhenItsGrantsAreRevoked() {
        world.member("hilda");
        Page page = world.signedIn("hilda");
        for (String path : List.of("volumes", "servers", "networks/topology", "networks/topology?view=table")) {
            world.grant("hilda", "staff", "manager");
            page.navigate("/" + path);
            Locator rows = page.locator("vaadin-grid a:visible, vaadin-grid .name:visible, .topology-node");
            rows.first().waitFor();

            page.evaluate(
                    "document.body.dispatchEvent(new CustomEvent('vaadin-page-visibility-change', {detail: 'HIDDEN'}))");
            world.grant("hilda", "staff");

            assertThat(rows).hasCount(0);
        }
    }

    @Test
    void clickOnAnUnavailableMenuItemDoesNotAffectTheServer() {
        world.member("mona", "viewer");
        String server = world.serverFor("reboot", "staff");
        Page page = at(server, "mona");
        Locator stop = page.getByRole(AriaRole.MENUITEM, named("Stop"));
        openMenu(page, server);
        assertThat(stop).containsText("permission \"server:stop\"");

        // The click on the unavailable item opens the dialog to request access.
        send(page, node(stop), "click", click());
        assertThat(page.getByRole(AriaRole.DIALOG, named("Request access"))).hasCount(1);
        assertUntouched("mona", page, server);

        // The same message has an effect for users with permission.
        page.navigate("/servers?q=" + server);
        world.grant("mona", "staff", "operator");
        assertThat(button(page, server)).isVisible();
        openMenu(page, server);
        assertThat(stop).not().containsText("permission \"server:stop\"");
        send(page, node(stop), "click", click());
        assertAccepted("mona", "stop", server);
    }

    /**
     * The page has no listener for actions. Messages have no effect even for actions that the administrator may
     * perform.
     */
    @Test
    void messagesHaveNoEffectWhileViewingAsAnotherUser() {
        world.member("olga", "operator");
        String server = world.serverFor("reboot", "staff");
        List<JsonNode> before = serverChanges();
        // Other tests that use the same instance have viewed as other users.
        List<JsonNode> earlierViews = entries("root", "user.see-as");
        Page page = world.signedIn("root", Look.USUAL, "/admin/users");
        new UsersPageObject(page).choose("olga", "View as this user");
        assertThat(page.getByText("Viewing as olga (read-only).")).isVisible();
        new ServersPageObject(page).search(server);
        // While other rows are shown, the button can belong to a row that is reused for another server.
        assertThat(new ServersPageObject(page).rows()).hasCount(1);
        new ServersPageObject(page).row("Running", server).waitFor();
        assertThat(button(page, server)).hasCount(0);
        openMenu(page, server);
        Locator stop = page.getByRole(AriaRole.MENUITEM, named("Stop"));
        assertThat(stop).containsText("olga can do this now");
        assertThat(stop).hasAttribute("aria-disabled", "true");

        act(page, server, "stop");
        send(page, node(stop), "click", click());
        clickEverything(page);

        page.navigate("/servers?q=" + server);
        assertThat(new ServersPageObject(page).row("Running", server)).isVisible();
        assertThat(serverChanges()).isEqualTo(before);
        // One of the clicks can reload the page, which is audited again.
        assertThat(entries("root", "user.see-as"))
                .filteredOn(entry -> !earlierViews.contains(entry))
                .extracting(entry -> entry.path("objectName").asString())
                .containsOnly("olga");

        // The same message has an effect on the regular page.
        act(page, server, "stop");
        assertAccepted("root", "stop", server);
    }

    /**
     * Returns the audited actions of root on servers. Ignores passwords of root's own servers: the bar of operations
     * shows them also on this page, so that the clicks can request them.
     */
    private List<JsonNode> serverChanges() {
        return entries("root", "server.").stream()
                .filter(entry -> !entry.path("action").asString().equals("server.tell-password"))
                .toList();
    }

    /**
     * Sends a click for each node ID from 2 to 1999 except those of the header, whose buttons reload the page. Waits
     * for the responses, then opens the servers page.
     */
    private static void clickEverything(Page page) {
        Object processed = page.evaluate("""
                async click => {
                    const client = Object.values(Vaadin.Flow.clients).find(client => client.sendEventMessage);
                    const send = XMLHttpRequest.prototype.send;
                    let sent = 0;
                    let processed = 0;
                    XMLHttpRequest.prototype.send = function (body) {
                        const clicks = String(body).split('"event":"click"').length - 1;
                        this.addEventListener('load', () => processed += this.status === 200 ? clicks : 0);
                        return send.call(this, body);
                    };
                    for (let id = 2; id < 2000; id++) {
                        if (client.getByNodeId(id)?.closest?.('header')) continue;
                        client.sendEventMessage(id, 'click', click);
                        sent++;
                        // Stackdeck ignores the clicks after the fortieth of a message.
                        const complete = sent % 40 === 0 || id === 1999;
                        for (let wait = 0; complete && processed < sent && wait < 500; wait++) {
                            await new Promise(resolve => setTimeout(resolve, 10));
                        }
                    }
                    XMLHttpRequest.prototype.send = send;
                    return processed;
                }
                """, click());
        assertThat((Integer) processed).as("processed clicks").isGreaterThan(1500);
        page.navigate("/servers");
        assertThat(page).hasURL(Pattern.compile(".*/servers"));
    }

    private Page at(String server, String user) {
        Page page = world.signedIn(user, Look.USUAL, "/servers?q=" + server);
        new ServersPageObject(page).row("Running", server).waitFor();
        return page;
    }

    private static void act(Page page, String server, String action) {
        send(
                page,
                node(page.locator("vaadin-grid")),
                "sd-act",
                Map.of("event.detail.key", key(page, server), "event.detail.action", action));
    }

    private static void openMenu(Page page, String server) {
        page.getByRole(AriaRole.BUTTON, named("More actions for " + server)).click();
    }

    private static Locator button(Page page, String server) {
        return page.getByRole(AriaRole.BUTTON, named("Stop " + server));
    }

    private static int node(Locator element) {
        return (Integer) element.evaluate(NODE);
    }

    private static String key(Page page, String server) {
        return String.valueOf(page.locator("vaadin-grid").first().evaluate(KEY, server));
    }

    private static void send(Page page, int node, String type, Map<String, Object> data) {
        page.evaluate(SEND, List.of(node, type, data));
    }

    /** Returns the event data of a click on Vaadin's buttons and menu items. */
    private static Map<String, Object> click() {
        return Map.ofEntries(
                Map.entry("event.screenX", 1),
                Map.entry("event.screenY", 1),
                Map.entry("event.clientX", 1),
                Map.entry("event.clientY", 1),
                Map.entry("event.offsetX", 1),
                Map.entry("event.offsetY", 1),
                Map.entry("event.detail", 1),
                Map.entry("event.button", 0),
                Map.entry("event.ctrlKey", false),
                Map.entry("event.shiftKey", false),
                Map.entry("event.altKey", false),
                Map.entry("event.metaKey", false));
    }

    private void assertRefused(String user, String action, String reason) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(entries(user, "server." + action))
                        .anySatisfy(entry -> {
                            assertThat(entry.path("result").asString()).isEqualTo("REFUSED");
                            assertThat(entry.path("detail").asString()).contains(reason);
                        }));
    }

    /** Checks only that the action was accepted, because whether and when the server changes depends on the cloud. */
    private void assertAccepted(String user, String action, String server) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(entries(user, "server." + action))
                        .anySatisfy(entry -> {
                            assertThat(entry.path("result").asString()).isEqualTo("ACCEPTED");
                            assertThat(entry.path("objectName").asString()).isEqualTo(server);
                        }));
    }

    private void assertUntouched(String user, Page page, String server) {
        assertThat(new ServersPageObject(page).row("Running", server)).isVisible();
        assertThat(entries(user, "server."))
                .allSatisfy(entry -> assertThat(entry.path("result").asString()).isEqualTo("REFUSED"));
    }

    private List<JsonNode> entries(String user, String action) {
        JsonNode entries = world.root()
                .get("/api/admin/audit?who=" + user + "&what=" + action)
                .expect(200)
                .body();
        return StreamSupport.stream(entries.spliterator(), false).toList();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
