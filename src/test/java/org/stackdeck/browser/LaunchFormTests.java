package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** New servers, from the form to the grid. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaunchFormTests {

    private static final double PATIENCE = 30_000;

    private Simulated world;
    private Page page;

    @BeforeAll
    void start(@TempDir Path directory) {
        world = Simulated.start(directory);
        page = world.signedIn("root");
    }

    @AfterAll
    void close() {
        world.close();
    }

    @Test
    void twoServersAreAskedForAndRunInTheGrid() {
        page.navigate("/servers");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Launch server"))
                .click();
        page.waitForURL("**/servers/new");
        press("Launch");
        assertThat(page.getByText("Give it a name.")).isVisible();

        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("shop");
        Locator count = page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("Count"));
        count.fill("2");
        count.press("Tab");
        choose("Image");
        page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("m1\\.tiny")))
                .click();
        press("Launch 2 servers");

        page.waitForURL("**/servers");
        ServersPage grid = new ServersPage(page);
        grid.search("shop-");
        runs(grid, "shop-1");
        runs(grid, "shop-2");
    }

    private static void runs(ServersPage grid, String server) {
        assertThat(grid.row("Running", server))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }

    private void choose(String box) {
        page.getByRole(
                        AriaRole.COMBOBOX,
                        new Page.GetByRoleOptions().setName(box).setExact(true))
                .click();
        Locator options = page.getByRole(AriaRole.OPTION);
        options.first().click();
    }

    private void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
