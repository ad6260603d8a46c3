package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the grid while the cloud does not respond, and after the cloud has recovered. */
@Tag("browser")
class CloudOutageTests {

    private static final IsVisibleOptions PATIENTLY = new IsVisibleOptions().setTimeout(40_000);

    @Test
    void cloudThatWasNeverReachedAndIsUnreachableLaterIsReportedWithReason(@TempDir Path directory) {
        try (SimulatedStackdeck world = SimulatedStackdeck.startWithUnreachableCloud(directory)) {
            Page page = world.signedIn("root");
            assertThat(page.getByRole(AriaRole.HEADING, named("Couldn't load servers from simulator")))
                    .isVisible(PATIENTLY);
            assertThat(page.locator(".empty-state .why")).isVisible();
            assertThat(page.getByText("Next attempt").first()).isVisible();
            assertThat(badge(page, "Unreachable")).isVisible();
            AccessibilityScanner.check(page);

            world.trouble().delete("/faults");

            assertThat(new ServersPageObject(page).rows().first()).isVisible(PATIENTLY);
            assertThat(badge(page, "Live")).isVisible(PATIENTLY);
            String server = world.serverFor("stop", "staff");
            new ServersPageObject(page).search(server);
            new ServersPageObject(page).row("Running", server).waitFor();

            world.refuseAllRequests();

            assertThat(badge(page, "Stale")).isVisible(PATIENTLY);
            assertThat(page.getByText("Couldn't refresh simulator. The data shown may be out of date."))
                    .isVisible();
            assertThat(new ServersPageObject(page).row("Running", server)).isVisible();
            badge(page, "Stale").click();
            assertThat(page.locator(".fresh-details .why")).isVisible();
            AccessibilityScanner.check(page);
            page.keyboard().press("Escape");

            world.trouble().delete("/faults");

            assertThat(badge(page, "Live")).isVisible(PATIENTLY);
            assertThat(page.getByText("Couldn't refresh simulator")).hasCount(0);
        }
    }

    private static Locator badge(Page page, String word) {
        return page.getByRole(AriaRole.BUTTON, named(word));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
