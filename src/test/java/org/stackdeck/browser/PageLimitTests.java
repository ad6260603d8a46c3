package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the limit of open pages in a browser session. Stackdeck closes the least recently used page, which then shows
 * the reason.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageLimitTests {

    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);

    private SimulatedStackdeck world;

    @BeforeAll
    void start(@TempDir Path directory) {
        world = SimulatedStackdeck.start(directory, Map.of("STACKDECK_LIMITS_PAGES_PERSESSION", "3"));
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void leastRecentlyUsedPageIsClosedWithReasonAndCanBeReopened() {
        Page first = world.signedIn("root");
        assertThat(new ServersPageObject(first).rows().first()).isVisible(SOON);
        Page second = another(first);
        Page third = another(first);
        new ServersPageObject(first).search("staff");
        assertThat(first).hasURL(Pattern.compile(".*staff.*"));

        Page fourth = another(first);

        assertThat(closed(second)).isVisible(SOON);
        assertThat(new ServersPageObject(third).rows().first()).isVisible();

        second.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the page again"))
                .click();

        assertThat(new ServersPageObject(second).rows().first()).isVisible(SOON);
        assertThat(closed(third)).isVisible(SOON);
        assertThat(new ServersPageObject(first).rows().first()).isVisible();
        assertThat(new ServersPageObject(fourth).rows().first()).isVisible();
    }

    private static Page another(Page page) {
        Page another = page.context().newPage();
        another.navigate("/servers");
        assertThat(new ServersPageObject(another).rows().first()).isVisible(SOON);
        return another;
    }

    private static Locator closed(Page page) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Page closed"));
    }
}
