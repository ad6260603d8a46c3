package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the launch of servers, from the form to the grid. */
class LaunchFormTests extends SharedStackdeckTestBase {

    private static final double PATIENCE = 30_000;

    private Page page;

    @BeforeAll
    void start() {
        page = world.signedIn("root");
    }

    @AfterEach
    void heal() {
        world.trouble().delete("/faults");
    }

    @Test
    void twoLaunchedServersRunInTheGrid() {
        page.navigate("/servers");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Launch server"))
                .click();
        page.waitForURL("**/servers/new");
        press("Launch");
        assertThat(page.getByText("Enter a name.")).isVisible();

        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("shop");
        Locator count = page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("Count"));
        count.fill("2");
        count.press("Tab");
        choose("Image");
        page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("m1\\.tiny")))
                .click();
        press("Launch 2 servers");

        page.waitForURL("**/servers");
        ServersPageObject grid = new ServersPageObject(page);
        grid.search("shop-");
        runs(grid, "shop-1");
        runs(grid, "shop-2");
    }

    @Test
    void launchedServerAlwaysHasExactlyOneRow() {
        world.trouble()
                .post("/faults", Map.of("service", "compute", "method", "POST", "path", "/servers", "latency", 12_000))
                .expect(200);
        page.navigate("/servers/new");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("a-slow-one");
        choose("Image");
        page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("m1\\.tiny")))
                .click();
        // Checks the rows of the new server at every repaint until the end of the test.
        page.evaluate("""
                () => { window.seen = { most: 0, left: false, stoodIn: false };
                  const look = () => {
                    const names = [...document.querySelectorAll('vaadin-grid.servers .name .n')]
                      .filter((one) => one.textContent === 'a-slow-one' && one.checkVisibility());
                    window.seen.left ||= window.seen.most > 0 && names.length === 0;
                    window.seen.most = Math.max(window.seen.most, names.length);
                    window.seen.stoodIn ||= names.some((one) => one.tagName === 'SPAN');
                    requestAnimationFrame(look);
                  };
                  look(); }""");
        press("Launch");
        page.waitForURL("**/servers");
        runs(new ServersPageObject(page), "a-slow-one");

        Assertions.assertThat(page.evaluate("() => window.seen"))
                .isEqualTo(Map.of("most", 1, "left", false, "stoodIn", true));
    }

    @Test
    void formIsSavedAsATemplateAndLaunchedFromIt() {
        page.navigate("/servers/new");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("kept");
        choose("Image");
        page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("m1\\.tiny")))
                .click();
        press("Save as template…");
        page.getByLabel("Template name").fill("Weekly");
        press("All users");
        press("Save as new");
        assertThat(page.getByText("Launch template Weekly saved")).isVisible();

        page.navigate("/servers/new");
        page.getByRole(
                        AriaRole.COMBOBOX,
                        new Page.GetByRoleOptions().setName("Launch template").setExact(true))
                .click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("Weekly")))
                .click();
        assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("kept");
        press("Launch");
        page.waitForURL("**/servers");
        ServersPageObject grid = new ServersPageObject(page);
        grid.search("kept");
        runs(grid, "kept");
    }

    private static void runs(ServersPageObject grid, String server) {
        assertThat(grid.row("Running", server))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }

    /** Selects the first option by keyboard, because the browser can repaint an element during a click on it. */
    private void choose(String box) {
        Locator field = page.getByRole(
                AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(box).setExact(true));
        field.click();
        Locator options = page.getByRole(AriaRole.OPTION);
        assertThat(options.first()).isVisible();
        field.press("ArrowDown");
        field.press("Enter");
        assertThat(options).hasCount(0);
    }

    private void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
