package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.SmallFileSystem;

@Tag("browser")
class LowDiskSpaceBannerTests {

    @TempDir
    Path directory;

    @Test
    void onlyAdministratorsAreWarnedOfLowDiskSpace() {
        try (SmallFileSystem system = SmallFileSystem.mount(directory.resolve("data"), 400);
                SimulatedStackdeck world = SimulatedStackdeck.start(directory)) {
            world.member("mia", "viewer");
            Page root = world.signedIn("root");
            Page mia = world.signedIn("mia");
            Locator warning = warning(root);
            assertThat(warning).isHidden();

            system.resize(100);
            assertThat(warning).isVisible();
            assertThat(warning(mia)).isHidden();

            system.resize(400);
            assertThat(warning).isHidden();
        }
    }

    private static Locator warning(Page page) {
        return page.getByText("Less than 200 MB of disk space is free");
    }
}
