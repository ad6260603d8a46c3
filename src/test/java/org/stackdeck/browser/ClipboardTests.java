package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the buttons that copy a text to the clipboard and confirm the copy. */
class ClipboardTests extends SharedStackdeckTestBase {

    private Page page;

    @BeforeAll
    void start() {
        page = world.signedIn("root");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    @Test
    void addressInTheGridIsCopied() {
        new ServersPageObject(page).open().rows().first().waitFor();

        copies(page.getByRole(AriaRole.BUTTON, named("^Copy \\d+\\.")).first(), "\\d+\\.\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void requestIdOfAnOperationIsCopied() {
        String server = world.serverFor("reboot", "staff");
        page.navigate("/servers?q=" + server);
        new ServersPageObject(page).row(server).waitFor();
        page.keyboard().press("j");
        page.keyboard().press("r");
        page.navigate("/operations");

        copies(page.locator("vaadin-grid [data-copy]:visible").first(), "req-[0-9a-f-]{36}");
    }

    @Test
    void resetCodeIsCopied() {
        world.member("clio");
        new UsersPageObject(page).open().choose("clio", "reset code");
        Locator code = page.locator(".secret");

        String shown = code.textContent();
        copies(page.getByRole(AriaRole.BUTTON, named("Copy code")), Pattern.quote(shown));
    }

    private void copies(Locator button, String expected) {
        button.click();

        assertThat(button).hasClass(Pattern.compile(".*\\bcopied\\b.*"));
        assertThat(button.locator("svg:visible")).hasCount(1);
        assertThat((String) page.evaluate("navigator.clipboard.readText()")).matches(expected);
        assertThat(button).not().hasClass(Pattern.compile(".*\\bcopied\\b.*"));
    }

    private static Page.GetByRoleOptions named(String pattern) {
        return new Page.GetByRoleOptions().setName(Pattern.compile(pattern));
    }
}
