package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.browser.TestBrowsers.Look;
import org.stackdeck.product.JsonHttpClient;

/**
 * Tests passkeys of a virtual device of Chromium. Opens Stackdeck by host name, because WebAuthn rejects IP addresses.
 */
class PasskeyTests extends SharedStackdeckTestBase {

    @AfterEach
    void requireNoSecondFactor() {
        require(List.of());
    }

    @Test
    void passkeyIsAddedUsedForSignInAndSecondFactorAndRemoved() {
        world.member("piet");
        JsonHttpClient piet = world.console().rest("piet");
        Page page = world.named(Look.USUAL);
        CDPSession device = VirtualAuthenticator.of(page);
        SignInPageObject door = new SignInPageObject(page);
        door.signIn("piet");
        page.waitForURL("**/servers**");

        page.navigate("/account");
        press(page, "Add passkey");
        assertThat(page.locator(".recovery li")).hasCount(10);
        press(page, "I've saved them");
        assertThat(page.getByLabel("Passkey name")).hasValue("Chrome on Linux");
        AccessibilityScanner.check(page);
        assertThat(piet.get("/api/auth/factors").status())
                .as("token issued before the passkey was added")
                .isEqualTo(401);

        leaveSession(page);
        page.navigate("/login?next=%2Foperations");
        press(page, "Use a passkey");
        page.waitForURL("**/operations");

        page.context().clearCookies();
        door.signIn("piet");
        page.waitForURL("**/factor**");
        AccessibilityScanner.check(page);
        press(page, "Use a passkey");
        page.waitForURL("**/servers**");

        page.navigate("/account");
        press(page, "Remove passkey Chrome on Linux");
        assertThat(page.getByText("Passkey removed")).isVisible();
        leaveSession(page);
        page.navigate("/login");
        press(page, "Use a passkey");
        assertThat(page.getByText("This passkey isn't recognized")).isVisible();
        device.detach();
    }

    @Test
    void requiredSecondFactorCanBeAPasskeyCreatedAtSignIn() {
        world.member("petra");
        require(List.of("MEMBER"));
        Page page = world.named(Look.USUAL);
        CDPSession device = VirtualAuthenticator.of(page);
        new SignInPageObject(page).signIn("petra");
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

    private void require(List<String> roles) {
        world.root()
                .put("/api/admin/settings/second-factor", Map.of("roles", roles))
                .expect(200);
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    /**
     * Leaves the page first, because the page would otherwise redirect to the sign-in page while another page is
     * loaded.
     */
    private static void leaveSession(Page page) {
        page.navigate("about:blank");
        page.context().clearCookies();
    }
}
