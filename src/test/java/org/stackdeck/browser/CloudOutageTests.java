package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Tests the grid while the cloud does not respond, and after the cloud has recovered. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudOutageTests {

    private static final IsVisibleOptions PATIENTLY = new IsVisibleOptions().setTimeout(40_000);

    private SimulatedStackdeck world;

    @BeforeAll
    void start(@TempDir Path directory) {
        world = SimulatedStackdeck.start(directory);
    }

    @AfterAll
    void close() {
        world.close();
    }

    @AfterEach
    void heal() {
        world.trouble().delete("/faults");
    }

    @Test
    void unreachableCloudKeepsServersWithAgeAndReason() {
        Page page = world.signedIn("root");
        new ServersPageObject(page).rows().first().waitFor();
        String server = world.serverFor("stop", "staff");
        new ServersPageObject(page).search(server);
        new ServersPageObject(page).row("Running", server).waitFor();

        fail();

        assertThat(badge(page, "Stale")).isVisible(PATIENTLY);
        assertThat(page.getByText("Couldn't refresh simulator. The data shown may be out of date."))
                .isVisible();
        assertThat(new ServersPageObject(page).row("Running", server)).isVisible();
        badge(page, "Stale").click();
        assertThat(page.locator(".fresh-details .why")).isVisible();
        AccessibilityScanner.check(page);
        page.keyboard().press("Escape");

        heal();

        assertThat(badge(page, "Live")).isVisible(PATIENTLY);
        assertThat(page.getByText("Couldn't refresh simulator")).hasCount(0);
    }

    @Test
    void neverReachedCloudShowsReasonAndNextAttempt() {
        world.console().stop();
        // Otherwise, Stackdeck would show the cached servers after the restart.
        Assertions.assertThat(FileSystemUtils.deleteRecursively(
                        world.console().dataDirectory().resolve("inventory").toFile()))
                .isTrue();
        fail();
        world.console().start();
        Page page = world.signedIn("root");

        assertThat(page.getByRole(AriaRole.HEADING, named("Couldn't load servers from simulator")))
                .isVisible(PATIENTLY);
        assertThat(page.locator(".empty-state .why")).isVisible();
        assertThat(page.getByText("Next attempt").first()).isVisible();
        assertThat(badge(page, "Unreachable")).isVisible();
        AccessibilityScanner.check(page);

        heal();

        assertThat(new ServersPageObject(page).rows().first()).isVisible(PATIENTLY);
        assertThat(badge(page, "Live")).isVisible(PATIENTLY);
    }

    private void fail() {
        world.trouble().post("/faults", Map.of("status", 503)).expect(200);
    }

    private static Locator badge(Page page, String word) {
        return page.getByRole(AriaRole.BUTTON, named(word));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
