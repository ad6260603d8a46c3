package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the detail pane next to the grid. */
class ServerDetailPaneTests extends SharedStackdeckTestBase {

    private static final Pattern OPEN = Pattern.compile(".*/servers\\?.*open=.*");
    private static final Pattern CLOSED = Pattern.compile(".*/servers(\\?((?!open=).)*)?$");

    private Page page;
    private String server;

    @BeforeAll
    void start() {
        page = world.signedIn("root");
    }

    @BeforeEach
    void grid() {
        server = world.serverFor("stop", "staff");
        page.setViewportSize(1440, 900);
        // Shows several servers, but few enough that the grid renders the row.
        page.navigate("/servers?q=project:staff " + server.substring(0, server.lastIndexOf('-')));
        link().waitFor();
    }

    @Test
    void clickOnANameOpensThePaneAndBackClosesIt() {
        link().click();

        assertThat(panel()).isVisible();
        assertThat(page).hasURL(OPEN);
        AccessibilityScanner.check(page);
        page.reload();
        assertThat(panel()).isVisible();

        page.goBack();
        assertThat(panel()).hasCount(0);
        assertThat(page).hasURL(CLOSED);
    }

    @Test
    void keysOpenAndCloseThePaneAndContinueFromItsRow() {
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        Locator heading = page.locator(".beside h1");
        String first = heading.textContent();
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(heading).not().hasText(first);

        page.keyboard().press("Escape");

        assertThat(page.locator(".beside")).hasCount(0);
        page.keyboard().press("k");
        page.keyboard().press("Enter");
        assertThat(heading).hasText(first);
    }

    @Test
    void gridNextToThePaneKeepsTheColumnsThatFit() {
        Locator flavor = sorter("Flavor");
        assertThat(flavor).isVisible();

        link().click();
        panel().waitFor();

        assertThat(flavor).isHidden();
        assertThat(sorter("Name")).isVisible();
        page.keyboard().press("Escape");
        assertThat(flavor).isVisible();
    }

    @Test
    void actionInThePaneIsShownInPaneAndGrid() {
        link().click();

        inPanel("^Stop$").click();

        assertThat(page.locator(".beside .pill")).hasText("Off");
        assertThat(new ServersPageObject(page).row("Off", server)).isVisible();
        inPanel("^Start$").click();
        assertThat(page.locator(".beside .pill")).hasText("Running");
    }

    @Test
    void narrowWindowOpensTheServersOwnPage() {
        page.setViewportSize(1000, 800);

        link().click();

        assertThat(page).hasURL(Pattern.compile(".*/servers/[^/?]+/[^/?]+$"));
    }

    @Test
    void urlOpensThePaneOverTheGridInANarrowWindow() {
        link().click();
        assertThat(page).hasURL(OPEN);
        String address = page.url();
        page.setViewportSize(390, 844);

        page.navigate(address);

        assertThat(panel()).isVisible();
        AccessibilityScanner.check(page);
        page.getByRole(AriaRole.BUTTON, named("^Close$")).click();
        assertThat(panel()).hasCount(0);
    }

    private Locator sorter(String column) {
        return page.locator("vaadin-grid-sorter", new Page.LocatorOptions().setHasText(column));
    }

    private Locator link() {
        return page.getByRole(AriaRole.LINK, named("^" + server + "$"));
    }

    private Locator panel() {
        return page.locator(".beside").getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName(server));
    }

    private Locator inPanel(String button) {
        return page.locator(".beside")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile(button)));
    }

    private static Page.GetByRoleOptions named(String pattern) {
        return new Page.GetByRoleOptions().setName(Pattern.compile(pattern));
    }
}
