package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the page of one server, from its name in the grid and back to the grid. */
class ServerDetailContentTests extends SharedStackdeckTestBase {

    private Page page;
    private String server;

    @BeforeAll
    void start() {
        page = world.signedIn("root");
    }

    @BeforeEach
    void open() {
        server = world.serverFor("stop", "staff");
        page.navigate("/servers?q=project:staff " + server + "&sort=age");
        page.getByRole(AriaRole.LINK, named("^" + server + "$")).click();
        page.getByRole(AriaRole.LINK, named("^Open full page$")).click();
        page.getByRole(AriaRole.LINK, named("^Servers$"))
                .and(page.locator("[data-back]"))
                .waitFor();
        page.getByRole(AriaRole.HEADING, named("^" + server + "$")).waitFor();
    }

    @Test
    void backLinkRestoresTheGrid() {
        tab("Activity").click();
        assertThat(page).hasURL(Pattern.compile(".*/servers/[^/]+/[^/]+/activity$"));
        page.goBack();
        assertThat(page).hasURL(Pattern.compile(".*/servers\\?.*project:staff.*|.*/servers\\?.*project%3Astaff.*"));
        assertThat(page.getByRole(AriaRole.LINK, named("^" + server + "$"))).isVisible();

        page.goForward();
        page.locator("[data-back]").click();
        assertThat(page).hasURL(Pattern.compile(".*/servers\\?.*staff.*"));
        assertThat(page.getByRole(AriaRole.LINK, named("^" + server + "$"))).isVisible();
    }

    @Test
    void serverPageFollowsActionsAndListsThem() {
        page.getByRole(AriaRole.BUTTON, named("^Stop$")).click();

        assertThat(page.locator(".pill")).hasText("Off");
        assertThat(page.locator(".timeline:visible li").first()).containsText("Stop");
        page.getByRole(AriaRole.BUTTON, named("^Start$")).click();
        assertThat(page.locator(".pill")).hasText("Running");
        AccessibilityScanner.check(page);
    }

    @Test
    void factsAreWiderThanTheActivityBesideThem() {
        double facts = page.locator(".server-facts").boundingBox().width;
        double activity = page.locator(".server-aside").boundingBox().width;

        assertThat(facts).isGreaterThan(activity);
    }

    @Test
    void serverPageMenuEqualsTheRowMenu() {
        page.getByRole(AriaRole.BUTTON, named("^More actions for " + server + "$"))
                .click();

        assertThat(page.getByRole(AriaRole.MENUITEM, named("Hard reboot"))).isVisible();
        assertThat(page.getByRole(AriaRole.MENUITEM, named("Delete"))).isVisible();
        page.keyboard().press("Escape");
    }

    @Test
    void logIsLoadedSearchedAndDownloaded() throws IOException {
        tab("Log").click();
        Locator log = page.locator("sd-log");
        assertThat(log).containsText(server + " login:");
        assertThat(page).hasURL(Pattern.compile(".*/log$"));

        page.getByRole(AriaRole.SEARCHBOX).fill("systemd[1]");
        assertThat(page.locator(".found")).hasText("190 / 190");
        page.getByRole(AriaRole.SEARCHBOX).press("Enter");
        assertThat(page.locator(".found")).hasText("1 / 190");

        Download file = page.waitForDownload(
                () -> page.getByRole(AriaRole.BUTTON, named("^Download log$")).click());
        assertThat(file.suggestedFilename()).isEqualTo(server + "-console.log");
        assertThat(Files.readString(file.path()))
                .contains("Hypervisor detected")
                .endsWith("login: ");
        AccessibilityScanner.check(page);
    }

    /** If the whole text were one block, its layout would freeze the page for half a minute. */
    @Test
    void logWithManyChangesOfTheWritingDirectionIsShownInBlocks() {
        tab("Log").click();
        Locator log = page.locator("sd-log");
        assertThat(log).containsText(server + " login:");

        log.evaluate("log => { log.text = 'a\u05d0'.repeat(100_000) + '\\n' + 'last line\\n'; }");
        page.getByRole(AriaRole.SEARCHBOX).fill("last line");

        assertThat(page.locator(".found")).hasText("1 / 1");
        Object longest =
                log.evaluate("log => Math.max(...[...log.querySelectorAll('pre > *')].map(e => e.textContent.length))");
        Assertions.assertThat((Integer) longest).isLessThanOrEqualTo(2001);
        assertThat(log).containsText("last line");
    }

    @Test
    void urlOfAnUnknownServerLooksLikeAnyUnknownUrl() {
        page.navigate("/servers/simulator/7c1f0b52-9a3e-4d6b-b0c4-2f6de1a8f9e3");

        assertThat(page.getByRole(AriaRole.HEADING, named("Page not found"))).isVisible();
    }

    private Locator tab(String name) {
        return page.getByRole(AriaRole.TAB, named("^" + name + "$"));
    }

    private static Page.GetByRoleOptions named(String pattern) {
        return new Page.GetByRoleOptions().setName(Pattern.compile(pattern));
    }
}
