package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.Console;

@Tag("browser")
class RestartTests {

    private static final Page.WaitForURLOptions PATIENTLY = new Page.WaitForURLOptions().setTimeout(60_000);

    @TempDir
    Path directory;

    @Test
    void openGridReportsARestartAndReturnsToItsUrlAfterSignIn() {
        try (Console console = Console.demo(directory);
                Browsers browsers = new Browsers()) {
            console.setUp("root");
            Page page = browsers.person(console.url());
            new SignInPages(page).signIn("root");
            page.navigate("/servers?status=running");
            new ServersPage(page).rows().first().waitFor();

            console.kill();
            page.waitForCondition(
                    () -> page.getByRole(AriaRole.ALERT)
                            .filter(new Locator.FilterOptions().setHasText("Connection to Stackdeck lost"))
                            .isVisible(),
                    new Page.WaitForConditionOptions().setTimeout(60_000));
            console.start();

            page.waitForURL("**/login?next=**", PATIENTLY);
            page.getByLabel("Username").fill("root");
            page.locator("#password").fill(Console.PASSWORD);
            page.locator("#password").press("Enter");
            page.waitForURL("**/servers?status=running", PATIENTLY);
            assertThat(new ServersPage(page).rows().first()).isVisible();
        }
    }
}
