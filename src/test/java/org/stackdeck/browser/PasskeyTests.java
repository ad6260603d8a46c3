package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.JsonHttpClient;
import org.stackdeck.product.StackdeckProcess;

/** Passkeys from a virtual device of Chromium. WebAuthn rejects IP addresses, so Stackdeck is opened by host name. */
@Tag("browser")
class PasskeyTests {

    @TempDir
    Path directory;

    @Test
    void passkeyIsAddedUsedForSignInAndSecondFactorAndRemoved() {
        try (StackdeckProcess stackdeckProcess = StackdeckProcess.withDemoCloud(directory);
                TestBrowsers testBrowsers = new TestBrowsers()) {
            JsonHttpClient root = stackdeckProcess.setUp("root");
            Page page = testBrowsers.openPage(stackdeckProcess.url().replace("127.0.0.1", "localhost"));
            CDPSession device = VirtualAuthenticator.of(page);
            SignInPageObject door = new SignInPageObject(page);
            door.signIn("root");
            page.waitForURL("**/servers**");

            page.navigate("/account");
            press(page, "Add passkey");
            assertThat(page.locator(".recovery li")).hasCount(10);
            press(page, "I've saved them");
            assertThat(page.getByLabel("Passkey name")).hasValue("Chrome on Linux");
            AccessibilityScanner.check(page);
            assertThat(root.get("/api/auth/factors").status())
                    .as("token issued before the passkey was added")
                    .isEqualTo(401);

            page.context().clearCookies();
            page.navigate("/login?next=%2Foperations");
            press(page, "Use a passkey");
            page.waitForURL("**/operations");

            page.context().clearCookies();
            door.signIn("root");
            page.waitForURL("**/factor**");
            AccessibilityScanner.check(page);
            press(page, "Use a passkey");
            page.waitForURL("**/servers**");

            page.navigate("/account");
            press(page, "Remove passkey Chrome on Linux");
            assertThat(page.getByText("Passkey removed")).isVisible();
            page.context().clearCookies();
            page.navigate("/login");
            press(page, "Use a passkey");
            assertThat(page.getByText("This passkey isn't recognized")).isVisible();
            device.detach();
        }
    }

    @Test
    void requiredSecondFactorCanBeAPasskeyCreatedAtSignIn() {
        try (StackdeckProcess stackdeckProcess = StackdeckProcess.withDemoCloud(directory);
                TestBrowsers testBrowsers = new TestBrowsers()) {
            JsonHttpClient root = stackdeckProcess.setUp("root");
            stackdeckProcess
                    .rest()
                    .post("/api/auth/register", Map.of("username", "mia", "password", StackdeckProcess.PASSWORD))
                    .expect(202);
            root.post("/api/admin/users/mia/approve", Map.of()).expect(200);
            root.put("/api/admin/settings/second-factor", Map.of("roles", List.of("MEMBER")))
                    .expect(200);
            Page page = testBrowsers.openPage(stackdeckProcess.url().replace("127.0.0.1", "localhost"));
            CDPSession device = VirtualAuthenticator.of(page);
            new SignInPageObject(page).signIn("mia");
            page.waitForURL("**/enrol**");
            AccessibilityScanner.check(page);

            press(page, "Create passkey");

            assertThat(page.locator(".codes li")).hasCount(10);
            page.getByText("I've saved them").click();
            page.waitForURL("**/servers**");
            page.navigate("/account");
            assertThat(page.getByLabel("Passkey name")).hasValue("Chrome on Linux");
            device.detach();
        }
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }
}
