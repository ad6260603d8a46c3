package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.browser.TestBrowsers.Look;
import org.stackdeck.product.StackdeckProcess;

@Tag("browser")
class RestartReconnectTests {

    private static final Page.WaitForFunctionOptions PATIENTLY = new Page.WaitForFunctionOptions().setTimeout(60_000);

    @TempDir
    Path directory;

    /** One restart serves open pages and a page that is opened in the meantime. */
    @Test
    void pagesReportARestartAndReloadAtTheirUrlsWithoutSignIn() {
        try (StackdeckProcess stackdeckProcess = StackdeckProcess.withDemoCloud(directory);
                TestBrowsers testBrowsers = new TestBrowsers()) {
            stackdeckProcess.setUp("root");
            Page page = testBrowsers.openPage(stackdeckProcess.url());
            page.navigate("/login?next=%2Fservers%3Fstatus%3Drunning");
            new SignInPageObject(page).submit("root");
            new ServersPageObject(page).rows().first().waitFor();
            Page other = page.context().newPage();
            other.navigate("/volumes");
            assertThat(heading(other, "Volumes")).isVisible();
            for (Page open : List.of(page, other)) {
                open.evaluate("() => { window.sameAsBefore = true; }");
            }
            Page opened = testBrowsers.openPage(stackdeckProcess.url(), Look.USUAL, ServiceWorkerPolicy.ALLOW);
            new SignInPageObject(opened).signIn("root");
            opened.evaluate("() => navigator.serviceWorker.ready.then(() => true)");

            stackdeckProcess.kill();
            opened.navigate("/volumes");

            assertThat(opened.getByRole(AriaRole.HEADING)).hasText("Stackdeck cannot be reached");
            assertThat(opened.getByRole(AriaRole.STATUS)).containsText("This device is online");
            AccessibilityScanner.check(opened);
            opened.context().setOffline(true);
            assertThat(opened.getByRole(AriaRole.STATUS)).containsText("This device is not connected");
            opened.context().setOffline(false);
            page.waitForCondition(
                    () -> page.getByRole(AriaRole.ALERT)
                            .filter(new Locator.FilterOptions().setHasText("Connection to Stackdeck lost"))
                            .isVisible(),
                    new Page.WaitForConditionOptions().setTimeout(60_000));
            stackdeckProcess.start();

            assertThat(heading(opened, "Volumes"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            for (Page open : List.of(page, other)) {
                open.waitForFunction("() => !window.sameAsBefore", null, PATIENTLY);
            }
            new ServersPageObject(page).rows().first().waitFor();
            assertThat(heading(other, "Volumes")).isVisible();
            assertThat(other).hasURL(stackdeckProcess.url() + "/volumes");
            assertThat(page).hasURL(stackdeckProcess.url() + "/servers?status=running");

            page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Account menu for root"))
                    .click();
            page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out"))
                    .click();
            page.waitForURL("**/login**");
            page.navigate("/servers");
            assertThat(page).hasURL(stackdeckProcess.url() + "/login?next=%2Fservers");
        }
    }

    private static Locator heading(Page page, String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
    }
}
