package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Performs the tasks of a working day only by keyboard. Checks that the focused element is visible and has a visible
 * focus indicator. Limits the number of keys, of which a typed text counts as one.
 */
class KeyboardWorkdayTests extends SharedStackdeckTestBase {

    /** Maximum number of presses of Tab to reach a control. */
    private static final int MAX_TABS = 25;

    private static final String FOCUSED_NAME = """
            () => {
              let active = document.activeElement;
              while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
              if (!active || active === document.body || active.localName === 'vaadin-dialog') return '';
              const ids = (active.getAttribute('aria-labelledby') ?? '').split(' ');
              const labels = [...ids.map((id) => active.getRootNode().getElementById?.(id)), ...(active.labels ?? [])];
              return [active.getAttribute('aria-label'), ...labels.map((one) => one?.textContent), active.textContent]
                  .map((text) => (text ?? '').trim()).find((text) => text) ?? '';
            }""";

    private static final String FOCUSED_LINK = """
            () => [...document.activeElement.shadowRoot?.activeElement?.closest('tr')?.children ?? []]
                .map((cell) => cell._content?.querySelector('a')).find(Boolean)?.textContent ?? ''""";

    private Page page;
    private ServersPageObject servers;
    private int keys;

    @BeforeAll
    void start() {
        world.member("karla");
        page = world.signedIn("root");
        servers = new ServersPageObject(page);
    }

    @Test
    void serverIsFoundByItsAddress() {
        JsonNode server = server(world.serverFor("stop", "staff"));
        String address = server.path("addresses").path(0).path("ip").asString();
        begin("/servers");

        press("/");
        type(address);
        assertThat(servers.rows()).hasCount(1);
        press("Escape", "Enter");

        assertThat(heading(server.path("name").asString())).isVisible();
        assertThat(page.getByText(address).first()).isVisible();
        assertThat(keys).isLessThanOrEqualTo(5);
    }

    @Test
    void faultOfAServerIsRead() {
        String server = failed();
        begin("/servers");

        press("/");
        type("status:error " + server);
        assertThat(servers.rows()).hasCount(1);
        press("Escape", "Enter");

        assertThat(heading(server)).isVisible();
        assertThat(page.locator(".remark.fault")).isVisible();
        assertThat(keys).isLessThanOrEqualTo(5);
    }

    @Test
    void severalServersAreRestarted() {
        begin("/servers?q=status:active project:research");
        List<String> selected = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            press("j", "x");
            selected.add(focusedServer());
        }
        assertThat(page.getByText("3 selected")).isVisible();
        tabTo("Shift+Tab", "Reboot 3");
        press("Enter");
        tabTo("Tab", "Reboot 3 servers");
        press("Enter");

        assertThat(selected).doesNotHaveDuplicates();
        assertThat(page.getByText(Pattern.compile("\\d of 3 done, 0 failed"))).isVisible();
        press("Escape");
        assertThat(keys).isLessThanOrEqualTo(40);
    }

    @Test
    void serverIsLaunched() {
        begin("/servers");

        press("Control+k");
        type("launch");
        press("Enter");
        page.waitForURL("**/servers/new");
        tabTo("Tab", "Name");
        type("keyboard-only");
        // The field for the image follows the buttons for the kind of source. It is disabled until the images are
        // loaded.
        assertThat(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^Image"))))
                .isEnabled();
        tabTo("Tab", "Snapshot");
        press("Tab", "ArrowDown");
        assertThat(page.getByRole(AriaRole.OPTION).first()).isVisible();
        press("ArrowDown", "Enter");
        tabToGrid();
        press("Space");
        tabTo("Tab", "Launch");
        press("Enter");

        page.waitForURL("**/servers");
        press("/");
        type("keyboard-only");
        assertThat(servers.row("Running", "keyboard-only")).isVisible();
        assertThat(keys).isLessThanOrEqualTo(60);
    }

    @Test
    void colleagueGetsAccess() {
        begin("/servers");
        String server = world.serverFor("reboot", "staff");

        press("Control+k");
        type("grants");
        press("Enter");
        page.waitForURL("**/admin/grants");
        tabTo("Tab", "Grant access");
        press("Enter");
        assertThat(page.getByLabel("User or group", new Page.GetByLabelOptions().setExact(true)))
                .isFocused();
        type("karla");
        assertThat(page.getByRole(AriaRole.OPTION).first()).isVisible();
        press("Enter");
        tabTo("Tab", "Servers");
        type(server);
        assertThat(page.getByRole(AriaRole.OPTION).first()).isVisible();
        press("ArrowDown", "Enter");
        tabTo("Tab", "Operate");
        press("Enter");
        // Shift+Tab moves the focus from the first control of the dialog to the last one.
        tabTo("Shift+Tab", "Grant access");
        press("Enter");

        assertThat(page.getByText("Access granted to karla")).isVisible();
        FocusInspector.check(page, "the grant");
        assertThat(keys).isLessThanOrEqualTo(70);
    }

    @Test
    void userWhoStoppedAServerIsFound() {
        String server = world.serverFor("stop", "staff");
        world.ask(server, "stop");
        begin("/servers");
        press("/");
        type(server);
        assertThat(servers.row("Off", server)).isVisible();
        press("Escape");

        press("Control+k");
        type(server);
        press("Enter");
        assertThat(heading(server)).isVisible();
        tabTo("Tab", "Overview");
        press("ArrowRight", "Enter");

        assertThat(page.locator(".timeline li", new Page.LocatorOptions().setHasText("Stop"))
                        .first())
                .containsText("you");
        assertThat(keys).isLessThanOrEqualTo(40);
    }

    @Test
    void ruleIsAddedToASecurityGroup() {
        String group = "keyboard-group";
        world.root()
                .post("/api/os/security-groups", Map.of("project", "staff", "name", group))
                .expect(202);
        begin("/servers");

        open("security groups", "security-groups");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(group)))
                .isVisible();
        for (int i = 0; i < MAX_TABS && !page.evaluate(FOCUSED_LINK).equals(group); i++) {
            press("j");
        }
        press("Enter");
        assertThat(heading(group)).isVisible();
        tabTo("Tab", "Add rule");
        press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)
                        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add rule")))
                .isFocused();
        press("Enter");

        assertThat(page.locator(".rules").getByText("Incoming: TCP 22")).isVisible();
        assertThat(keys).isLessThanOrEqualTo(40);
    }

    @Test
    void floatingIpIsAllocated() {
        begin("/servers");

        open("floating IPs", "floating-ips");
        tabTo("Tab", "Allocate floating IP");
        press("Enter");
        assertThat(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Project")))
                .isVisible();
        select("Project", "staff");
        select("Network", "public");
        tabTo("Tab", "Description");
        type("keyboard-address");
        tabTo("Tab", "Allocate floating IP");
        press("Enter");

        await().untilAsserted(() -> assertThat(
                        world.root().get("/api/os/floating-ips").body().toString())
                .contains("keyboard-address"));
        assertThat(keys).isLessThanOrEqualTo(50);
    }

    private void open(String command, String path) {
        press("Control+k");
        type(command);
        press("Enter");
        page.waitForURL("**/" + path);
    }

    private void select(String field, String option) {
        tabTo("Tab", field);
        type(option);
        assertThat(page.getByRole(AriaRole.OPTION).first()).isVisible();
        press("ArrowDown", "Enter");
    }

    private void begin(String path) {
        page.navigate(path);
        servers.rows().first().waitFor();
        keys = 0;
    }

    private void press(String... pressed) {
        for (String key : pressed) {
            page.keyboard().press(key);
            keys++;
            FocusInspector.check(page, key);
        }
    }

    private void type(String text) {
        page.keyboard().type(text);
        keys++;
        FocusInspector.check(page, text);
    }

    /**
     * Presses the key until a control whose name begins with the text has the focus, at most {@link #MAX_TABS} times.
     */
    private void tabTo(String key, String name) {
        List<String> visited = new ArrayList<>();
        for (int i = 0; i < MAX_TABS; i++) {
            String focused = (String) page.evaluate(FOCUSED_NAME);
            if (focused.startsWith(name)) {
                return;
            }
            visited.add(focused);
            press(key);
        }
        throw new AssertionError(name + " is not reached by " + key + ": " + visited);
    }

    private void tabToGrid() {
        for (int i = 0; i < MAX_TABS; i++) {
            if (page.evaluate("document.activeElement.localName").equals("vaadin-grid")
                    && (boolean) page.evaluate(
                            "document.activeElement.shadowRoot.activeElement.closest('#items') !== null")) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError("the grid is not reached");
    }

    private String focusedServer() {
        return (String) page.evaluate("""
                () => { const row = document.querySelector('vaadin-grid.servers').shadowRoot.activeElement.closest('tr');
                  return [...row.querySelectorAll('td')].map((cell) => cell._content?.querySelector('.name .n'))
                      .find(Boolean).textContent; }""");
    }

    private Locator heading(String server) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(Pattern.compile(server)));
    }

    private String failed() {
        return StreamSupport.stream(
                        world.root()
                                .get("/api/os/servers")
                                .body()
                                .path("servers")
                                .spliterator(),
                        false)
                .filter(server -> server.path("status").asString().equals("ERROR"))
                .map(server -> server.path("name").asString())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode server(String name) {
        return world.root().get("/api/os/servers/" + world.id(name)).body();
    }
}
