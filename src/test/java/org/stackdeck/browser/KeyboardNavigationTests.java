package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that Stackdeck can be used without a mouse. */
class KeyboardNavigationTests extends SharedStackdeckTestBase {

    private static final String FOCUSED_ROW = """
            () => {
              let active = document.activeElement;
              while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
              return active?.closest('tr')?.index ?? -1;
            }""";

    private static final String FOCUSED_LINK = """
            () => [...document.querySelector('vaadin-grid').shadowRoot.activeElement.closest('tr').children]
                .map((cell) => cell._content?.querySelector('a')).find(Boolean).textContent""";

    private Page page;
    private ServersPageObject servers;

    @BeforeAll
    void start() {
        page = world.signedIn("root");
        servers = new ServersPageObject(page);
    }

    @Test
    void keysMoveBetweenRowsOpenTheMenuAndFocusTheSearch() {
        openTheGrid();
        press("j", "j", "j");
        assertThat(focusedRow()).isEqualTo(2);
        press("k");
        assertThat(focusedRow()).isEqualTo(1);
        press("ArrowDown");
        assertThat(focusedRow()).isEqualTo(2);
        press("ArrowUp", "ArrowUp");
        assertThat(focusedRow()).isZero();

        press(".");
        assertThat(page.getByRole(AriaRole.MENUITEM, named("Delete"))).isVisible();
        press("Escape");
        assertThat(page.getByRole(AriaRole.MENU)).hasCount(0);
        assertThat(focusedRow()).isGreaterThanOrEqualTo(0);

        press("/");
        assertThat(search()).isFocused();
        page.keyboard().type("s?/pr.");
        assertThat(search()).hasValue("s?/pr.");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    @Test
    void questionMarkShowsTheKeysThatOpenPagesExceptBehindItsDialog() {
        openTheGrid();
        press("?");
        Locator dialog = page.getByRole(AriaRole.DIALOG, named("Keyboard shortcuts"));
        assertThat(dialog.getByText("Go to servers")).isVisible();
        AccessibilityScanner.check(page);
        press("g", "o");
        assertThat(page).hasURL("/servers");
        press("Escape");
        assertThat(dialog).hasCount(0);

        press("g", "o");
        page.waitForURL("**/operations");
        press("g", "s");
        page.waitForURL("**/servers");
        press("c", "s");
        page.waitForURL("**/servers/new");
    }

    @Test
    void headerOfAGroupIsReachedAndTheGroupCollapsedByKeyboard() {
        page.navigate("/servers?group=status");
        servers.rows().first().waitFor();
        Locator header = page.locator(".group-head:visible").first();

        press("j");
        assertThat(focusedRow()).as("the first server").isEqualTo(1);
        press("ArrowUp");
        assertThat(focusedRow()).as("the header").isZero();
        press("s", ".");
        assertThat(page.getByRole(AriaRole.MENU)).hasCount(0);
        press("Enter");
        assertThat(header).hasAttribute("aria-expanded", "false");
        AccessibilityScanner.check(page);
        press("Enter");
        assertThat(header).hasAttribute("aria-expanded", "true");
        assertThat(focusedRow()).isZero();

        press("j", "j");
        assertThat(focusedRow()).isEqualTo(2);
        press("ArrowLeft");
        assertThat(focusedRow()).as("the header").isZero();
        press("ArrowLeft");
        assertThat(header).hasAttribute("aria-expanded", "false");
        press("ArrowLeft");
        assertThat(header).hasAttribute("aria-expanded", "false");
        press("ArrowRight");
        assertThat(header).hasAttribute("aria-expanded", "true");
        press("ArrowRight");
        assertThat(focusedRow()).as("the first server").isEqualTo(1);

        // Moves through the cells of the server.
        press("ArrowRight", "ArrowRight", "ArrowUp");
        assertThat(page.evaluate("document.activeElement.shadowRoot.activeElement.localName"))
                .isEqualTo("tr");
        assertThat(focusedRow()).isZero();
        Locator row = page.locator("vaadin-grid.servers tr[aria-level='1']").first();
        assertThat(row).hasAttribute("aria-expanded", "true");
        assertThat(page.locator("vaadin-grid.servers tr[aria-level='2']").first())
                .not()
                .hasAttribute("aria-expanded", Pattern.compile(".*"));
    }

    @Test
    void menuListsRelevantActionsAfterCommonOnesAndOpensTheDeleteDialog() {
        String server = only("pause");
        press("j", ".");
        item("Pause").waitFor();
        assertThat(item("Unpause")).hasCount(0);
        press("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter");
        assertThat(servers.row("Paused", server)).isVisible();

        press("j", ".");
        item("Unpause").waitFor();
        assertThat(item("Pause")).hasCount(0);
        press("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter");
        assertThat(servers.row("Running", server)).isVisible();

        press("j", ".");
        page.getByRole(AriaRole.MENUITEM, named("Delete")).waitFor();
        press("End", "Enter");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByRole(AriaRole.TEXTBOX)).isFocused();
        AccessibilityScanner.check(page);
        page.keyboard().type(server);
        press("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(servers.row(server)).isVisible();
    }

    @Test
    void enterOpensTheFocusedRowOfAListOfResources() {
        page.navigate("/volumes");
        page.locator("vaadin-grid a[href^='volumes/']:visible").first().waitFor();

        press("j", "j");
        assertThat(focusedRow()).isEqualTo(1);
        String second = (String) page.evaluate(FOCUSED_LINK);
        press("Enter");

        page.waitForURL("**/volumes/*/*");
        assertThat(page.getByRole(AriaRole.HEADING, named(second))).isVisible();
    }

    @Test
    void xSelectsTheServersOfTheGroupWhoseHeaderHasTheFocus() {
        String server = world.serverFor("stop", "staff");
        page.navigate("/servers?group=project&q=" + server);
        servers.row(server).waitFor();
        Locator group = page.getByRole(AriaRole.CHECKBOX, named("Select the servers of group staff"));

        press("j", "ArrowLeft", "x");
        assertThat(group).isChecked();
        assertThat(page.getByRole(AriaRole.CHECKBOX, named("Select " + server))).isChecked();

        press("x");
        assertThat(group).not().isChecked();
    }

    @Test
    void letterKeysActOnTheFocusedRow() {
        String server = only("stop");

        press("j", "r");
        assertThat(servers.row("Rebooting", server)).isVisible();
        assertThat(servers.row("Running", server)).isVisible();

        press("p");
        assertThat(servers.row("Off", server)).isVisible();

        press("s");
        assertThat(servers.row("Running", server)).isVisible();
    }

    @Test
    void singleKeysDoNothingOnceTheUserHasTurnedThemOff() {
        useSingleKeys(false);
        try {
            openTheGrid();
            press("j", "/", "?", ".", "g", "o");
            assertThat(search()).not().isFocused();
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(page).hasURL("/servers");
            assertThat(focusedRow()).as("no row").isEqualTo(-1);
            press("Control+k");
            assertThat(page.locator(".palette input")).isFocused();
        } finally {
            useSingleKeys(true);
        }

        openTheGrid();
        press("j");
        assertThat(focusedRow()).isZero();
    }

    private void useSingleKeys(boolean used) {
        page.navigate("/account");
        page.getByLabel("Use single-key shortcuts").setChecked(used);
        assertThat(page.locator("body")).hasAttribute("data-single-keys", used ? "on" : "off");
    }

    @Test
    void paletteOpensASectionOfAPageAndAUser() {
        openTheGrid();
        press("Control+k");
        page.keyboard().type("registration");
        press("Enter");
        page.waitForURL("**/admin/settings");
        assertThat(page.getByRole(AriaRole.HEADING, named("Registration").setExact(true)))
                .isFocused();

        press("Control+k");
        page.keyboard().type("user root");
        press("Enter");
        page.waitForURL("**/admin/users?q=root");
        assertThat(page.getByLabel("Search users by name", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("root");
    }

    private void openTheGrid() {
        servers.open().rows().first().waitFor();
    }

    /** Filters the grid to one server for which the action is available, and returns the server's name. */
    private String only(String action) {
        String server = world.serverFor(action, "staff");
        page.navigate("/servers?q=" + server);
        servers.row(server).waitFor();
        assertThat(servers.rows()).hasCount(1);
        return server;
    }

    private void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    private Locator item(String name) {
        return page.getByRole(AriaRole.MENUITEM, named(name).setExact(true));
    }

    private Locator search() {
        return page.getByLabel("Filter servers", new Page.GetByLabelOptions().setExact(true));
    }

    private int focusedRow() {
        return (int) page.evaluate(FOCUSED_ROW);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
