package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.WaitForURLOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.stackdeck.browser.TestBrowsers.Look;
import org.stackdeck.product.StackdeckProcess;

class SignInTests extends SharedStackdeckTestBase {

    /** Each language, theme and width once, because axe results rarely depend on the combination. */
    private static final List<Look> LOOKS =
            List.of(new Look("en", ColorScheme.DARK, 1440, 900), new Look("zh-CN", ColorScheme.LIGHT, 390, 844));

    @Test
    void everySignInPageIsAccessibleAndObeysItsPolicyInEveryLook() {
        for (Look look : LOOKS) {
            Page page = world.anonymousPage(look);
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            for (String path : List.of("/login", "/register", "/reset", "/waiting")) {
                page.navigate(path);
                AccessibilityScanner.check(page);
                assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s fits %s", path, look)
                        .isEqualTo(true);
            }
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void languageSwitchKeepsInputAndTheme() {
        Page page = world.anonymousPage(Look.USUAL);
        page.navigate("/register");
        page.getByLabel("Username").fill("half.typed");
        page.getByText("中文").click();
        assertThat(page.getByLabel("用户名")).hasValue("half.typed");
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");

        page.locator("[data-theme-toggle]").click();
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void wrongPasswordIsReportedOnThePage() {
        Page page = world.anonymousPage(Look.USUAL);
        page.navigate("/login?next=%2Foperations");
        page.getByLabel("Username").fill("root");
        page.locator("#password").fill("not the password");
        page.locator("#password").press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        assertThat(page.getByLabel("Username")).hasValue("root");
        AccessibilityScanner.check(page);

        page.locator("#password").fill(StackdeckProcess.PASSWORD);
        page.locator("#password").press("Enter");
        page.waitForURL("**/operations");
    }

    @Test
    void openPageOfADisabledUserEndsWithinTwoSeconds() {
        world.member("leaver");
        Page page = world.anonymousPage(Look.USUAL);
        new SignInPageObject(page).signIn("leaver");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1)))
                .isVisible();

        world.root().post("/api/admin/users/leaver/disable", Map.of()).expect(200);

        page.waitForURL(Pattern.compile("/login\\?.*next=%2F"), new WaitForURLOptions().setTimeout(2_000));
    }
}
